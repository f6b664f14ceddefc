"""A program in a pty, seen from outside: its bytes, its screen, and when they came."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

from tests.bench.emulator import Emulator, changed, is_asked
from tests.bench.process import busy, wakeups

Size = tuple[int, int]
"""Columns and rows."""

SILENCE = 0.08
"""Seconds in which a program that has done all it has to do writes nothing and does nothing."""
REACTION = 0.25
"""Seconds in which it begins to react: only time shows whether escape was pressed alone."""
PATIENCE = 90.0
"""Seconds after which a measurement is given up."""
UNREST = 20.0
"""Seconds that a program may go on writing or working after a key, as some do for ever."""

_CURSOR_KEY = re.compile(r"\x1b\[(?=[A-DHF])")


class Output(NamedTuple):
    """The answer to keys. Times are seconds after the last of them; None where nothing came."""

    first: float | None
    last: float | None
    size: int
    """Bytes."""
    writes: int
    cells: int
    """How many cells of the screen are others than before."""


class Start(NamedTuple):
    """Seconds from the start of the process, and what it had written until it was quiet."""

    first_frame: float
    settled: float
    size: int


class Idle(NamedTuple):
    """What a program does while nobody does anything, each second."""

    size: float
    wakeups: float


class MeasurementError(Exception):
    """The program did not do what it was expected to; with its screen."""


class Running:
    """Starts a program, plays the terminal and the person, and kills it in the end."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], size: Size) -> None:
        columns, rows = size
        self._emulator = Emulator(columns, rows)
        self._unseen: list[tuple[float, bytes]] = []
        self._awaited, self._appeared = "", 0.0
        self._first, self.last, self._size, self._writes = 0.0, 0.0, 0, 0
        self._begun = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(environment["HOME"])
            os.execve(command[0], list(command), dict(environment))
        self._end = os.pidfd_open(self.pid)
        self._ended = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._handle)
        os.close(self._end)

    def text(self) -> str:
        """Return what is on the screen."""
        self._look()
        return self._emulator.text()

    def started(self, text: str) -> Start:
        """Wait until a text has been on the screen, and then until the program is quiet."""
        first_frame = self.wait_for(text)
        self.until_quiet()
        return Start(first_frame - self._begun, self.last - self._begun, self._size)

    def wait_for(self, text: str) -> float:
        """Return when the output came that puts a text on the screen."""
        self._awaited, self._appeared = text, 0.0
        limit, now_and_then = time.perf_counter() + PATIENCE, 0.0
        if text in self.text():
            self._appeared = self.last
        while not self._appeared:
            if self._ended:
                raise MeasurementError(f"it ended, {self._how_it_ended()}, before {text!r} came")
            if time.perf_counter() > limit:
                raise MeasurementError(f"{text!r} never came:\n{self.text()}")
            # What is written without a pause must be looked at too.
            if not self.read(0.02) or time.perf_counter() > now_and_then:
                self._look()
                now_and_then = time.perf_counter() + 0.05
        self._awaited = ""
        return self._appeared

    def press(self, keys: str, silence: float = SILENCE) -> Output:
        """Write keys at once, and follow the output until the program is quiet."""
        return self.hold(keys, 1, 0, silence)

    def hold(self, key: str, times: int, pause: float, silence: float = SILENCE) -> Output:
        """Write a key again and again, in even pauses; the same output, after the last."""
        self._look()
        before = self._emulator.cells()
        self._first, size, writes = 0.0, self._size, self._writes
        begun = time.perf_counter()
        for number in range(times):
            while (left := begun + number * pause - time.perf_counter()) > 0:
                self.read(left)
            pressed = time.perf_counter()
            self._write(key)
        self.until_quiet(silence)
        cells = changed(before, self._emulator.cells())
        first, last = (self._first - pressed, self.last - pressed) if self._first else (None, None)
        return Output(first, last, self._size - size, self._writes - writes, cells)

    def type(self, keys: str) -> float:
        """Write keys and go on at once; return when."""
        now = time.perf_counter()
        self._write(keys)
        return now

    def until_quiet(self, silence: float = SILENCE) -> None:
        """Read until the program has written nothing for some seconds, nor worked for half of it.

        One that is never quiet is left to itself after a while.
        """
        limit = time.perf_counter() + UNREST + silence
        while not self._ended and time.perf_counter() < limit:
            pause = silence if self._first else max(silence, REACTION)
            was_busy = busy(self.pid)
            if not self.read(pause) and busy(self.pid) - was_busy < pause / 2:
                break
        self._look()

    def idle(self, seconds: float) -> Idle:
        """Let nothing happen for some seconds."""
        self.until_quiet()
        size, woken, begun = self._size, wakeups(self.pid), time.perf_counter()
        while (left := begun + seconds - time.perf_counter()) > 0 and not self._ended:
            self.read(left)
        woken = wakeups(self.pid) - woken
        self._look()
        return Idle((self._size - size) / seconds, woken / seconds)

    def leave(self, keys: str) -> float:
        """Press keys that end the program; return the seconds until its process has ended."""
        self._look()
        begun = self.type(keys)
        while not self._ended:
            if time.perf_counter() - begun > PATIENCE:
                raise MeasurementError(f"the program goes on after {keys!r}:\n{self.text()}")
            self.read(0.5)
        return self._ended - begun

    def read(self, seconds: float) -> bool:
        """Take in what comes within some seconds; False if nothing came or the program ended."""
        ready, _, _ = select.select([self._handle, self._end], [], [], seconds)
        now = time.perf_counter()
        data = b""
        if self._handle in ready:
            with suppress(OSError):
                data = os.read(self._handle, 65536)
        if data:
            self._first, self.last = self._first or now, now
            self._size, self._writes = self._size + len(data), self._writes + 1
            self._unseen.append((now, data))
            if is_asked(data):
                self._look()
        elif self._end in ready:
            self._ended = self._ended or now
        return bool(data)

    def _how_it_ended(self) -> str:
        result = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        if result is None or result.si_code == os.CLD_EXITED:
            return f"exit status {result.si_status if result else '?'}"
        return signal.Signals(result.si_status).name

    def _write(self, keys: str) -> None:
        if self._emulator.wants_application_keys:
            keys = _CURSOR_KEY.sub("\x1bO", keys)
        os.write(self._handle, keys.encode())

    def _look(self) -> None:
        """Bring the screen up to date: only when it is quiet, since it takes a processor's time."""
        unseen, self._unseen = self._unseen, []
        for when, data in unseen:
            if answer := self._emulator.feed(data):
                with suppress(OSError):
                    os.write(self._handle, answer)
            if self._awaited and not self._appeared and self._awaited in self._emulator.text():
                self._appeared = when
