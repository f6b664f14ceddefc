"""The difference between two documents, as edits that another document can take too."""

from collections.abc import Iterator
from typing import Any

from llm_tui.model.edit import AddSection, Edit, RemoveSection, SetValue, UnsetValue
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.values import MISSING, same


def edits_between(before: Document, after: Document) -> tuple[Edit, ...]:
    """Edits that give one document the values of the other."""
    return tuple(_edits(before.tables, after.tables, ()))


def _edits(before: dict[str, Any], after: dict[str, Any], section: Path) -> Iterator[Edit]:
    for key, value in before.items():
        if key not in after:
            path = (*section, key)
            is_table = isinstance(value, dict)
            yield RemoveSection(path, recursive=True) if is_table else UnsetValue(section, key)
    for key, value in after.items():
        old = before.get(key, MISSING)
        path = (*section, key)
        if isinstance(value, dict) and isinstance(old, dict):
            yield from _edits(old, value, path)
        elif isinstance(value, dict) and old is MISSING:
            own = {name: inner for name, inner in value.items() if not isinstance(inner, dict)}
            yield AddSection(path, own)
            yield from _edits(own, value, path)
        elif old is MISSING or not same(old, value):
            yield SetValue(section, key, value)
