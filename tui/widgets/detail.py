"""What there is to know about the selected setting."""

from rich.text import Text
from textual.markup import escape
from textual.reactive import reactive
from textual.widgets import Static

from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import Field
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.effective.setting import Setting
from llm_tui.model.effective.uses import Use
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.tui.text.problem_lines import SIGNS
from llm_tui.tui.text.wording import printable, shown, value_text

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


_LAYERS = {Origin.BASE: "[llm]", Origin.SECTION: "the file"}

SHORT = 16
"""How many characters of a value the table shows on the smallest screen."""


class Detail(Static):
    """Type, default, help, what reaches the model, and why the value is what it is."""

    view: reactive[Resolution | None] = reactive(None)
    section: reactive[Path] = reactive(BASE)
    setting: reactive[Setting | None] = reactive(None)
    problem: reactive[Problem | None] = reactive(None)
    """What is wrong here."""
    use: reactive[Use | None] = reactive(None)
    """The selected reference, where one is selected instead."""
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

    def watch_problem(self) -> None:
        """Tell what is wrong."""
        self.set_class(self.problem is not None, "-problem")
        self._tell()

    def watch_use(self) -> None:
        """Tell about a reference."""
        self._tell()

    def watch_revealed(self) -> None:
        """Show or hide a secret."""
        self._tell()

    def _tell(self) -> None:
        setting = self.setting
        if self.use is not None:
            self._tell_use(self.use)
            return
        if setting is None or self.view is None:
            self.border_title = None
            self.update(Text("No key matches."), layout=False)
            return
        field = self.view.dialect.fields.get(setting.key)
        self.border_title = escape(printable(setting.key))
        is_told = self.problem is not None and (setting.fault or not setting.known)
        lines = [] if is_told else _fault_lines(setting, self.section, self.view)
        value = value_text(setting, self.revealed == setting.key)
        if len(value) > SHORT:
            # The column of the table cuts it.
            lines.insert(0, value)
        if field is not None:
            dialect = self.view.dialect
            delivery = field.delivery_text(dialect.program)
            lines += [field.help, f"{delivery} {self._layers(setting, dialect)}"]
        self.border_subtitle = escape(_type_text(field)) if field else None
        text = Text("\n".join(lines), overflow="fold")
        if self.problem is not None:
            text = Text("\n").join([problem_text(self.problem), text])
        self.update(text, layout=False)

    def _tell_use(self, use: Use) -> None:
        # Imported here: the first frame shows a setting.
        from llm_tui.tui.text.explanations import use_lines

        self.border_title = escape(printable(use.user))
        self.border_subtitle = None
        hint = "enter points it elsewhere, x unsets it, R shows all"
        program = self.view.dialect.program if self.view else ""
        lines = [line.text for line in use_lines(use, program)]
        lines.append(hint if use.path else "")
        self.update(Text("\n".join(lines), overflow="fold"), layout=False)

    def _layers(self, setting: Setting, dialect: Dialect) -> str:
        name = dialect.variable(setting.key)
        parts = []
        for below in setting.overridden:
            if below.value is None or below.origin is Origin.DEFAULT:
                continue
            place = f" :{below.line}" if below.line else ""
            names = {Origin.BASE: "[llm]", Origin.SECTION: "the file"}
            layer = names.get(below.origin, dialect.program)
            parts.append(f"{layer}{place} has {shown(below.value, setting.secret)}")
        if setting.origin is Origin.ENVIRONMENT:
            parts.insert(0, f"${name} wins; named sections never see it")
        elif self._passed_over(name):
            parts.insert(0, f"${name} is set, but named sections never see it")
        return ", ".join(parts) + "." if parts else ""

    def _passed_over(self, name: str | None) -> bool:
        """Is a variable set that would be for this key, were this the base?"""
        if self.view is None or self.section == BASE or not self.view.environment.get(name or ""):
            return False
        return self.view.status(self.section) is not Status.DROPPED


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


def problem_text(problem: Problem) -> Text:
    """Message, consequence and fix, as the screen tells them."""
    style = "bold red" if problem.severity is Severity.ERROR else "bold"
    text = Text(f"{SIGNS[problem.severity]} {printable(problem.message)}.", style, overflow="fold")
    text.append(f"\n{printable(problem.consequence)}", "not bold default")
    if problem.fix:
        text.append(f"\nf  {printable(problem.fix.label)}", "bold default")
    return text
