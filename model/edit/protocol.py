"""The protocol of all edits: their target, where that is afterwards, and the next document."""

from abc import ABC, abstractmethod
from typing import NamedTuple

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path, write_header


class Target(NamedTuple):
    """A section of a document, or one key of it."""

    section: Path
    key: str | None = None

    def __str__(self) -> str:
        """Name the target as users know it: `model in [llm]`."""
        header = write_header(self.section)
        return header if self.key is None else f"{self.key} in {header}"

    @property
    def path(self) -> Path:
        """Its place in the nested tables of a document."""
        return self.section if self.key is None else (*self.section, self.key)


class Edit(ABC):
    """A change to a document that can be kept, applied again to another text, and undone."""

    @property
    @abstractmethod
    def target(self) -> Target:
        """The section or key that it changes."""

    @property
    def result(self) -> Target:
        """The section or key to look at afterwards: another one where it is renamed or removed."""
        return self.target

    @property
    def parts(self) -> "tuple[Edit, ...]":
        """The edits, each of one target, that it consists of."""
        return (self,)

    @property
    @abstractmethod
    def summary(self) -> str:
        """One line on what it does, without values: they may be secrets."""

    @abstractmethod
    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """Return the next document. Raises EditError where that can't be made safely.

        dialect: the program that reads the file, and must go on reading it; None for the one that
        is taken in doubt.
        """
