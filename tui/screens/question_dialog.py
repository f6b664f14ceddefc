"""A question with a few answers."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from llm_tui.tui.widgets.choice_list import Choice, ChoiceList

__all__ = ["Choice", "Question"]


class Question(ModalScreen[str]):
    """Gives the result of the choice, or that of escape."""

    BINDINGS = [("escape", "dismiss_with_escape", "Cancel")]

    def __init__(
        self, title: str, text: str, choices: tuple[Choice, ...], escape: str, selected: int = 0
    ) -> None:
        """selected: the index of the choice to begin at."""
        super().__init__()
        self._title, self._text, self._choices, self._escape = title, text, choices, escape
        self._selected = selected

    def compose(self) -> ComposeResult:
        """The text above the choices."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = escape(self._title)
            yield Static(self._text, markup=False)
            yield ChoiceList(self._choices, self._selected)

    @on(ChoiceList.Chosen)
    def _answer(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(event.result)

    def action_dismiss_with_escape(self) -> None:
        """Give the answer of escape."""
        self.dismiss(self._escape)
