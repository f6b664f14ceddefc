"""A slow line: runs a program in a pty whose bytes are late and few.

`python -m tests.bench.relay [--delay S] [--rate B] COMMAND …` in a terminal shows a program as it
is over a link with that round trip, in seconds, and that many bytes a second.
"""

import argparse
import contextlib
import fcntl
import os
import pty
import select
import signal
import sys
import termios
import time
import tty
from collections import deque
from typing import Any

DELAY, RATE = 0.2, 50_000

_PIECE = 512
"""Bytes that travel together, about a packet."""


class Line:
    """One direction: what is put in comes out after `delay` seconds, at most `rate` bytes/s."""

    def __init__(self, delay: float, rate: float) -> None:
        self._delay, self._rate = delay, rate
        self._free = 0.0
        """When the line has sent all that was put in."""
        self._pieces: deque[tuple[float, bytes]] = deque()

    def put(self, data: bytes, now: float) -> None:
        """Send bytes at a time in seconds."""
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            self._free = max(self._free, now) + len(piece) / self._rate
            self._pieces.append((self._free + self._delay, piece))

    def take(self, now: float) -> bytes:
        """Return what has arrived by then."""
        arrived = b""
        while self._pieces and self._pieces[0][0] <= now:
            arrived += self._pieces.popleft()[1]
        return arrived

    @property
    def next(self) -> float | None:
        """When something arrives next; None while nothing is under way."""
        return self._pieces[0][0] if self._pieces else None


def relay(command: list[str], delay: float, rate: float) -> int:
    """Run a command over a slow line; return its exit status."""
    pid, inner = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    _copy_size(inner)
    signal.signal(signal.SIGWINCH, lambda *_: _copy_size(inner))
    before = termios.tcgetattr(0)
    tty.setraw(0)
    try:
        _pass_on(inner, Line(delay / 2, rate), Line(delay / 2, rate))
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _pass_on(inner: int, there: Line, back: Line) -> None:
    """Copy between standard input and output and the program until it ends."""
    sources = {0: there, inner: back}
    while inner in sources or back.next is not None:
        times = [line.next for line in (there, back) if line.next is not None]
        wait = max(0.0, min(times) - time.monotonic()) if times else None
        for source in select.select(list(sources), [], [], wait)[0]:
            if data := _read(source):
                sources[source].put(data, time.monotonic())
            else:
                del sources[source]
        _write(inner, there.take(time.monotonic()))
        _write(1, back.take(time.monotonic()))


def _read(source: int) -> bytes:
    try:
        return os.read(source, 65536)
    except OSError:
        return b""


def _write(target: int, data: bytes) -> None:
    # A program that has ended takes no more keys.
    with contextlib.suppress(OSError):
        while data:
            data = data[os.write(target, data) :]


def _copy_size(inner: int) -> None:
    size = fcntl.ioctl(0, termios.TIOCGWINSZ, bytes(8))
    fcntl.ioctl(inner, termios.TIOCSWINSZ, size)


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.relay")
    parser.add_argument("--delay", type=float, default=DELAY, metavar="S")
    parser.add_argument("--rate", type=float, default=RATE, metavar="B")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options: Any = parser.parse_args()
    if not options.command:
        parser.error("no command")
    return relay(options.command, options.delay, options.rate)


if __name__ == "__main__":
    sys.exit(main())
