"""The dialects that are known, by name. Each is imported when it is first asked for."""

from importlib import import_module
from typing import Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.errors import UnknownDialectError

_HOMES = {
    "openhands": "openhands.openhands",
    "openmanus": "openmanus.openmanus",
    "generic": "generic",
}

NAMES = tuple(_HOMES)


def dialect(name: str, release: str | None = None) -> Dialect:
    """The dialect of this name in this release, the newest unless told.

    Raises UnknownDialectError, with the list of those that are known.
    """
    known = releases(name)
    if release is None or release in known:
        found: Dialect = _module(name).dialect(release)
        return found
    if not known:
        raise UnknownDialectError(f"release {release} is not known: {name} has only one")
    raise UnknownDialectError(f"release {release} is not known; there are {', '.join(known)}")


def releases(name: str) -> tuple[str, ...]:
    """The releases of a dialect, oldest first; none where it has only one.

    Raises UnknownDialectError.
    """
    found: tuple[str, ...] = _module(name).releases()
    return found


def _module(name: str) -> Any:
    if name not in _HOMES:
        raise UnknownDialectError(f"dialect {name} is not known; there are {', '.join(NAMES)}")
    return import_module(f"llm_tui.model.dialects.{_HOMES[name]}")
