"""The end of the program, also on a signal or a broken connection."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from types import FrameType

    from textual.app import App

GRACE = 2.0
"""Seconds that the program takes to end well once it is asked to."""

HUNG_UP = 128 + signal.SIGHUP
"""The exit status where the terminal is gone."""

SIGNALS = (
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGTERM,
    signal.SIGALRM,
    signal.SIGXCPU,
    signal.SIGUSR1,
    signal.SIGUSR2,
)
"""Signals that end a program that does not expect them. Python ignores SIGPIPE from the start."""

_OF_THE_TERMINAL = (signal.SIGINT, signal.SIGQUIT)
"""Signals that keys send to all programs of the terminal."""


class Ending:
    """Ends an app once it is asked to; after GRACE by force."""

    def __init__(
        self,
        app: "App[Any]",
        loop: "AbstractEventLoop",
        restore: Callable[[], None],
        is_lent: Callable[[], bool],
    ) -> None:
        """restore: gives the terminal back; is_lent: whether another program has it now."""
        self._app, self._loop, self._restore, self._is_lent = app, loop, restore, is_lent
        self._status: int | None = None
        self._has_begun = False

    def catch_signals(self) -> None:
        """End on signals from now on, but for those that the program was started to ignore."""
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def end(self, status: int) -> None:
        """End with an exit status. Unsaved edits are in the journal."""
        if self._status is not None:
            return
        self._status = status
        # Its signal comes also where the loop is busy, and needs no thread to be started here.
        signal.setitimer(signal.ITIMER_REAL, GRACE)
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._exit)

    def begin(self) -> None:
        """The app is on the screen: it ends well only from now on."""
        if not self._has_begun:
            self._has_begun = True
            self._exit()

    def _exit(self) -> None:
        # Textual composes nothing more once it is to exit, and handlers miss their widgets.
        if self._has_begun and self._status is not None:
            self._app.exit(return_code=self._status)

    def _on_signal(self, number: int, _frame: "FrameType | None") -> None:
        if number == signal.SIGALRM and self._status is not None:
            self._restore()
            os._exit(self._status)
        if number in _OF_THE_TERMINAL and self._is_lent():
            return
        self.end(128 + number)
