"""Job control: suspending the program, and continuing it."""

import asyncio
import os
import signal
from collections.abc import Callable
from types import FrameType


class JobControl:
    """Gives the terminal back before the program stops, and takes it when it goes on."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        restore: Callable[[], None],
        take: Callable[[], None],
        is_lent: Callable[[], bool],
    ) -> None:
        """restore, take: give back and take the terminal; is_lent: whether another has it now."""
        self._loop, self._restore, self._take, self._is_lent = loop, restore, take, is_lent
        self._is_stopping = False

    def catch_signals(self) -> None:
        """Do so from now on."""
        signal.signal(signal.SIGTSTP, self._on_stop)
        signal.signal(signal.SIGCONT, self._on_continue)

    def _on_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._is_lent():
            self._stop()
        else:
            # Not in the middle of a frame.
            self._loop.call_soon_threadsafe(self._give_back_and_stop)

    def _on_continue(self, _number: int, _frame: FrameType | None) -> None:
        if not (self._is_stopping or self._is_lent()):
            # It was stopped by force: the shell has used the terminal meanwhile.
            self._loop.call_soon_threadsafe(self._take)

    def _give_back_and_stop(self) -> None:
        self._is_stopping = True
        self._restore()
        self._stop()
        self._take()
        self._is_stopping = False

    def _stop(self) -> None:
        """Stop until somebody lets the program go on; where nobody could, the kernel does not."""
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._on_stop)


def stop_the_job() -> None:
    """Stop all processes of the shell's job, as ctrl+z does where the terminal sees to it."""
    os.killpg(os.getpgrp(), signal.SIGTSTP)
