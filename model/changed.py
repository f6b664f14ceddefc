"""What parts two documents, as paths to mark."""

from collections.abc import Iterator
from typing import Any

from llm_tui.model.document import Document
from llm_tui.model.keys import Path
from llm_tui.model.values import MISSING, same


def changed_paths(before: Document, after: Document) -> frozenset[Path]:
    """The paths of all values that only one of the documents has, or that differ."""
    if before.data == after.data:
        return frozenset()
    return frozenset(_differences(before.tables, after.tables, ()))


def _differences(before: Any, after: Any, path: Path) -> Iterator[Path]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before.keys() | after.keys():
            one, other = before.get(key, MISSING), after.get(key, MISSING)
            if one is not other:
                yield from _differences(one, other, (*path, key))
    elif isinstance(before, dict) or isinstance(after, dict):
        yield path
        table = before if isinstance(before, dict) else after
        for key, value in table.items():
            yield from _differences(value, MISSING, (*path, key))
    elif before is MISSING or after is MISSING or not same(before, after):
        yield path
