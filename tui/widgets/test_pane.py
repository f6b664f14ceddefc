"""The pane that asks the model of a section, and shows every attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.markup import escape
from textual.message import Message
from textual.widgets import Input

from llm_tui.model.probe.plan import PROMPT, Plan
from llm_tui.model.probe.run import Phase, Run
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.test_runner import SectionTest
from llm_tui.tui.text.test_report import Line, plan_lines, run_lines
from llm_tui.tui.text.wording import printable
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

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("enter", "ask", show=False),
        Binding("s", "skip", show=False),
        Binding("o", "switch_stream", show=False),
        Binding("f", "switch_tools", show=False),
    ]

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

    @dataclass
    class AskRequested(Message):
        """Posted when a prompt is to be sent."""

        section: Path
        prompt: str
        stream: bool
        tools: bool

    class SkipRequested(Message):
        """Posted when the wait is to be skipped."""

    class CancelRequested(Message):
        """Posted when the test is to end, or the pane to close."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._plan: Plan | None = None
        self._run: Run | None = None
        self._resume_at: float | None = None
        self._timer: Timer | None = None
        self._stream, self._tools = True, False
        self._stale = False

    def compose(self) -> ComposeResult:
        """The prompt above the log."""
        field = Input(PROMPT, placeholder="what to ask", select_on_focus=False)
        field.cursor_blink = False
        yield field
        yield Log()

    def on_mount(self) -> None:
        """Count down only while there is something to count."""
        self._timer = self.set_interval(TICK, self._show, pause=True)
        self._show()

    def on_descendant_focus(self) -> None:
        """The keys that work are others in the prompt and below it."""
        self._show()

    @property
    def section(self) -> Path | None:
        """The section that is shown."""
        return self._plan.section if self._plan else None

    def show_plan(self, plan: Plan, run: Run | None, *, stale: bool) -> None:
        """Show a section: what is known before it is asked, or what came of it."""
        self._plan, self._run, self._resume_at, self._stale = plan, run, None, stale
        self._show()

    def show_live(self, live: SectionTest) -> None:
        """Show a test that is under way; its countdown goes on by itself."""
        self._plan, self._run, self._resume_at = live.plan, live.run, live.resume_at
        self._stale = False
        self._show()

    def _show(self) -> None:
        if self._plan is None or self._timer is None:
            return
        if self._resume_at is None:
            self._timer.pause()
        else:
            self._timer.resume()
        stale = " · stale: a value has changed since" if self._stale and self._run else ""
        title = f"Test {write_header(self._plan.section)} · {self._plan.request.model}{stale}"
        self.border_title = escape(printable(title))
        self.border_subtitle = self._keys()
        lines = run_lines(self._run, self._resume_at) if self._run else plan_lines(self._plan)
        if not self._run:
            lines.append(Line(f"· {self._plan.retry_policy}", "quiet"))
        self.query_one(Log).show(lines)

    def _keys(self) -> str:
        if self._run is not None and self._run.phase is Phase.WAITING:
            return "s skip the wait   esc cancel"
        if self._run is not None and self._run.phase is not Phase.ENDED:
            return "esc cancel"
        if self.query_one(Input).has_focus:
            return "enter ask   tab options   esc close"
        stream = "on" if self._stream else "off"
        tools = "on" if self._tools else "off"
        return f"enter ask   o stream {stream}   f tool call {tools}   w request   esc close"

    @on(Input.Submitted)
    def _ask(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(Log).focus()
        self.action_ask()

    @on(Input.Changed)
    def _keep(self, event: Input.Changed) -> None:
        event.stop()

    @on(RowList.RowHighlighted)
    def _stay(self, event: RowList.RowHighlighted) -> None:
        event.stop()

    @on(RowList.RowSelected)
    def _ask_again(self, event: RowList.RowSelected) -> None:
        event.stop()

    def focus_prompt(self) -> None:
        """Go to where the prompt is typed."""
        self.query_one(Input).focus()

    def action_ask(self) -> None:
        """Send the prompt once more."""
        if self.section is None:
            return
        prompt = self.query_one(Input).value
        self.post_message(self.AskRequested(self.section, prompt, self._stream, self._tools))

    def action_cancel(self) -> None:
        """End the test, or close the pane."""
        self.post_message(self.CancelRequested())

    def action_skip(self) -> None:
        """Go on at once."""
        self.post_message(self.SkipRequested())

    def action_switch_stream(self) -> None:
        """Ask for the answer in pieces, or whole."""
        self._stream = not self._stream
        self._show()

    def action_switch_tools(self) -> None:
        """Ask for a tool call afterwards, or not."""
        self._tools = not self._tools
        self._show()


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
