"""Choosing one of many: typing filters the list, and no letter is a command."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from llm_tui.tui.screens.dialog import CANCEL, LIST, Dialog, Key, Passage
from llm_tui.tui.widgets.choice_list import AsTyped, Choice, ChoiceList
from llm_tui.tui.widgets.filtered_list import ListFilter

__all__ = ["Choice", "ChoiceDialog"]

KEYS = (Key("enter", "choose"), Key("↑ ↓", "move"), Key("^u", "clear"), CANCEL)


class ChoiceDialog(Dialog[str | None]):
    """Gives the result of the choice, or None if it is left by escape."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(
        self,
        title: str,
        text: str,
        choices: Sequence[Choice],
        selected: int = 0,
        as_typed: AsTyped | None = None,
    ) -> None:
        """selected: the index of the choice to begin at."""
        super().__init__(title, KEYS)
        self._most = len(choices) + (as_typed is not None)
        self._passage = Passage(text)
        self.list = ChoiceList(tuple(choices), selected, as_typed)
        wanted = "type to filter" if as_typed is None else "type to filter, or a new name"
        self._filter = ListFilter(self.list, wanted)

    def compose(self) -> ComposeResult:
        """The text and the field above the list."""
        with self.box():
            yield self._passage
            yield self._filter
            yield self.list

    def on_mount(self) -> None:
        """All letters go to the filter."""
        self.list.can_focus = False
        self._filter.focus()

    def divide(self, width: int, height: int) -> None:
        """The list takes what the text and the field leave."""
        text = self._passage.take(width, height - 1 - min(self._most, LIST))
        self.list.styles.height = max(1, min(self._most, height - 1 - text))

    @on(Input.Submitted)
    def _take(self) -> None:
        self.list.choose()

    @on(ChoiceList.Chosen)
    def _answer(self, event: ChoiceList.Chosen) -> None:
        self.finish(event.result)

    def finish(self, result: str) -> None:
        """Give the result."""
        self.dismiss(result)
