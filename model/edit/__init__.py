"""Edits are data: each turns one document into the next, or is refused."""

from llm_tui.model.edit.add_section import AddSection
from llm_tui.model.edit.group import EditGroup
from llm_tui.model.edit.move_section import CopySection, RenameSection
from llm_tui.model.edit.protocol import Edit
from llm_tui.model.edit.remove_section import RemoveSection
from llm_tui.model.edit.rename_key import RenameKey
from llm_tui.model.edit.restore_text import RestoreText
from llm_tui.model.edit.set_value import SetValue, UnsetValue

__all__ = [
    "AddSection",
    "CopySection",
    "Edit",
    "EditGroup",
    "RemoveSection",
    "RenameKey",
    "RenameSection",
    "RestoreText",
    "SetValue",
    "UnsetValue",
]
