"""Writing to the terminal, which may be slow or accept nothing at all."""

import os
import select
import termios
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

PATIENCE = 0.5
"""Seconds without progress after which the end no longer waits for what is on its way."""

CANCEL = "\x18"
"""Ends an escape sequence that was cut off (CAN)."""


class TerminalWriter:
    """Sends text without ever waiting; something new only once all before it was taken."""

    def __init__(self, output: int) -> None:
        """output: a descriptor of the terminal; raises OSError where it can't be opened again."""
        self._loop: AbstractEventLoop | None = None
        self._on_free: Callable[[], None] = _do_nothing
        self._on_gone: Callable[[], None] = _do_nothing
        # Opened anew: that the program's own descriptor is non-blocking concerns nobody else.
        flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
        self._descriptor = os.open(os.ttyname(output), flags)
        self._rest = b""

    def attach(
        self, loop: "AbstractEventLoop", on_free: Callable[[], None], on_gone: Callable[[], None]
    ) -> None:
        """Use an event loop from now on: only with one can `send` be called."""
        self._loop, self._on_free, self._on_gone = loop, on_free, on_gone
        if self._rest:
            loop.add_writer(self._descriptor, self._go_on)

    @property
    def is_free(self) -> bool:
        """Whether all that was sent has been taken."""
        return not self._rest

    def send(self, text: str) -> None:
        """Send text in one write; what is not taken at once follows as soon as it is."""
        self._rest = text.encode(errors="replace")
        self._push()
        if self._rest and self._loop is not None:
            self._loop.add_writer(self._descriptor, self._go_on)

    def finish(self, text: str) -> None:
        """Send the last text, in place of what was not taken yet, and wait for it a little."""
        if self._rest:
            self._wait_no_more()
            text = CANCEL + text
        if not self.insist(text):
            # What the terminal does not take stays in the kernel, in front of this.
            termios.tcflush(self._descriptor, termios.TCOFLUSH)
            self.insist(CANCEL + text)
        self._rest = b""

    def insist(self, text: str) -> bool:
        """Send text and wait until all of it is taken. False if that takes too long."""
        self._rest = text.encode(errors="replace")
        self._push()
        while self._rest and select.select([], [self._descriptor], [], PATIENCE)[1]:
            self._push()
        return not self._rest

    def _go_on(self) -> None:
        self._push()
        if not self._rest:
            self._wait_no_more()
            self._on_free()

    def _wait_no_more(self) -> None:
        if self._loop is not None:
            self._loop.remove_writer(self._descriptor)

    def _push(self) -> None:
        try:
            count = os.write(self._descriptor, self._rest)
        except BlockingIOError:
            return
        except OSError:
            self._rest = b""
            self._on_gone()
            return
        self._rest = self._rest[count:]


def _do_nothing() -> None:
    """Nobody has asked to be called."""
