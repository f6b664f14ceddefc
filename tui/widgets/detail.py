"""What there is to know about the selected setting."""

from llm_tui.model.dialects.dialect import Dialect, Field
from llm_tui.model.keys import BASE, Path, write_header
from llm_tui.model.origin import Origin
from llm_tui.model.resolve import Resolution
from llm_tui.model.setting import Setting
from llm_tui.tui.wording import printable, shown, value_text
from rich.text import Text
from textual.markup import escape
from textual.reactive import reactive
from textual.widgets import Static

_KINDS = {
    "str": "text",
    "secret": "secret text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "list": "list of tables",
    "dict": "table",
    "config": "section",
}


SHORT = 16
"""How many characters of a value the table shows on the smallest screen."""


class Detail(Static):
    """Type, default, help, what reaches the model, and why the value is what it is."""

    view: reactive[Resolution | None] = reactive(None)
    section: reactive[Path] = reactive(BASE)
    setting: reactive[Setting | None] = reactive(None)
    revealed: reactive[str | None] = reactive(None)
    """The key whose secret is shown in full."""

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_setting(self) -> None:
        """Tell about another setting."""
        self._tell()

    def watch_view(self) -> None:
        """Tell about the setting in another state of the file."""
        self._tell()

    def watch_revealed(self) -> None:
        """Show or hide a secret."""
        self._tell()

    def _tell(self) -> None:
        setting = self.setting
        if setting is None or self.view is None:
            self.border_title = None
            self.update(Text("No key matches."), layout=False)
            return
        field = self.view.dialect.fields.get(setting.key)
        self.border_title = escape(printable(setting.key))
        lines = _fault_lines(setting, self.section, self.view)
        value = value_text(setting, self.revealed == setting.key)
        if len(value) > SHORT:
            # The column of the table cuts it.
            lines.insert(0, value)
        if field is not None:
            lines += [field.help, f"{field.sent} {self._layers(setting, self.view.dialect)}"]
        self.border_subtitle = escape(_type_text(field)) if field else None
        self.update(Text("\n".join(lines), overflow="fold"), layout=False)

    def _layers(self, setting: Setting, dialect: Dialect) -> str:
        parts = []
        for below in setting.overridden:
            if below.value is None or below.origin is Origin.DEFAULT:
                continue
            place = f" :{below.line}" if below.line else ""
            names = {Origin.BASE: "[llm]", Origin.SECTION: "the file"}
            name = names.get(below.origin, dialect.program)
            parts.append(f"{name}{place} has {shown(below.value, setting.secret)}")
        if setting.origin is Origin.ENVIRONMENT:
            parts.insert(0, f"${dialect.variable(setting.key)} wins; named sections never see it")
        return ", ".join(parts) + "." if parts else ""


def _type_text(field: Field) -> str:
    text = _KINDS[field.kind]
    if field.minimum is not None and field.maximum is not None:
        text += f", {field.minimum:g} to {field.maximum:g}"
    elif field.minimum is not None:
        text += f", at least {field.minimum:g}"
    if field.choices:
        text += f", such as {', '.join(field.choices)}"
    default = shown(field.default, False)
    return f"{text} · default {default}"


def _fault_lines(setting: Setting, section: Path, view: Resolution) -> list[str]:
    if setting.fault:
        return [f"✗ {setting.fault[:1].upper()}{setting.fault[1:]}."]
    if not setting.known:
        return [f"✗ {view.dialect.title} knows no such key, and does not read it here."]
    if setting.ignored and setting.written is not None:
        written = shown(setting.written.value, setting.secret)
        if setting.origin is Origin.ENVIRONMENT:
            return [f"The file says {written}, but the environment wins."]
        return [f"The file says {written}, but {write_header(section)} is not in force."]
    return []
