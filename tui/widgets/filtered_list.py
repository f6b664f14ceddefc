"""A list that can be narrowed to the rows that match, and the field to type the pattern in."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import Input

from llm_tui.tui.drawing.pieces import fit
from llm_tui.tui.widgets.row_list import RowList, piece

Row = TypeVar("Row")


class FilteredList(RowList[Row]):
    """Rows with a cursor, of which only those that match a pattern are shown."""

    DEFAULT_CSS = """
    FilteredList { height: auto; min-height: 1; background: $surface; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._offered: Sequence[Row] = ()
        self._pattern = ""

    @property
    def offered(self) -> Sequence[Row]:
        """All rows, also those that the pattern hides."""
        return self._offered

    def offer(self, rows: Sequence[Row], cursor: int) -> None:
        """Take other rows, with the cursor on one of them; the pattern stays."""
        self._offered = rows
        wanted = rows[cursor] if 0 <= cursor < len(rows) else None
        self._show_matching(wanted)

    def narrow(self, pattern: str) -> None:
        """Show only the rows that match, the cursor on the first; without a pattern it stays."""
        self._pattern = pattern
        self._show_matching(None if pattern.strip() else self.selected_row)
        self.post_message(self.RowHighlighted(self))  # type: ignore[arg-type]

    def row_text(self, row: Row) -> str:
        """The text of a row in which the pattern is looked for."""
        raise NotImplementedError

    def matching(self, pattern: str) -> Sequence[Row]:
        """The rows whose text has every word of the pattern, in their order."""
        words = pattern.lower().split()
        return [
            row
            for row in self._offered
            if all(word in self.row_text(row).lower() for word in words)
        ]

    def _show_matching(self, wanted: Row | None) -> None:
        rows = self.matching(self._pattern) if self._pattern.strip() else self._offered
        self.show_rows(rows, rows.index(wanted) if wanted in rows else 0)

    def render_line(self, y: int) -> Strip:
        """One line of the list; a list that is empty says why."""
        if self.rows or y:
            return super().render_line(y)
        width = self.scrollable_content_region.width
        text = f" nothing matches “{self._pattern}”" if self._pattern else " nothing to list"
        return Strip([piece(fit(text, width), self.rich_style + Style(italic=True))])


class ListFilter(Input):
    """Narrows a list by what is typed; the keys that move go to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,ctrl+p", "list('move(-1)')", show=False),
        Binding("down,ctrl+n", "list('move(1)')", show=False),
        Binding("pageup", "list('page(-1)')", show=False),
        Binding("pagedown", "list('page(1)')", show=False),
        Binding("ctrl+home", "list('end(-1)')", show=False),
        Binding("ctrl+end", "list('end(1)')", show=False),
    ]

    DEFAULT_CSS = """
    ListFilter, ListFilter:focus { border: none; height: 1; padding: 0 1; background: $boost; }
    """

    def __init__(self, rows: FilteredList[Row], placeholder: str) -> None:
        super().__init__(placeholder=placeholder)
        self.cursor_blink = False
        self._narrowed = rows

    async def action_list(self, action: str) -> None:
        """Move in the list."""
        await self._narrowed.run_action(action)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._narrowed.narrow(event.value)
