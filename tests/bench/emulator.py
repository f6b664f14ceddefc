"""The terminal that the measured programs believe in: a plain xterm with a screen to look at."""

import re

import pyte
from pyte.screens import Char

Cells = list[list[Char]]

_OWN = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"  # DCS and other strings
    rb"|\x1b\[[<=>][0-9;]*[ -/]*[@-~]"
    rb"|\x1b\[\?[0-9;]*(?:\$p|[ucn])"
    rb"|\x1b\[[0-9;]*[bcnt]"
)
"""Sequences that pyte takes for text, or does not answer."""

_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*|[\]P_^X][^\x07\x1b]*\x1b?)?\Z")

_ANSWERS = tuple(
    (re.compile(question), answer)
    for question, answer in (
        (rb"\x1b\[0?c", b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
        (rb"\x1b\[>0?c", b"\x1b[>41;379;0c"),
        (rb"\x1b\[>0?q", b"\x1bP>|XTerm(379)\x1b\\"),
        (rb"\x1b\[5n", b"\x1b[0n"),
        # A plain xterm knows no mode that programs ask for: 2026, 2027, 2048.
        (rb"\x1b\[\?(\d+)\$p", b"\x1b[?%b;0$y"),
        (rb"\x1b\]10;\?.*", b"\x1b]10;rgb:e5e5/e5e5/e5e5\x1b\\"),
        (rb"\x1b\](11|12|4;\d+);\?.*", b"\x1b]%b;rgb:0000/0000/0000\x1b\\"),
        (rb"\x1bP\$q.*", b"\x1bP0$r\x1b\\"),
        (rb"\x1bP\+q.*", b"\x1bP0+r\x1b\\"),
    )
)
_APPLICATION_KEYS = 1 << 5
"""Private mode 1, as pyte keeps it."""
_REPEAT = re.compile(rb"\x1b\[(\d*)b")


class Emulator:
    """A screen of `columns` x `rows` cells, and the answers to what is asked of it."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""

    def feed(self, data: bytes) -> bytes:
        """Take in output, cut anywhere; return what an xterm answers to it."""
        data = self._rest + data
        if tail := _UNFINISHED.search(data):
            data, self._rest = data[: tail.start()], tail[0]
        else:
            self._rest = b""
        answers, end = b"", 0
        for match in _OWN.finditer(data):
            self._stream.feed(data[end : match.start()])
            answers += self._obey(match[0])
            end = match.end()
        self._stream.feed(data[end:])
        return answers

    def text(self) -> str:
        """Return the screen as lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def cells(self) -> Cells:
        """Return the characters on the screen with their attributes, row by row."""
        screen = self._screen
        return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]

    @property
    def wants_application_keys(self) -> bool:
        """Is the cursor pad in application mode, where an arrow is `ESC O A`?"""
        return _APPLICATION_KEYS in self._screen.mode

    def _obey(self, sequence: bytes) -> bytes:
        screen = self._screen
        if match := _REPEAT.fullmatch(sequence):
            last = screen.buffer[screen.cursor.y][max(0, screen.cursor.x - 1)].data
            screen.draw(last * int(match[1] or 1))
        if sequence == b"\x1b[6n":
            return b"\x1b[%d;%dR" % (screen.cursor.y + 1, min(screen.cursor.x + 1, screen.columns))
        if sequence == b"\x1b[18t":
            return b"\x1b[8;%d;%dt" % (screen.lines, screen.columns)
        for question, answer in _ANSWERS:
            if match := question.fullmatch(sequence):
                return answer % match.groups()
        return b""


def is_asked(data: bytes) -> bool:
    """Return whether output may hold a question, which is answered at once."""
    return _OWN.search(data) is not None or _UNFINISHED.search(data) is not None


def changed(before: Cells, after: Cells) -> int:
    """Count the cells whose character or attributes differ."""
    return sum(
        one != other
        for row, new in zip(before, after, strict=True)
        if row != new
        for one, other in zip(row, new, strict=True)
    )
