"""The config file, what it means, and the probe: no user interface."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: a command that only reads needs no edits."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


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
