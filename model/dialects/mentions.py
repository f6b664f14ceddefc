"""Places of a file that name a section, and changes to what is written there."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from llm_tui.model.toml.keys import BASE, Path


class Reference(NamedTuple):
    """A place that names a section, and the section that the program uses for it."""

    user: str
    """Who uses the section, such as `agent.NAME`."""
    path: Path
    """Where the name is, or would be, written; empty where the choice is not made by a name."""
    name: str | None
    """As written; None where nothing is written."""
    target: Path


class IdleReference(NamedTuple):
    """A place that names a section, and that the program ignores."""

    user: str
    path: Path
    name: str
    reason: str


class Change(NamedTuple):
    """One key of a section, and the value that it is to have."""

    section: Path
    key: str
    value: Any
    """MISSING to unset it."""


def mentions(tables: Any, key: str) -> Iterator[tuple[Path, Any]]:
    """Every place outside `llm` that has a key of this name, with the value there."""
    return _mentions(tables, key, ())


def _mentions(tables: Any, name: str, above: Path) -> Iterator[tuple[Path, Any]]:
    entries = tables.items() if isinstance(tables, dict) else enumerate(tables)
    for key, value in entries:
        path = (*above, key)
        if isinstance(value, dict | list) and path != BASE:
            yield from _mentions(value, name, path)
        elif key == name:
            yield path, value


def user_at(path: Path) -> str:
    """Who names a section at this place: `agent.Finder`."""
    return ".".join(map(str, path[:-1]))
