"""Paths whose values differ between two documents."""

from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.values import differences


def changed_paths(before: Document, after: Document) -> frozenset[Path]:
    """The paths of all values that only one of the documents has, or that differ."""
    if before.data == after.data:
        return frozenset()
    return frozenset(differences(before.tables, after.tables))
