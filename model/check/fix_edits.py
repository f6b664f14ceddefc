"""The edits of fixes. Those are imported when a problem has one: most files have no problem."""

from typing import TYPE_CHECKING, Any

from llm_tui.model.toml.keys import Path

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit


def add_section(section: Path) -> "Edit":
    """The edit that opens a section."""
    from llm_tui.model.edit import AddSection

    return AddSection(section)


def set_value(section: Path, key: str, value: Any) -> "Edit":
    """The edit that sets a key."""
    from llm_tui.model.edit import SetValue

    return SetValue(section, key, value)


def unset_value(section: Path, key: str) -> "Edit":
    """The edit that unsets a key."""
    from llm_tui.model.edit import UnsetValue

    return UnsetValue(section, key)


def rename_key(section: Path, key: str, new_key: str) -> "Edit":
    """The edit that gives a key another name."""
    from llm_tui.model.edit import RenameKey

    return RenameKey(section, key, new_key)


def rename_section(section: Path, new_section: Path) -> "Edit":
    """The edit that gives a section another name."""
    from llm_tui.model.edit import RenameSection

    return RenameSection(section, new_section)
