"""The editor for a setting, by what is known of its key."""

from typing import Any, NamedTuple, Self

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import Field, FieldKind
from llm_tui.model.effective.accepted_input import Accepted, accept, accept_any
from llm_tui.model.effective.setting import Setting
from llm_tui.model.secrets.masked_text import mask_text
from llm_tui.model.secrets.masking import mask_value
from llm_tui.tui.screens.value_editors import ChoiceEditor, Editor, TextEditor, TomlEditor
from llm_tui.tui.text.field_limits import limits_text
from llm_tui.tui.text.wording import NOTHING, literal, value_text

_HIDDEN = "It holds a secret, which is not shown: type the whole value, or reveal it (v) first. "


def editor_for(
    setting: Setting, dialect: Dialect, section: str, written: str, *, reveal: bool
) -> Editor:
    """The editor for a setting.

    written: the TOML of the value in the file, to begin with where TOML is edited; else empty.
    reveal: begin also with a value that has a secret in it.
    """
    title = f"{setting.key} · {section}"
    field = dialect.fields.get(setting.key)
    if field is not None:
        return _editor_of(field, setting, dialect, title, _Start.of(setting, written, reveal))
    hint = "Without quotes it is text, unless it is valid TOML."
    if not setting.known:
        hint = f"{dialect.program} has no such key. {hint}"
    start = _Start.of(setting, written, reveal)
    text = "" if setting.secret else start.toml
    return TextEditor(title, f"{start.hint}{hint}", accept_any, text, setting.secret)


class _Start(NamedTuple):
    """What an editor begins with."""

    text: str
    """The value as it is typed."""
    toml: str
    hint: str

    @classmethod
    def of(cls, setting: Setting, written: str, reveal: bool) -> Self:
        """The value that is in the file; nothing, and why, if it has a secret that is hidden."""
        value = None if setting.written is None else setting.written.value
        line = f"{setting.key} = {written}"
        if not reveal and (mask_value(value) != value or mask_text(line) != line):
            return cls("", "", _HIDDEN)
        return cls("" if value is None else _plain(value), written, "")


def _editor_of(
    field: Field, setting: Setting, dialect: Dialect, title: str, start: _Start
) -> Editor:
    """The editor for a setting of a kind that is known."""
    hint = f"{start.hint}{limits_text(field)} {field.help} {field.delivery_text(dialect.program)}"

    def check(text: str) -> Accepted:
        return accept(field, text)

    if field.kind is FieldKind.BOOLEAN:
        return ChoiceEditor(title, hint, check, ["true", "false"], literal(setting.value))
    if field.kind in (FieldKind.TABLES, FieldKind.TABLE):
        return TomlEditor(title, hint, check, start.toml)
    if field.secret:
        kept = " Leave empty to keep the present one." if setting.value else ""
        return TextEditor(title, f"{field.help}{kept}", check, "", secret=True)
    now = value_text(setting)
    placeholder = "" if now == NOTHING else f"now {now}"
    return TextEditor(
        title, hint, check, start.text, choices=field.choices, placeholder=placeholder
    )


def _plain(value: Any) -> str:
    """A value as it is typed: text without quotes, unless it would not be text without them."""
    if not isinstance(value, str):
        return literal(value)
    return value if value and value.isprintable() and value[0] not in "\"'" else literal(value)
