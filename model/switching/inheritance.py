"""Moving a value up to the base or down to the sections, with nothing else changed by it.

The proof compares the effective value of every key of every named section, before and after.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from llm_tui.model.dialects.origin import Origin
from llm_tui.model.edit import Edit, EditGroup, SetValue, UnsetValue
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.errors import EditError
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.model.toml.values import MISSING, same


class Move(NamedTuple):
    """A value that moves between the base and the sections."""

    edits: tuple[Edit, ...]
    kept: tuple[Path, ...]
    """The sections that get a line of their own, so that their value stays."""


def promote(view: Resolution, section: Path, key: str) -> Move:
    """Move a value of a section up to the base. Sections that would change keep theirs.

    Raises EditError where a section would change all the same.
    """
    if section == BASE:
        raise EditError(f"{key} is in [llm] already")
    value = _written(view, section, key)
    edits: tuple[Edit, ...] = (
        SetValue(BASE, key, value, view.document.token((*section, key))),
        UnsetValue(section, key),
    )
    after = _after(view, edits)
    kept = tuple(
        other
        for other in _named(view)
        if other != section and not same(view.effective(other, key), after.effective(other, key))
    )
    for other in kept:
        old = view.effective(other, key)
        if old is None:
            raise EditError(
                f"{write_header(other)} has no {key}, and would inherit this one: no line can"
                " say that it has none"
            )
        edits += (SetValue(other, key, old, _inherited_token(view, key, old)),)
    return Move(_proven(view, edits), kept)


def push_down(view: Resolution, key: str) -> Move:
    """Move a value of the base down to the sections that inherit it.

    Raises EditError where none does, or where one would change all the same.
    """
    value, token = _written(view, BASE, key), view.document.token((*BASE, key))
    heirs = tuple(
        path
        for path in _named(view)
        if any(
            s.key == key and s.origin is Origin.BASE and s.source == BASE
            for s in view.settings(path)
        )
    )
    if not heirs:
        raise EditError(f"no section inherits {key} from [llm]")
    copies = [SetValue(path, key, value, token) for path in heirs]
    edits: tuple[Edit, ...] = (*copies, UnsetValue(BASE, key))
    return Move(_proven(view, edits), heirs)


def _proven(view: Resolution, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits, if every named section has the same effective values after them."""
    for path, key in _changes(view, _after(view, edits)):
        raise EditError(f"{key} of {write_header(path)} would change with it")
    return edits


def _changes(before: Resolution, after: Resolution) -> Iterator[tuple[Path, str]]:
    if set(before.paths) != set(after.paths):
        raise EditError("a table in [llm] would be taken for a section of its own")
    for path in _named(before):
        values, is_other = after.values(path), before.status(path) != after.status(path)
        for key, value in before.values(path).items():
            if is_other or not same(value, values.get(key)):
                yield path, key


def _after(view: Resolution, edits: tuple[Edit, ...]) -> Resolution:
    return replace(view, document=EditGroup(edits).apply(view.document, view.dialect))


def _named(view: Resolution) -> Iterator[Path]:
    """The sections that inherit, without those that the program ignores."""
    return (path for path in view.paths if path != BASE and view.status(path) is Status.OK)


def _written(view: Resolution, section: Path, key: str) -> Any:
    value = view.document.value((*section, key))
    if value is MISSING:
        raise EditError(f"{key} is not set in {write_header(section)}")
    return value


def _inherited_token(view: Resolution, key: str, value: Any) -> str | None:
    """How the base spells a value that is to be kept, if it is the base's."""
    path = (*BASE, key)
    return view.document.token(path) if same(view.document.value(path), value) else None
