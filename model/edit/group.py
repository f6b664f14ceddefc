"""Edits that only make sense together: half of a move would lose the value."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit


@dataclass(frozen=True)
class EditGroup:
    """Edits that are made, undone, made again and recovered together, or not at all."""

    edits: "tuple[Edit, ...]"

    @property
    def section(self) -> Path:
        """The section that the first edit changes."""
        return self.edits[0].section

    @property
    def summary(self) -> str:
        """What they do."""
        return ", ".join(edit.summary for edit in self.edits)

    def apply(self, document: Document) -> Document:
        """The document with all edits made. Raises EditError if one of them can't be made."""
        for edit in self.edits:
            document = edit.apply(document)
        return document
