"""The editor for a setting, by what is known of its key."""

from typing import Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import Field, FieldKind
from llm_tui.model.effective.accepted_input import Accepted, accept, accept_any
from llm_tui.model.effective.setting import Setting
from llm_tui.tui.screens.value_editors import ChoiceEditor, Editor, TextEditor, TomlEditor
from llm_tui.tui.text.field_limits import limits_text
from llm_tui.tui.text.wording import NOTHING, literal, value_text


def editor_for(setting: Setting, dialect: Dialect, section: str, written: str) -> Editor:
    """The editor for a setting.

    written: the TOML of the value in the file, to begin with where TOML is edited; else empty.
    """
    title = f"{setting.key} · {section}"
    field = dialect.fields.get(setting.key)
    if field is not None:
        return _editor_of(field, setting, dialect, title, written)
    hint = "Without quotes it is text, unless it is valid TOML."
    if not setting.known:
        hint = f"{dialect.program} has no such key. {hint}"
    return TextEditor(title, hint, accept_any, "" if setting.secret else written, setting.secret)


def _editor_of(
    field: Field, setting: Setting, dialect: Dialect, title: str, written: str
) -> Editor:
    """The editor for a setting of a kind that is known."""
    hint = f"{limits_text(field)} {field.help} {field.delivery_text(dialect.program)}"

    def check(text: str) -> Accepted:
        return accept(field, text)

    if field.kind is FieldKind.BOOLEAN:
        return ChoiceEditor(title, hint, check, ["true", "false"], literal(setting.value))
    if field.kind in (FieldKind.TABLES, FieldKind.TABLE):
        return TomlEditor(title, hint, check, written)
    if field.secret:
        kept = " Leave empty to keep the present one." if setting.value else ""
        return TextEditor(title, f"{field.help}{kept}", check, "", secret=True)
    text = "" if setting.written is None else _plain(setting.written.value)
    now = value_text(setting)
    placeholder = "" if now == NOTHING else f"now {now}"
    return TextEditor(title, hint, check, text, choices=field.choices, placeholder=placeholder)


def _plain(value: Any) -> str:
    """A value as it is typed: text without quotes, unless it would not be text without them."""
    if not isinstance(value, str):
        return literal(value)
    return value if value and value.isprintable() and value[0] not in "\"'" else literal(value)
