"""The pane that tests the model of a section, and shows every attempt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.markup import escape
from textual.message import Message
from textual.widgets import Input

from llm_tui.tui.state.snapshot import TestView
from llm_tui.tui.text.line import Line
from llm_tui.tui.widgets.row_list import RowList, piece

if TYPE_CHECKING:
    from textual.timer import Timer

TICK = 0.25
"""Seconds between two states of the countdown."""


class Log(RowList[Line]):
    """The lines of a test; it follows its end unless somebody scrolls back."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"log--good", "log--bad", "log--quiet"}

    DEFAULT_CSS = """
    Log { height: 1fr; background: $background; }
    Log > .row-list--cursor { background: $panel; color: $foreground; }
    """

    def row_segments(self, row: Line, width: int) -> list[Segment]:
        """The line in its look."""
        style = self.get_component_rich_style(f"log--{row.look}") if row.look else None
        return [piece(row.text, style)]

    _lines: tuple[Line, ...] = ()

    def on_resize(self) -> None:
        """Another width wraps otherwise."""
        self.show(self._lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Show a state of the test."""
        self._lines = tuple(lines)
        following = self.cursor >= len(self.rows) - 1
        wrapped = [part for line in lines for part in _wrapped(line, self.size.width - 2)]
        self.show_rows(wrapped, len(wrapped) - 1 if following else self.cursor)


class TestPane(Vertical):
    """A prompt, and below it the attempts."""

    DEFAULT_CSS = """
    TestPane {
        height: 40%;
        min-height: 9;
        border: round $foreground 30%;
        border-title-color: $foreground;
        border-subtitle-color: $foreground;
        & > Input, & > Input:focus { border: none; height: 1; padding: 0; background: $boost; }
    }
    """

    class CountdownTicked(Message):
        """Posted while a wait is counted down, to draw the seconds that are left."""

    def __init__(self, view: TestView, prompt: str) -> None:
        super().__init__()
        self._view, self._prompt = view, prompt
        self._drawn: TestView | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The prompt above the log."""
        field = Input(self._prompt, placeholder="prompt", select_on_focus=False, id="prompt")
        field.cursor_blink = False
        yield field
        yield Log(id="log")

    def on_mount(self) -> None:
        """Go to the prompt; count down only while there is something to count."""
        self._timer = self.set_interval(TICK, self._tick, pause=True)
        self.show(self._view)
        self.query_one(Input).focus()

    def _tick(self) -> None:
        self.post_message(self.CountdownTicked())

    def show(self, view: TestView) -> None:
        """Draw another state of the test; nothing where it is the same."""
        self._view = view
        if self._timer is None or view is self._drawn:
            return
        before, self._drawn = self._drawn, view
        if view.counts_down:
            self._timer.resume()
        else:
            self._timer.pause()
        if before is None or before.title != view.title:
            self.border_title = escape(view.title)
        if before is None or before.keys != view.keys:
            self.border_subtitle = view.keys
        if before is None or before.lines != view.lines:
            self.query_one(Log).show(view.lines)


def _wrapped(line: Line, width: int) -> list[Line]:
    """A line in pieces that fit; all but the first are indented."""
    if width < 12 or cell_len(line.text) <= width:
        return [line]
    pieces: list[Line] = []
    rest = line.text
    while cell_len(rest) > width:
        cut = rest.rfind(" ", 6, width)
        cut = cut if cut > 0 else width
        pieces.append(Line(rest[:cut], line.look))
        rest = "     " + rest[cut:].lstrip(" ")
    return [*pieces, Line(rest, line.look)]
