"""Signals between taking the terminal and the app that handles them."""

import signal
from typing import TYPE_CHECKING

from llm_tui.tui.output.ending import SIGNALS
from llm_tui.tui.output.process import leave

if TYPE_CHECKING:
    from types import FrameType

    from llm_tui.tui.output.terminal import Terminal


class EarlyEnding:
    """Gives the terminal back on a signal that ends the program, and ends it at once.

    There is nothing to be saved yet, and nothing that could end better if it were waited for.
    """

    def __init__(self, terminal: "Terminal") -> None:
        self._terminal = terminal

    def catch_signals(self) -> None:
        """Do so from now on, until the app's own handlers take their place."""
        # It is a moment only: what would stop the program comes too early to be heard.
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, self._on_continue)
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, _frame: "FrameType | None") -> None:
        self._terminal.give_back()
        leave(128 + number)

    def _on_continue(self, _number: int, _frame: "FrameType | None") -> None:
        # It was stopped by force: the shell has used the terminal meanwhile.
        if self._terminal.is_held:
            self._terminal.show_again()
