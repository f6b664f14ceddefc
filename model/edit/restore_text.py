"""Bringing back an earlier text of the whole file."""

from dataclasses import dataclass
from functools import cached_property

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.edit.protocol import Edit, Target
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE


@dataclass(frozen=True)
class RestoreText(Edit):
    """Give the file an earlier text, to the byte: comments and layout too.

    A text that is not the one replaced, because somebody else changed the file meanwhile, gets the
    values that differ between the two, so that the other changes stay.
    """

    before: bytes
    """The text that is replaced."""
    after: bytes
    """The earlier text."""

    @property
    def target(self) -> Target:
        """The target of the first value that differs."""
        return self.parts[0].target if self.parts else Target(BASE)

    @cached_property
    def parts(self) -> tuple[Edit, ...]:
        """An edit of each value that differs; none where one of the texts is not TOML."""
        from llm_tui.model.edit.between import edits_between

        before, after = Document(self.before), Document(self.after)
        return () if before.problem or after.problem else tuple(edits_between(before, after))

    @property
    def summary(self) -> str:
        """What it does."""
        return "restore an earlier version"

    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """Return the earlier text, or the document with the values of it that differ.

        Raises EditError for an earlier text that is not TOML, and where values can't be compared.
        """
        after = Document(self.after)
        if after.problem:
            problem = after.problem
            raise EditError(f"that version is not TOML: {problem.message} (line {problem.line})")
        if document.data == self.before:
            return after
        if Document(self.before).problem or document.problem:
            raise EditError("the file has changed since the version was chosen; choose it again")
        for edit in self.parts:
            document = edit.apply(document, dialect)
        return document
