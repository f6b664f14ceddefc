"""Edits are data: each turns one document into the next, or is refused."""

from typing import Protocol

from llm_tui.model.edit.add_section import AddSection
from llm_tui.model.edit.group import EditGroup
from llm_tui.model.edit.move_section import CopySection, RenameSection
from llm_tui.model.edit.remove_section import RemoveSection
from llm_tui.model.edit.rename_key import RenameKey
from llm_tui.model.edit.set_value import SetValue, UnsetValue
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path


class Edit(Protocol):
    """A change to a document that can be kept, applied again to another text, and undone."""

    @property
    def section(self) -> Path:
        """The section that it changes."""

    @property
    def summary(self) -> str:
        """What it does, in words that hold no secret."""

    def apply(self, document: Document) -> Document:
        """The next document. Raises EditError where that can't be made safely."""


__all__ = [
    "AddSection",
    "CopySection",
    "Edit",
    "EditGroup",
    "RemoveSection",
    "RenameKey",
    "RenameSection",
    "SetValue",
    "UnsetValue",
]
