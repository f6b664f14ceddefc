"""Sentences that several checks use."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from llm_tui.model.check.fix_edits import unset_value
from llm_tui.model.check.problem import Fix
from llm_tui.model.dialects import known
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import Role
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header

_NAMED_ROLES = (Role.MODEL, Role.API_KEY, Role.BASE_URL)
"""The keys whose loss is reported by name: a section without them asks another model, or none."""


NAMED_USERS = 8
"""Users of a section that a sentence names; it counts the others."""

WAY_OUT = "Export the sections as profiles: llm-tui export --all --as profile -o DIR"
"""What to do where a release reads no section."""


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a sentence lists them: `model, api_key and base_url`."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def counted(count: int, word: str) -> str:
    """A number of things: `1 section`, `4 sections`."""
    return f"{count} {word}{'s' * (count != 1)}"


def unset_fix(section: Path, key: str, *, certain: bool) -> Fix:
    """The fix that unsets a key."""
    label = f"unset {key} in {write_header(section)}"
    return Fix(label, (unset_value(section, key),), f"unset {key}", certain)


def lifetime(dialect: Dialect, key: str) -> tuple[str, str] | None:
    """The first and the last release of a program that know a key; None where none does."""
    return _lifetimes(dialect.name).get(key)


@lru_cache(maxsize=1)
def _lifetimes(name: str) -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for version in known.releases(name):
        for key in known.dialect(name, version).fields:
            found[key] = (found[key][0] if key in found else version, version)
    return found


def loss(view: Resolution, section: Path) -> str:
    """The consequence where the program ignores a section."""
    if view.loaded.stops:
        return stopping(view)
    if view.not_read:
        return f"{view.not_read}."
    if section == BASE:
        return _loss_of_base(view)
    users = view.users.get(section_name(section), ())
    who = _some(users) if users else "anything that refers to it"
    gets = "get" if len(users) > 1 else "gets"
    what = "the built-in defaults" if BASE in view.loaded.faults else "[llm]"
    return (
        f"{view.dialect.program} ignores {write_header(section)}: {who} {gets} {what} instead,"
        f" model {view.effective(BASE, view.dialect.key(Role.MODEL))}."
    )


def _some(users: Sequence[str]) -> str:
    """The first users by name, and how many others there are."""
    others = len(users) - NAMED_USERS
    return listed((*users[:NAMED_USERS], f"{others:,} others") if others > 1 else users)


def stopping(view: Resolution) -> str:
    """The consequence where the program stops."""
    return f"{view.dialect.program} stops when it starts."


def fallback(view: Resolution) -> str:
    """The model that is used where the file sets none."""
    key = view.dialect.key(Role.MODEL)
    model, field = view.effective(BASE, key), view.dialect.fields.get(key)
    is_default = field is not None and model == field.default
    return f"{model}, its built-in default" if is_default else str(model)


def _loss_of_base(view: Resolution) -> str:
    model, *others = map(view.dialect.key, _NAMED_ROLES)
    own = [key for key in (model, *others) if view.written.get(key)]
    without = [key for key in own if key != model]
    text = f"{view.dialect.program} ignores all of [llm] and runs on {fallback(view)}"
    text += f", without your {listed(without)}" if without else ""
    for lost, count in _losses(view, own).items():
        sections = counted(count, "section")
        text += f"; {sections} lose{'s' * (count == 1)} {listed(lost)}"
        if model in lost:
            text += f" and run{'s' * (count == 1)} on it too"
    return f"{text}."


def _losses(view: Resolution, own: Collection[str]) -> Mapping[tuple[str, ...], int]:
    """How many sections lose which keys with the base."""
    losses: dict[tuple[str, ...], int] = {}
    if not view.dialect.inherits:
        return losses
    for path in view.paths:
        if path != BASE and path in view.loaded.configs:
            content = view.written[str(path[-1])]
            lost = tuple(key for key in own if key not in content)
            if lost:
                losses[lost] = losses.get(lost, 0) + 1
    return losses
