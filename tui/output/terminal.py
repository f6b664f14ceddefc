"""The terminal: taking it, giving it back, and what it shows meanwhile."""

import os
import sys
from collections.abc import Iterable

from llm_tui.tui.output import modes
from llm_tui.tui.output.ascii_text import to_ascii
from llm_tui.tui.output.cells import Cells, DrawnRow
from llm_tui.tui.output.frame import Shown
from llm_tui.tui.output.line_discipline import LineDiscipline
from llm_tui.tui.output.moves import Place
from llm_tui.tui.output.terminal_writer import TerminalWriter
from llm_tui.tui.output.terminfo import abilities

_HOME = (0, 0)
"""Where the cursor, which is hidden, is left: where an app has it that edits no text."""


class Terminal:
    """The terminal of this process. It needs no event loop until there is one."""

    def __init__(self, *, mouse: bool, is_ascii: bool) -> None:
        """Raises OSError where the terminal can't be opened again by its name."""
        assert sys.__stdin__ is not None
        assert sys.__stdout__ is not None
        self.input, self._output = sys.__stdin__.fileno(), sys.__stdout__.fileno()
        self.writer = TerminalWriter(self._output)
        self._discipline = LineDiscipline(self.input)
        self._abilities = abilities()
        # There an escape would arrive only with the next key.
        self._mouse, self._is_ascii = mouse and not self._abilities.holds_escape, is_ascii
        self.cells, self.shown = Cells(0, 0), Shown(self._abilities)
        self.is_held = self.has_entered = self.is_synchronised = False

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows, as they are now."""
        try:
            size = os.get_terminal_size(self._output)
        except OSError:
            return 80, 24
        return (size.columns, size.lines) if size.columns and size.lines else (80, 24)

    def take(self) -> str:
        """Take the terminal; return the sequence that is to be sent before anything else."""
        # Taken again after a stop by force: what was asked for once is not to be asked for twice.
        left = self._leaving() if self.is_held and self.has_entered else ""
        self.is_held, self.has_entered, self.is_synchronised = True, False, False
        self._discipline.make_raw()
        self.resize()
        self.shown.clear(self.cells.width, self.cells.height)
        return left + modes.entering(mouse=self._mouse, is_old=self._abilities.is_old)

    def give_back(self) -> None:
        """Give it back as it was, if it is held."""
        if not self.is_held:
            return
        self.is_held = False
        if self.has_entered:
            self.writer.finish(self._leaving())
        self._discipline.restore()

    def _leaving(self) -> str:
        return modes.leaving(
            mouse=self._mouse, synchronised=self.is_synchronised, is_old=self._abilities.is_old
        )

    def resize(self) -> bool:
        """Have as many cells as the terminal. False if it had as many before."""
        size = self.size
        is_new = (self.cells.width, self.cells.height) != size
        self.cells = self.cells.resized(*size)
        if is_new:
            self.shown.forget()
        return is_new

    def put(self, x: int, y: int, pieces: DrawnRow) -> None:
        """Draw pieces of text side by side on the cells."""
        if self._is_ascii:
            pieces = [(to_ascii(text), pen) for text, pen in pieces]
        self.cells.put(x, y, pieces)

    def difference(self, cursor: Place | None) -> str:
        """The sequence after which the terminal shows the cells. After that it counts as sent."""
        return self.shown.show(self.cells, cursor)

    def show_at_once(self, rows: Iterable[DrawnRow]) -> None:
        """Take the terminal, and show rows of text in one write, without an event loop."""
        self.resize()
        self._put_rows(rows)
        self.show_again()

    def show_difference(self, rows: Iterable[DrawnRow]) -> None:
        """Show other rows, without an event loop, if the terminal has taken those before."""
        self._put_rows(rows)
        if self.writer.is_free:
            self.writer.insist(self.difference(_HOME))

    def show_again(self) -> None:
        """Take the terminal, and show what was shown before, without an event loop."""
        entering = self.take()
        self.has_entered = True
        self.writer.insist(entering + self.difference(_HOME))

    def _put_rows(self, rows: Iterable[DrawnRow]) -> None:
        for y, row in enumerate(rows):
            self.put(0, y, row)
