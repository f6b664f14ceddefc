"""A real terminal for a real process: a pty whose other end is read by an emulator."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import pyte

LIMIT = 20.0
"""Seconds after which a test gives up waiting for the screen."""

_MODES = re.compile(rb"\x1b\[\?(\d+(?:;\d+)*)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])(\d*)u")
_QUERY = re.compile(rb"\x1b\[\?(2026|2048)\$p")
LASTING = {"1049": "alternate screen", "25": "cursor", "1000": "mouse", "1002": "mouse drags",
           "1003": "mouse motion", "1006": "mouse coordinates", "1004": "focus",
           "2004": "bracketed paste"}  # fmt: skip
"""Terminal modes that a program must leave as it found them."""


class Terminal:
    """Starts a program in a pty of a size, and plays the person and the terminal."""

    def __init__(
        self, command: Sequence[str], environment: dict[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self._modes: dict[str, bool] = {"25": True}
        self._kitty = 0
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            # A background job ignores these, and so would the program.
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            inherited = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
            os.execve(command[0], list(command), {**inherited, **environment})
        self._attributes = termios.tcgetattr(self._handle)
        self.status: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._handle)

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within some time; False if it wrote nothing."""
        ready, _, _ = select.select([self._handle], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._handle, 65536)
        except OSError:
            return False
        self.written += data
        for match in _MODES.finditer(data):
            for mode in match[1].decode().split(";"):
                self._modes[mode] = match[2] == b"h"
        for match in _KITTY.finditer(data):
            self._kitty += 1 if match[1] == b">" else -1
        # pyte takes the kitty keyboard and mode queries for text.
        self._stream.feed(_KITTY.sub(b"", _QUERY.sub(b"", data)))
        return bool(data)

    @property
    def hands_on_keys(self) -> bool:
        """Does it hand each key on as it is typed, and not lines?"""
        return not termios.tcgetattr(self._handle)[3] & termios.ICANON

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, text: str) -> None:
        """Read until a text is on the screen, and the rest of what was written with it."""
        end = time.monotonic() + LIMIT
        while text not in self.text():
            if time.monotonic() > end:
                raise AssertionError(f"{text!r} never came:\n{self.text()}")
            self.read(0.1)
        # A pseudo-terminal hands one write on in pieces.
        while self.read(0.05) and time.monotonic() < end:
            pass

    def add_to_the_model(self, text: str) -> None:
        """Edit the model of the base: type a text after what is there."""
        self.press("\t\r")
        self.wait_for("model · [llm]")
        self.press(f"\x05{text}\r")
        self.wait_for("1 unsaved")

    def press(self, keys: str) -> None:
        """Type keys, as the bytes that a terminal sends."""
        os.write(self._handle, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Be gone, as a connection that breaks."""
        os.close(self._handle)
        self._handle = os.open(os.devnull, os.O_RDONLY)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def wait_for_end(self, *, reading: bool = True) -> int:
        """Read until the program ends, and give its exit status; or take nothing meanwhile."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if reading:
                self.read(0.02)
            else:
                select.select([], [], [], 0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0.05):
                    pass
                self.status = os.waitstatus_to_exitcode(status)
                return self.status
        raise AssertionError(f"the program goes on:\n{self.text()}")

    def left_behind(self) -> list[str]:
        """What of the terminal is not as it was before the program."""
        left = [
            name for mode, name in LASTING.items() if self._modes.get(mode, False) != (mode == "25")
        ]
        if self._kitty > 0:
            left.append("keyboard protocol")
        if termios.tcgetattr(self._handle) != self._attributes:
            left.append("line discipline")
        return left
