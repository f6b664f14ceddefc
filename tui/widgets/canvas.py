"""The main screen's one widget: it shows a drawing, and sends only the rows that changed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from llm_tui.tui.drawing.pieces import Look, Row
from llm_tui.tui.drawing.screen import Drawing
from llm_tui.tui.output.cell_app import CellApp
from llm_tui.tui.widgets.inks import app_pens, styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style

    from llm_tui.tui.output.cells import DrawnRow
    from llm_tui.tui.output.pen import Pen


class Canvas(Widget, can_focus=True):
    """Draws rows as they are, without a layout of Textual's."""

    ALLOW_SELECT = False

    DEFAULT_CSS = "Canvas { width: 100%; height: 100%; }"

    @dataclass
    class Resized(Message):
        """Posted when there is another size to draw for."""

    @dataclass
    class Clicked(Message):
        """Posted when a cell was clicked."""

        x: int
        y: int
        is_double: bool

    @dataclass
    class Wheeled(Message):
        """Posted when the wheel was turned over a cell."""

        x: int
        y: int
        rows: int

    def __init__(
        self, rows: tuple[Row, ...] = (), pens: "Mapping[Look, Pen] | None" = None
    ) -> None:
        """rows: what is shown from the start, with these pens."""
        super().__init__(id="canvas")
        self._rows = rows
        self._styles: Mapping[Look, Style] = {}
        self._pens = pens or {}

    def show(self, drawing: Drawing) -> None:
        """Show other rows: at once where nothing lies over them."""
        before, self._rows = self._rows, drawing.rows
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
        if len(before) != len(drawing.rows):
            self.refresh()
            return
        changed = [y for y, row in enumerate(drawing.rows) if row != before[y]]
        if not changed:
            return
        app = self.app
        assert isinstance(app, CellApp)
        if not app.paint_rows(self.screen, ((y, self._drawn(y)) for y in changed)):
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def use_theme(self) -> None:
        """Take the colours of the theme."""
        self._styles, self._pens = {}, {}
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows, as they are: nothing of Textual's cache or filters has a part in it."""
        return [self._strip(y).crop(crop.x, crop.right) for y in range(crop.y, crop.bottom)]

    def _drawn(self, y: int) -> "DrawnRow":
        self._pens = self._pens or app_pens(self.app)
        return [(text, self._pens[look]) for text, look in self._rows[y]]

    def _strip(self, y: int) -> Strip:
        self._styles = self._styles or styles(self.app)
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self._styles[Look.PLAIN])
        pieces = self._rows[y]
        return Strip([Segment(text, self._styles[look]) for text, look in pieces], self.size.width)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor belongs: there an input method shows its text."""
        for y, row in enumerate(self._rows):
            for index, (_, look) in enumerate(row):
                if look is Look.CARET:
                    return Offset(sum(cell_len(text) for text, _ in row[:index]), y)
        return Offset(0, 0)

    def on_resize(self) -> None:
        """Ask for a drawing of this size."""
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Report the cell."""
        event.stop()
        self.post_message(self.Clicked(event.x, event.y, event.chain == 2))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down by three rows."""
        event.stop()
        self.post_message(self.Wheeled(event.x, event.y, 3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up by three rows."""
        event.stop()
        self.post_message(self.Wheeled(event.x, event.y, -3))
