"""Textual's own driver, which also ends the program on signals."""

import select
from threading import Thread
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from llm_tui.tui.output.ascii_text import to_ascii
from llm_tui.tui.output.ending import HUNG_UP, Ending
from llm_tui.tui.output.graphemes import BEYOND_ASCII


class PlainDriver(LinuxDriver):
    """The fallback: it repaints more than what changed, and stands on nothing private."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._is_ascii = bool(getattr(app, "is_ascii", False))
        self._ending = Ending(app, self._loop, lambda: None, lambda: False)
        self._ending.catch_signals()
        self._ending.begin()
        Thread(target=self._wait_for_hang_up, daemon=True).start()

    def _wait_for_hang_up(self) -> None:
        """End once the terminal is gone: Textual would go on reading nothing, without a pause."""
        hang_up = select.poll()
        hang_up.register(self.fileno, 0)
        hang_up.poll()
        self._ending.end(HUNG_UP)

    def write(self, data: str) -> None:
        """Send what Textual draws: no sequence of its own has a C1 control or turns a line."""
        harmless = BEYOND_ASCII.sub("", data)
        super().write(to_ascii(harmless) if self._is_ascii else harmless)
