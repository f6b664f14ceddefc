"""A list whose rows are acted on by keys, with the selected row in full below it."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from llm_tui.tui.screens.dialog import Dialog, Key, Passage
from llm_tui.tui.widgets.filtered_list import FilteredList, ListFilter
from llm_tui.tui.widgets.row_list import RowList

T = TypeVar("T")
Row = TypeVar("Row")

FILTER = Key("/", "find")

DETAIL = 3
"""Lines of the selected row in full that a long list leaves in sight."""


class ListDialog(Dialog[T | None], Generic[T, Row]):
    """Letters are commands; after `/` they are typed into the filter, which escape clears."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Go"),
        Binding("slash", "filter", "Filter"),
        Binding("escape,q", "leave", "Back"),
    ]

    DEFAULT_CSS = """
    ListDialog ListFilter { display: none; }
    ListDialog ListFilter.-open { display: block; }
    """

    is_wide = True

    def __init__(
        self, title: str, keys: Sequence[Key], rows: FilteredList[Row], offered: Sequence[Row]
    ) -> None:
        super().__init__(title, keys)
        self.rows, self.offered = rows, offered
        self.passage = Passage("")
        self._filter = ListFilter(rows, "part of a row")
        self._room = 0, 0

    def compose(self) -> ComposeResult:
        """The list, and below it the selected row in full."""
        with self.box():
            yield self._filter
            yield self.rows
            yield self.passage

    def on_mount(self) -> None:
        """Show the rows."""
        self.rows.offer(self.offered, self.first)
        self.rows.focus()
        self.show_detail()

    @property
    def first(self) -> int:
        """The row to begin at."""
        return 0

    @property
    def selected(self) -> Row | None:
        """The row that the cursor is on."""
        return self.rows.selected_row

    def detail(self, row: Row) -> Text:
        """A row in full."""
        raise NotImplementedError

    def show_detail(self) -> None:
        """Show the selected row in full."""
        row = self.selected
        self.passage.show(Text("") if row is None else self.detail(row))
        if self._room != (0, 0):
            self.divide(*self._room)

    def divide(self, width: int, height: int) -> None:
        """All rows, if possible; the selected one in full has what is left."""
        self._room = width, height
        height -= self._filter.has_class("-open")
        shown = max(1, min(len(self.rows.offered), height - DETAIL))
        self.rows.styles.height = shown
        # As high for every row: the box does not jump.
        self.passage.take(width, height - shown)

    @on(RowList.RowHighlighted)
    def _follow(self, event: RowList.RowHighlighted) -> None:
        event.stop()
        self.show_detail()

    @on(RowList.RowSelected)
    def _go_to_clicked(self, event: RowList.RowSelected) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Do with the selected row what is done most."""
        raise NotImplementedError

    @on(Input.Submitted)
    def _end_typing(self) -> None:
        self.rows.focus()

    def action_filter(self) -> None:
        """Type a pattern."""
        self._filter.add_class("-open")
        self.divide(*self._room)
        self._filter.focus()

    def action_leave(self) -> None:
        """Clear the filter; without one, leave."""
        if not self._filter.has_class("-open"):
            self.dismiss(None)
            return
        self._filter.value = ""
        self._filter.remove_class("-open")
        self.divide(*self._room)
        self.rows.focus()
