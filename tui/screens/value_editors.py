"""Editing one value, by its type. An invalid value is refused while it is typed."""

from collections.abc import Callable, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.effective.accepted_input import Accepted, accept, accept_any
from llm_tui.model.effective.setting import Setting
from llm_tui.model.errors import ValueRefusedError
from llm_tui.tui.text.wording import literal
from llm_tui.tui.widgets.choice_list import Choice, ChoiceList

Check = Callable[[str], Accepted]


class Editor(ModalScreen[Accepted | None]):
    """At the foot of the screen, below the setting that it edits. Gives None if left by escape."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Cancel")]

    DEFAULT_CSS = """
    Editor {
        background: transparent;
        align: center bottom;
        & > Vertical {
            height: auto;
            margin-bottom: 1;
            border: round $accent;
            border-title-color: $accent;
            border-subtitle-color: $text-muted;
            background: $surface;
            padding: 0 1;
        }
        Input, Input:focus { border: none; height: 1; padding: 0; background: $boost; }
        #message.refused { color: $text-error; }
    }
    """

    KEYS = "enter set   esc cancel"

    def __init__(self, title: str, hint: str, check: Check) -> None:
        super().__init__()
        self._title, self._hint, self._check = title, hint, check

    def compose(self) -> ComposeResult:
        """The field, and below it the help or the reason for a refusal."""
        with Vertical() as box:
            box.border_title = escape(self._title)
            box.border_subtitle = self.KEYS
            yield self.field()
            yield Static(self._hint, id="message", markup=False)

    def field(self) -> Widget:
        """The widget to type or choose in."""
        raise NotImplementedError

    def judge(self, text: str) -> Accepted | None:
        """The value that the text means; None, with the reason shown, if it is refused."""
        message = self.query_one("#message", Static)
        try:
            accepted = self._check(text)
        except ValueRefusedError as refusal:
            message.update(f"✗ {refusal}")
            message.add_class("refused")
            return None
        message.update(self._hint)
        message.remove_class("refused")
        return accepted

    def finish(self, text: str) -> None:
        """Give the value, if it is one."""
        accepted = self.judge(text)
        if accepted is None:
            self.app.bell()
        else:
            self.dismiss(accepted)


class TextEditor(Editor):
    """One line of text: names, addresses, numbers, secrets."""

    def __init__(
        self,
        title: str,
        hint: str,
        check: Check,
        text: str,
        secret: bool = False,
        choices: tuple[str, ...] = (),
    ) -> None:
        super().__init__(title, hint, check)
        self._text, self._secret, self._choices = text, secret, choices

    def field(self) -> Widget:
        """An input. Its cursor does not blink: over SSH that alone would keep the line busy."""
        suggester = SuggestFromList(self._choices) if self._choices else None
        field = Input(self._text, password=self._secret, suggester=suggester, select_on_focus=False)
        field.cursor_blink = False
        return field

    @on(Input.Changed)
    def _judge(self, event: Input.Changed) -> None:
        if event.value != self._text:
            self.judge(event.value)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        if self._secret and not event.value:
            self.dismiss(None)
        else:
            self.finish(event.value)


class ChoiceEditor(Editor):
    """One of a few values."""

    def __init__(
        self, title: str, hint: str, check: Check, choices: Sequence[str], now: str
    ) -> None:
        super().__init__(title, hint, check)
        self._choices, self._now = choices, now

    def field(self) -> Widget:
        """The choices, with the cursor on the present one; by letter where the letters differ."""
        choices = self._choices
        letters = len({choice[0] for choice in choices}) == len(choices)
        entries = tuple(Choice(choice, choice, choice[0] * letters) for choice in choices)
        return ChoiceList(entries, choices.index(self._now) if self._now in choices else 0)

    @on(ChoiceList.Chosen)
    def _choose(self, event: ChoiceList.Chosen) -> None:
        self.finish(event.result)


class TomlEditor(Editor):
    """Lists and tables, as TOML over several lines."""

    BINDINGS = [Binding("ctrl+s", "submit", "Set", priority=True)]

    KEYS = "^s set   esc cancel"

    DEFAULT_CSS = """
    TomlEditor TextArea { height: 8; border: none; background: $boost; }
    """

    def __init__(self, title: str, hint: str, check: Check, text: str) -> None:
        super().__init__(title, hint, check)
        self._text = text

    def field(self) -> Widget:
        """A text area; imported here since few values need it."""
        from textual.widgets import TextArea

        area = TextArea(self._text, soft_wrap=True, tab_behavior="focus")
        area.cursor_blink = False
        return area

    def action_submit(self) -> None:
        """Give the text."""
        from textual.widgets import TextArea

        self.finish(self.query_one(TextArea).text)


def editor_for(setting: Setting, dialect: Dialect, section: str, written: str) -> Editor:
    """The editor for a setting.

    written: the TOML of the value in the file, to begin with where TOML is edited; else empty.
    """
    title = f"{setting.key} · {section}"
    field = dialect.fields.get(setting.key)
    if field is None:
        hint = "Without quotes it is text, unless it is valid TOML."
        if not setting.known:
            hint = f"{dialect.program} has no such key. {hint}"
        return TextEditor(
            title, hint, accept_any, "" if setting.secret else written, setting.secret
        )
    hint = f"{field.help} {field.delivery_text(dialect.program)}"

    def check(text: str) -> Accepted:
        return accept(field, text)

    if field.kind is FieldKind.BOOLEAN:
        return ChoiceEditor(title, hint, check, ["true", "false"], literal(setting.value))
    if field.kind in ("list", "dict"):
        return TomlEditor(title, hint, check, written or _toml(setting.value))
    if field.secret:
        hint = f"{field.help} Leave empty to keep the current one."
        return TextEditor(title, hint, check, "", secret=True)
    text = "" if setting.value is None else _plain(setting.value)
    return TextEditor(title, hint, check, text, choices=field.choices)


def _toml(value: Any) -> str:
    return "" if value is None else literal(value)


def _plain(value: Any) -> str:
    """A value as it is typed: text without quotes, unless it would not be text without them."""
    if not isinstance(value, str):
        return literal(value)
    return value if value and value.isprintable() and value[0] not in "\"'" else literal(value)
