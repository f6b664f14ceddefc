"""Editing one value, by its type. An invalid value is refused while it is typed."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input

from llm_tui.model.effective.accepted_input import Accepted
from llm_tui.model.errors import ValueRefusedError
from llm_tui.tui.screens.dialog import CANCEL, Dialog, Key, Passage
from llm_tui.tui.widgets.choice_list import Choice, ChoiceList
from llm_tui.tui.widgets.filtered_list import ListFilter

Check = Callable[[str], Accepted]

LINE_KEYS = (
    Key("^u", "clear before"),
    Key("^k", "after"),
    Key("^w", "word"),
    Key("^a ^e", "ends"),
)
"""The keys of a line of text, as shells have them."""


class Editor(Dialog[Accepted | None]):
    """At the foot of the screen, below the setting that it edits. Gives None if left by escape."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Cancel")]

    DEFAULT_CSS = """
    Editor {
        background: transparent;
        align: center bottom;
        & > .box { width: 100%; max-width: 100%; margin-bottom: 1; }
        & > .box.-low { margin-bottom: 0; }
        Input, Input:focus { border: none; height: 1; padding: 0; background: $boost; }
        #message.refused { color: $text-error; }
    }
    """

    KEYS: tuple[Key, ...] = (Key("enter", "set"), CANCEL)

    def __init__(self, title: str, hint: str, check: Check) -> None:
        super().__init__(title, self.KEYS)
        self._hint, self._check = hint, check
        self._message = Passage(hint, id="message")

    def compose(self) -> ComposeResult:
        """The field, and below it the help or the reason for a refusal."""
        with self.box():
            yield from self.fields()
            yield self._message

    def fields(self) -> Sequence[Widget]:
        """The widgets to type or choose in."""
        raise NotImplementedError

    def divide(self, width: int, height: int) -> None:
        """The field first; the help has the lines that are left."""
        self._box.set_class(height < 16, "-low")
        own = self.field_lines(height)
        self._message.take(self.size.width - 4, height - own - (height >= 16))

    def field_lines(self, height: int) -> int:
        """The lines that the field takes of so many."""
        return 1

    def judge(self, text: str) -> Accepted | None:
        """The value that the text means; None, with the reason shown, if it is refused."""
        try:
            accepted = self._check(text)
        except ValueRefusedError as refusal:
            self._show_message(f"✗ {refusal}", refused=True)
            return None
        self._show_message(self._hint, refused=False)
        return accepted

    def _show_message(self, text: str, *, refused: bool) -> None:
        self._message.set_class(refused, "refused")
        self._message.show(text)
        self.divide(self.size.width, self.size.height - 2)

    def finish(self, text: str) -> None:
        """Give the value, if it is one."""
        accepted = self.judge(text)
        if accepted is None:
            self.app.bell()
        else:
            self.dismiss(accepted)


class TextEditor(Editor):
    """One line of text: names, addresses, numbers, secrets."""

    KEYS = (Key("enter", "set"), *LINE_KEYS, CANCEL)

    def __init__(
        self,
        title: str,
        hint: str,
        check: Check,
        text: str,
        secret: bool = False,
        choices: tuple[str, ...] = (),
        placeholder: str = "",
    ) -> None:
        """text: selected when the editor opens, so that typing replaces it."""
        super().__init__(title, hint, check)
        self._text, self._secret, self._choices = text, secret, choices
        self._placeholder = placeholder

    def fields(self) -> Sequence[Widget]:
        """An input. Its cursor does not blink: over SSH that alone would keep the line busy."""
        suggester = SuggestFromList(self._choices) if self._choices else None
        field = Input(
            self._text,
            placeholder=self._placeholder,
            password=self._secret,
            suggester=suggester,
            select_on_focus=True,
        )
        field.cursor_blink = False
        return (field,)

    @on(Input.Changed)
    def _judge(self, event: Input.Changed) -> None:
        if event.value != self._text:
            self.judge(event.value)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        if not event.value and (self._secret or not self._text):
            # Nothing was there, and nothing was typed.
            self.dismiss(None)
        else:
            self.finish(event.value)


class ChoiceEditor(Editor):
    """One of a few values; typing filters them."""

    KEYS = (Key("enter", "set"), Key("↑ ↓", "move"), CANCEL)

    def __init__(
        self, title: str, hint: str, check: Check, choices: Sequence[str], now: str
    ) -> None:
        super().__init__(title, hint, check)
        entries = tuple(Choice(choice, choice) for choice in choices)
        self._list = ChoiceList(entries, choices.index(now) if now in choices else 0)
        self._filter = ListFilter(self._list, "type to filter")

    def fields(self) -> Sequence[Widget]:
        """The filter above the choices, with the cursor on the present one."""
        self._list.can_focus = False
        return self._filter, self._list

    def field_lines(self, height: int) -> int:
        """As many choices as fit above one line of help."""
        rows = max(1, min(len(self._list.choices), height - 2, 12))
        self._list.styles.height = rows
        return rows + 1

    @on(Input.Submitted)
    def _take(self) -> None:
        self._list.choose()

    @on(ChoiceList.Chosen)
    def _choose(self, event: ChoiceList.Chosen) -> None:
        self.finish(event.result)


class TomlEditor(Editor):
    """Lists and tables, as TOML over several lines."""

    BINDINGS = [Binding("ctrl+s", "submit", "Set", priority=True)]

    KEYS = (Key("^s", "set"), *LINE_KEYS, CANCEL)

    DEFAULT_CSS = """
    TomlEditor TextArea { height: 8; border: none; background: $boost; padding: 0; }
    """

    def __init__(self, title: str, hint: str, check: Check, text: str) -> None:
        from textual.widgets import TextArea  # Imported here since few values need it.

        super().__init__(title, hint, check)
        self._area = TextArea(text, soft_wrap=True, tab_behavior="focus")
        self._area.cursor_blink = False

    def fields(self) -> Sequence[Widget]:
        """A text area, with its text selected."""
        self._area.select_all()
        return (self._area,)

    def field_lines(self, height: int) -> int:
        """Eight lines, or what leaves room for two lines of help."""
        lines = max(2, min(8, height - 3))
        self._area.styles.height = lines
        return lines

    def action_submit(self) -> None:
        """Give the text."""
        self.finish(self._area.text)
