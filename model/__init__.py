"""The config file, what it means, and the probe: no user interface."""

from typing import TYPE_CHECKING

from llm_tui.model.lazy_names import lazy_names

if TYPE_CHECKING:
    from llm_tui.model.edit import (
        AddSection,
        CopySection,
        Edit,
        EditGroup,
        RemoveSection,
        RenameKey,
        RenameSection,
        RestoreText,
        SetValue,
        UnsetValue,
    )
    from llm_tui.model.errors import EditError
    from llm_tui.model.toml.document import Document

_HOMES = {
    "Document": "toml.document",
    "EditError": "errors",
    "Edit": "edit",
    "AddSection": "edit",
    "CopySection": "edit",
    "EditGroup": "edit",
    "RemoveSection": "edit",
    "RenameKey": "edit",
    "RenameSection": "edit",
    "RestoreText": "edit",
    "SetValue": "edit",
    "UnsetValue": "edit",
}

# A command that only reads needs no edits.
__getattr__ = lazy_names(__name__, _HOMES)

__all__ = [
    "AddSection",
    "CopySection",
    "Document",
    "Edit",
    "EditError",
    "EditGroup",
    "RemoveSection",
    "RenameKey",
    "RenameSection",
    "RestoreText",
    "SetValue",
    "UnsetValue",
]
