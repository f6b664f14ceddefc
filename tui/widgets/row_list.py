"""A list that draws its rows as lines, and only the visible ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

Row = TypeVar("Row")


class RowList(ScrollView, Generic[Row], can_focus=True):
    """Rows with a cursor. A subclass draws a row and says which can be selected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "end(-1)", show=False),
        Binding("end,G", "end(1)", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--cursor-blurred"}

    DEFAULT_CSS = """
    RowList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .row-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        & > .row-list--cursor-blurred { background: $foreground 18%; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The index of the selected row."""

    @dataclass
    class RowHighlighted(Message):
        """Posted when the user has moved the cursor to another row."""

        sender: "RowList[object]"

        @property
        def control(self) -> "RowList[object]":
            """The list that it happened in."""
            return self.sender

    @dataclass
    class RowSelected(Message):
        """Posted when enter was pressed on a row, or it was clicked twice."""

        sender: "RowList[object]"

        @property
        def control(self) -> "RowList[object]":
            """The list that it happened in."""
            return self.sender

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, in order."""
        return self._rows

    @property
    def selected_row(self) -> Row | None:
        """The row that the cursor is on."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show_rows(self, rows: Sequence[Row], cursor: int) -> None:
        """Show other rows, with the cursor on the nearest to `cursor` that can be selected."""
        self._rows = rows
        self._set_virtual_size()
        self.set_reactive(RowList.cursor, self._nearest(cursor, 1))
        self._show_cursor()
        self.refresh()

    def _set_virtual_size(self) -> None:
        """Make room for the rows. Textual would lay out the whole screen for another number."""
        size = Size(self.size.width, len(self._rows))
        height = self.styles.height
        if height is None or height.is_auto:
            self.virtual_size = size
        else:
            self.set_reactive(RowList.virtual_size, size)
            self._scroll_update(size)

    def is_selectable(self, row: Row) -> bool:
        """Can the cursor be on this row?"""
        return True

    def row_segments(self, row: Row, width: int) -> list[Segment]:
        """The row in styled pieces; they are cut or filled to the width."""
        raise NotImplementedError

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on the rows."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint two rows, and report it."""
        self.refresh_line(before)
        self.refresh_line(after)
        self._show_cursor()
        self.post_message(self.RowHighlighted(self))  # type: ignore[arg-type]

    def _show_cursor(self) -> None:
        region = Region(0, self.cursor, 1, 1)
        if self.cursor == self._nearest(0, 1):
            # With what is above the first row that can be selected: its title.
            region = Region(0, 0, 1, 1)
        self.scroll_to_region(region, animate=False, force=True)

    def _nearest(self, index: int, step: int) -> int:
        """The first row from `index` on that can be selected, then the other way."""
        if not self._rows:
            return 0
        index = self.validate_cursor(index)
        ways = (range(index, len(self._rows)), range(index, -1, -1))
        for way in ways if step > 0 else reversed(ways):
            for candidate in way:
                if self.is_selectable(self._rows[candidate]):
                    return candidate
        return index

    def render_line(self, y: int) -> Strip:
        """One line of the list, for Textual."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        base = self.rich_style
        over = self._cursor_style() if index == self.cursor else Style.null()
        segments = [
            Segment(text, base + style + over if style else base + over)
            for text, style, _ in self.row_segments(self._rows[index], width)
        ]
        return Strip(segments).adjust_cell_length(width, base + over)

    def _cursor_style(self) -> Style:
        """The style over the selected row; without the focus its own colours stay."""
        if self.has_focus:
            return self.get_component_rich_style("row-list--cursor", partial=True)
        blurred = self.get_component_rich_style("row-list--cursor-blurred")
        return Style(bgcolor=blurred.bgcolor, reverse=blurred.reverse)

    def on_resize(self) -> None:
        """The rows are as wide as the list."""
        self._set_virtual_size()
        self._show_cursor()

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor shows whether keys go to this list."""
        super().watch_has_focus(has_focus)
        self.refresh_line(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Move to the row that was clicked; a second click selects it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + self.scroll_offset.y
        if index >= len(self._rows) or not self.is_selectable(self._rows[index]):
            return
        self.cursor = index
        if event.chain == 2:
            self.post_message(self.RowSelected(self))  # type: ignore[arg-type]

    def action_move(self, step: int) -> None:
        """Move by a row."""
        target = self.cursor + step
        if 0 <= target < len(self._rows):
            nearest = self._nearest(target, step)
            if (nearest - self.cursor) * step > 0:
                self.cursor = nearest

    def action_page(self, step: int) -> None:
        """Move by a page."""
        self.cursor = self._nearest(self.cursor + step * max(1, self.size.height - 1), -step)

    def action_end(self, step: int) -> None:
        """Go to the first or the last row."""
        self.cursor = self._nearest(0 if step < 0 else len(self._rows) - 1, -step)


def piece(text: str, style: Style | None = None) -> Segment:
    """Some text of a row, in a style of its own or in that of the list."""
    return Segment(text, style)
