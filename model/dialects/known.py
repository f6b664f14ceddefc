"""The dialects that are known, by name. Each is imported when it is first asked for."""

from importlib import import_module

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.family import Family
from llm_tui.model.errors import UnknownDialectError

IN_DOUBT = "openhands"
"""The dialect of a file that nothing is known of."""
UNKNOWN = "generic"
"""The dialect of a file that is for none of the known programs."""

HOMES = {
    IN_DOUBT: "llm_tui.model.dialects.openhands.all_releases",
    "openmanus": "llm_tui.model.dialects.openmanus.openmanus",
    UNKNOWN: "llm_tui.model.dialects.generic",
}
"""The module of each dialect, which has its `FAMILY`. A new dialect is a line here."""


def names() -> tuple[str, ...]:
    """The names of all dialects."""
    return tuple(HOMES)


def family(name: str) -> Family:
    """The program of this name. Raises UnknownDialectError, with the list of those known."""
    if name not in HOMES:
        raise UnknownDialectError(f"dialect {name} is not known; there are {', '.join(HOMES)}")
    found: Family = import_module(HOMES[name]).FAMILY
    return found


def dialect(name: str, release: str | None = None) -> Dialect:
    """The dialect of this name in this release, by default the newest.

    Raises UnknownDialectError, with the list of those that are known.
    """
    known = releases(name)
    if release is None or release in known:
        return family(name).dialect(release)
    if not known:
        raise UnknownDialectError(f"release {release} is not known: {name} has only one")
    raise UnknownDialectError(f"release {release} is not known; there are {', '.join(known)}")


def releases(name: str) -> tuple[str, ...]:
    """The releases of a dialect, oldest first; none where it has only one.

    Raises UnknownDialectError.
    """
    return family(name).releases()


def in_doubt() -> Dialect:
    """The dialect to go by where no other is given."""
    return dialect(IN_DOUBT)
