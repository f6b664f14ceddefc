"""Edits that only make sense together: half of a move would lose the value."""

from dataclasses import dataclass

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.edit.protocol import Edit, Target
from llm_tui.model.toml.document import Document


@dataclass(frozen=True)
class EditGroup(Edit):
    """Edits that are made, undone, redone and recovered together, or not at all."""

    edits: tuple[Edit, ...]

    @property
    def target(self) -> Target:
        """The target of the first edit."""
        return self.edits[0].target

    @property
    def result(self) -> Target:
        """The result of the first edit."""
        return self.edits[0].result

    @property
    def parts(self) -> tuple[Edit, ...]:
        """The edits of one target, of groups inside the group too."""
        return tuple(part for edit in self.edits for part in edit.parts)

    @property
    def summary(self) -> str:
        """The summaries of all edits."""
        return ", ".join(edit.summary for edit in self.edits)

    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """Return the document with all edits made. Raises EditError if one of them is refused."""
        for edit in self.edits:
            document = edit.apply(document, dialect)
        return document
