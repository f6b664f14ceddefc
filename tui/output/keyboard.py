"""Input from the terminal: keys, the mouse, answers to queries."""

import asyncio
import os
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable

from textual import constants
from textual.message import Message

from llm_tui.tui.output.private import XTermParser

MARGIN = 0.005
"""Seconds after its time that the parser is asked whether an escape was pressed alone."""


class Keyboard:
    """Waits on the event loop for input, and hands on the messages that it stands for."""

    def __init__(
        self,
        descriptor: int,
        loop: asyncio.AbstractEventLoop,
        receive: Callable[[Message], None],
        on_gone: Callable[[], None],
    ) -> None:
        self._descriptor, self._loop = descriptor, loop
        self._receive, self._on_gone = receive, on_gone
        self._later: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to read."""
        self._parser = XTermParser(constants.DEBUG)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._loop.add_reader(self._descriptor, self._read)

    def stop(self) -> None:
        """Leave what comes from now on to others."""
        self._loop.remove_reader(self._descriptor)
        self._ask_later(None)

    def _read(self) -> None:
        try:
            data = os.read(self._descriptor, 4096)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            # Nobody is at the other end any more, and nobody will be.
            self.stop()
            self._on_gone()
            return
        self._hand_on(self._parser.feed(self._decode(data)))
        if b"\x1b" in data or self._later is not None:
            # An escape may begin a sequence; only a timeout shows that it does not.
            self._ask_later(constants.ESCAPE_DELAY + MARGIN)

    def _ask_later(self, seconds: float | None) -> None:
        if self._later is not None:
            self._later.cancel()
        self._later = None if seconds is None else self._loop.call_later(seconds, self._ask)

    def _ask(self) -> None:
        self._later = None
        self._hand_on(self._parser.tick())

    def _hand_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._receive(message)
