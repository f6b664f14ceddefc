"""The line discipline: how the kernel processes keys before the program reads them."""

import errno
import os
import termios
from contextlib import suppress
from typing import Any

_INPUT, _LOCAL, _CHARACTERS = 0, 3, 6
"""Where termios keeps its flags."""


class LineDiscipline:
    """Gives every key to the program as it comes, until it is restored."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._before: list[Any] | None = None

    def make_raw(self) -> None:
        """Hand on keys unchanged and unechoed; in the background this stops until `fg`."""
        with suppress(termios.error):
            if self._before is None:
                self._before = termios.tcgetattr(self._descriptor)
            raw = termios.tcgetattr(self._descriptor)
            raw[_INPUT] &= ~(
                termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
            )
            signals = 0 if os.environ.get("TEXTUAL_ALLOW_SIGNALS") else termios.ISIG
            raw[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | signals)
            raw[_CHARACTERS] = [*raw[_CHARACTERS]]
            raw[_CHARACTERS][termios.VMIN] = 1
            self._set(raw)

    def restore(self) -> None:
        """Restore the settings. Unread answers of the terminal are discarded."""
        with suppress(termios.error):
            if self._before is not None:
                self._set(self._before)
                self._before = None
                termios.tcflush(self._descriptor, termios.TCIFLUSH)

    def _set(self, attributes: list[Any]) -> None:
        while True:
            try:
                termios.tcsetattr(self._descriptor, termios.TCSANOW, attributes)
            except termios.error as error:
                if error.args[0] != errno.EINTR:
                    raise
            else:
                return
