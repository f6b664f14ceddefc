"""A question with a few answers, each with its key."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from llm_tui.tui.screens.dialog import LIST, Dialog, Key, Passage
from llm_tui.tui.widgets.choice_list import Choice, ChoiceList

__all__ = ["Choice", "Question"]


class Question(Dialog[str]):
    """Gives the result of the choice, or that of escape."""

    BINDINGS = [
        Binding("escape", "dismiss_with_escape", "Cancel"),
        Binding("pagedown", "scroll_text(1)", priority=True, show=False),
        Binding("pageup", "scroll_text(-1)", priority=True, show=False),
    ]

    def __init__(
        self, title: str, text: str, choices: tuple[Choice, ...], escape: str, selected: int = 0
    ) -> None:
        """selected: the index of the choice to begin at."""
        leaving = "back" if any(choice.key == "escape" for choice in choices) else "cancel"
        super().__init__(title, (Key("enter", "choose"), Key("esc", leaving)))
        self._choices, self._escape = choices, escape
        self._passage, self._list = Passage(text), ChoiceList(choices, selected)

    def compose(self) -> ComposeResult:
        """The text above the choices."""
        with self.box():
            yield self._passage
            yield self._list

    def on_mount(self) -> None:
        """Answers are given by their keys."""
        self._list.focus()

    def divide(self, width: int, height: int) -> None:
        """All answers, if possible, and as much of the text as there is room for."""
        kept = min(len(self._choices), max(LIST, height // 2))
        text = self._passage.take(width, height - kept)
        self._list.styles.height = max(1, min(len(self._choices), height - text))

    @on(ChoiceList.Chosen)
    def _answer(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(event.result)

    def action_scroll_text(self, step: int) -> None:
        """Scroll the text."""
        self._passage.scroll_page(step)

    def action_dismiss_with_escape(self) -> None:
        """Give the answer of escape."""
        self.dismiss(self._escape)
