"""Edits are data: each turns one document into the next, or is refused."""

from typing import TYPE_CHECKING

from llm_tui.model.lazy_names import lazy_names

if TYPE_CHECKING:
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

_HOMES = {
    "AddSection": "add_section",
    "CopySection": "move_section",
    "Edit": "protocol",
    "EditGroup": "group",
    "RemoveSection": "remove_section",
    "RenameKey": "rename_key",
    "RenameSection": "move_section",
    "RestoreText": "restore_text",
    "SetValue": "set_value",
    "UnsetValue": "set_value",
}

# A command makes edits of one kind.
__getattr__ = lazy_names(__name__, _HOMES)
