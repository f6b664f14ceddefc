"""Textual's driver: waits for input, and sends what changed on the screen in one write."""

import signal
from collections.abc import Iterable
from typing import Any

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from llm_tui.tui.output import modes
from llm_tui.tui.output.cells import DrawnRow
from llm_tui.tui.output.ending import HUNG_UP, Ending
from llm_tui.tui.output.job_control import JobControl
from llm_tui.tui.output.keyboard import Keyboard
from llm_tui.tui.output.private import is_held_back, pieces, placed_strips, report
from llm_tui.tui.output.terminal import Terminal

POINTER = "\x1b]22;"
"""Begins the request for another shape of the pointer, which few terminals know."""

UNTORN = 128
"""Characters of a frame that a terminal shows at once also without being asked to."""


class CellDriver(Driver):
    """Keeps the screen as cells. A slow terminal gets the latest screen, not every one before."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        taken = getattr(app, "taken_terminal", None)
        is_ascii = bool(getattr(app, "is_ascii", False))
        self._terminal = taken or Terminal(mouse=mouse, is_ascii=is_ascii)
        self._terminal.writer.attach(self._loop, self._send, self._end)
        self._keyboard = Keyboard(self._terminal.input, self._loop, self._receive, self._end)
        self._unsent: list[str] = []
        self._is_scheduled = self._has_drawn = False
        self._ending = Ending(app, self._loop, self._leave, self._is_lent)
        self._ending.catch_signals()
        JobControl(self._loop, self._leave, self._enter, self._is_lent).catch_signals()
        signal.signal(signal.SIGWINCH, self._on_resize)

    @property
    def can_suspend(self) -> bool:
        """Whether the terminal can be lent to another program."""
        return True

    def start_application_mode(self) -> None:
        """Take the terminal; what was shown before, if anything, is shown again."""
        if self._terminal.is_held:
            self._go_on()
        else:
            self._enter()

    def disable_input(self) -> None:
        """Read no more."""
        self._keyboard.stop()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self._leave()

    def write(self, data: str) -> None:
        """Send a control sequence that draws nothing, before the next frame."""
        if data.startswith(POINTER):
            return
        self._unsent.append(data)
        self._schedule()

    def draw(self, update: RenderableType) -> None:
        """Draw an update of the screen; what differs is sent as soon as all is drawn."""
        if is_held_back(self._app):
            return
        for x, y, strip in placed_strips(update):
            self._terminal.put(x, y, pieces(strip, self._app.console))
        self._has_drawn = True
        self._schedule()

    def draw_rows(self, rows: Iterable[tuple[int, DrawnRow]]) -> None:
        """Draw whole rows, counted from the top; they are sent as soon as all is drawn."""
        for y, row in rows:
            self._terminal.put(0, y, row)
        self._schedule()

    def repaint(self) -> None:
        """Draw everything again, whatever somebody else wrote on the screen."""
        self._terminal.shown.forget()
        self._schedule()

    def send_message(self, message: Message) -> None:
        """Give a message to the app."""
        self._app.post_message(message)

    def _receive(self, message: Message) -> None:
        try:
            if isinstance(message, TerminalSupportsSynchronizedOutput):
                self._terminal.is_synchronised = True
            self.process_message(message)
        except Exception as error:  # noqa: BLE001 - the event loop would only log it
            report(self._app, error)

    def _end(self) -> None:
        self._ending.end(HUNG_UP)

    def _is_lent(self) -> bool:
        return not self._terminal.is_held

    def _enter(self) -> None:
        before = self._terminal.cells
        self._unsent.insert(0, self._terminal.take())
        self._keyboard.start()
        self._post_size()
        cells = self._terminal.cells
        if (before.width, before.height) == (cells.width, cells.height):
            self._schedule()

    def _go_on(self) -> None:
        """Go on with a terminal that was taken, and drawn on, before there was an app."""
        self._keyboard.start()
        self._terminal.resize()
        self._post_size()

    def _leave(self) -> None:
        if not self._terminal.is_held:
            return
        self._keyboard.stop()
        self._unsent.clear()
        self._terminal.give_back()

    def _on_resize(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._resize)

    def _resize(self) -> None:
        if not self._terminal.is_held:
            return
        is_new = self._terminal.resize()
        self._terminal.shown.forget()
        self._post_size()
        if not is_new:
            self._schedule()

    def _post_size(self) -> None:
        cells = self._terminal.cells
        size = Size(cells.width, cells.height)
        self.send_message(events.Resize(size, size))

    def _schedule(self) -> None:
        """Send once what happens now is done: all that it draws is one frame."""
        if self._terminal.is_held and not self._is_scheduled:
            self._is_scheduled = True
            self._loop.call_soon(self._send)

    def _send(self) -> None:
        self._is_scheduled = False
        terminal = self._terminal
        if not (terminal.is_held and terminal.writer.is_free):
            return
        controls = "".join(self._unsent)
        self._unsent.clear()
        frame = terminal.difference(self._cursor())
        if terminal.is_synchronised and len(frame) > UNTORN:
            frame = modes.SYNCHRONISE + frame + modes.SYNCHRONISED
        if controls or frame:
            terminal.has_entered = True
            terminal.writer.send(controls + frame)
        if self._has_drawn:
            self._ending.begin()

    def _cursor(self) -> tuple[int, int] | None:
        """Where text is typed: there an input method shows what it is about to enter."""
        if not (self._app.screen_stack and hasattr(self._app.focused, "cursor_screen_offset")):
            return None
        x, y = self._app.cursor_position
        cells = self._terminal.cells
        return min(max(x, 0), cells.width - 1), min(max(y, 0), cells.height - 1)
