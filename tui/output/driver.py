"""Textual's driver: waits for input, and sends what changed on the screen in one write."""

import os
import signal
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.strip import Strip

from llm_tui.tui.output import modes
from llm_tui.tui.output.ascii_text import to_ascii
from llm_tui.tui.output.cells import Cells
from llm_tui.tui.output.ending import HUNG_UP, Ending
from llm_tui.tui.output.frame import Shown
from llm_tui.tui.output.job_control import JobControl
from llm_tui.tui.output.keyboard import Keyboard
from llm_tui.tui.output.line_discipline import LineDiscipline
from llm_tui.tui.output.private import is_held_back, pieces, placed_strips, report
from llm_tui.tui.output.terminal_writer import TerminalWriter
from llm_tui.tui.output.terminfo import abilities

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
        assert sys.__stdin__ is not None
        assert sys.__stdout__ is not None
        self._input, self._output = sys.__stdin__.fileno(), sys.__stdout__.fileno()
        self._discipline = LineDiscipline(self._input)
        self._writer = TerminalWriter(self._output, self._loop, self._send, self._end)
        self._keyboard = Keyboard(self._input, self._loop, self._receive, self._end)
        self._abilities = abilities(self._output)
        self._mouse = mouse and not self._abilities.holds_escape
        self._cells, self._shown = Cells(0, 0), Shown(self._abilities)
        self._is_ascii = bool(getattr(app, "is_ascii", False))
        self._unsent: list[str] = []
        self._has_terminal = self._has_entered = False
        self._is_scheduled = self._is_synchronised = False
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
            self._put(x, y, strip)
        self._schedule()

    def draw_rows(self, rows: Iterable[tuple[int, Strip]]) -> None:
        """Draw whole rows, from the top; they are sent as soon as all is drawn."""
        for y, strip in rows:
            self._put(0, y, strip)
        self._schedule()

    def _put(self, x: int, y: int, strip: Strip) -> None:
        found = pieces(strip, self._app.console)
        if self._is_ascii:
            found = [(to_ascii(text), pen) for text, pen in found]
        self._cells.put(x, y, found)

    def repaint(self) -> None:
        """Draw everything again, whatever somebody else wrote on the screen."""
        self._shown.forget()
        self._schedule()

    def send_message(self, message: Message) -> None:
        """Give a message to the app."""
        self._app.post_message(message)

    def _receive(self, message: Message) -> None:
        try:
            if isinstance(message, TerminalSupportsSynchronizedOutput):
                self._is_synchronised = True
            self.process_message(message)
        except Exception as error:  # noqa: BLE001 - the event loop would only log it
            report(self._app, error)

    def _end(self) -> None:
        self._ending.end(HUNG_UP)

    def _is_lent(self) -> bool:
        return not self._has_terminal

    def _enter(self) -> None:
        self._discipline.make_raw()
        self._has_terminal, self._has_entered, self._is_synchronised = True, False, False
        self._unsent.insert(0, modes.entering(mouse=self._mouse, is_old=self._abilities.is_old))
        self._keyboard.start()
        size = self._terminal_size()
        is_new = (self._cells.width, self._cells.height) != size
        self._cells = self._cells.resized(*size)
        self._shown.clear(*size)
        self._post_size()
        if not is_new:
            self._schedule()

    def _leave(self) -> None:
        if not self._has_terminal:
            return
        self._has_terminal = False
        self._keyboard.stop()
        self._unsent.clear()
        if self._has_entered:
            self._writer.finish(
                modes.leaving(
                    mouse=self._mouse,
                    synchronised=self._is_synchronised,
                    is_old=self._abilities.is_old,
                )
            )
        self._discipline.restore()

    def _on_resize(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._resize)

    def _resize(self) -> None:
        if not self._has_terminal:
            return
        size = self._terminal_size()
        is_new = (self._cells.width, self._cells.height) != size
        self._cells = self._cells.resized(*size)
        self._shown.forget()
        self._post_size()
        if not is_new:
            self._schedule()

    def _terminal_size(self) -> tuple[int, int]:
        try:
            size = os.get_terminal_size(self._output)
        except OSError:
            return 80, 24
        return (size.columns, size.lines) if size.columns and size.lines else (80, 24)

    def _post_size(self) -> None:
        size = Size(self._cells.width, self._cells.height)
        self.send_message(events.Resize(size, size))

    def _schedule(self) -> None:
        """Send once what happens now is done: all that it draws is one frame."""
        if self._has_terminal and not self._is_scheduled:
            self._is_scheduled = True
            self._loop.call_soon(self._send)

    def _send(self) -> None:
        self._is_scheduled = False
        if not (self._has_terminal and self._writer.is_free):
            return
        controls = "".join(self._unsent)
        self._unsent.clear()
        frame = self._shown.show(self._cells, self._cursor())
        if self._is_synchronised and len(frame) > UNTORN:
            frame = modes.SYNCHRONISE + frame + modes.SYNCHRONISED
        if controls or frame:
            self._has_entered = True
            self._writer.send(controls + frame)
        if frame:
            self._ending.begin()

    def _cursor(self) -> tuple[int, int] | None:
        """Where text is typed: there an input method shows what it is about to enter."""
        if not (self._app.screen_stack and hasattr(self._app.focused, "cursor_screen_offset")):
            return None
        x, y = self._app.cursor_position
        return min(max(x, 0), self._cells.width - 1), min(max(y, 0), self._cells.height - 1)
