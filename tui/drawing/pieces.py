"""Pieces of text in a look, and fitting them into a number of cells."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"

ROWS, BARS = 256, 8
"""How many are remembered once drawn: rows of a list, with and without the cursor; title and keys.

A key changes few of those in sight.
"""


class Look(StrEnum):
    """What a piece of text is; the palette has the colours."""

    PLAIN = ""
    NAME = "name"
    """The program's name, a title."""
    QUIET = "quiet"
    RULE = "rule"
    KEY = "key"
    """A key that can be pressed."""
    GOOD = "good"
    BAD = "bad"
    WARNING = "warning"
    STALE = "stale"
    """A result that no longer holds."""
    CHANGED = "changed"
    IN_USE = "in-use"
    OWN = "own"
    INHERITED = "inherited"
    DEFAULT = "default"
    ENVIRONMENT = "environment"
    COMPUTED = "computed"
    REDUNDANT = "redundant"
    INVALID = "invalid"
    CURSOR = "cursor"
    """The selected row of the list that has the focus."""
    SELECTED = "selected"
    """The selected row of a list that does not have it."""
    CARET = "caret"
    """Where the next character goes."""


class Piece(NamedTuple):
    """Some text of a row."""

    text: str
    look: Look = Look.PLAIN


Row = tuple[Piece, ...]


def fit(text: str, width: int) -> str:
    """The text in just so many cells: filled with blanks, or cut at its end with an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1).rstrip() + ELLIPSIS
    return set_cell_size(text, width)


def fit_middle(text: str, width: int) -> str:
    """The text in just so many cells, cut in its middle: names differ at their ends."""
    if cell_len(text) <= width or width < 3:
        return fit(text, width)
    left = (width - 1) // 2
    end = text
    while cell_len(end) > width - 1 - left:
        end = end[1:]
    return set_cell_size(set_cell_size(text, left) + ELLIPSIS + end, width)


def fit_start(text: str, width: int) -> str:
    """The text in just so many cells, cut at its beginning: a path is known by its end."""
    if cell_len(text) <= width or width < 2:
        return fit(text, width)
    while cell_len(text) > width - 1:
        text = text[1:]
    return set_cell_size(ELLIPSIS + text, width)


def row_of(pieces: Iterable[Piece], width: int) -> Row:
    """A row of just so many cells: cut, or filled with blanks."""
    return tuple(_cut(pieces, width))


def _cut(pieces: Iterable[Piece], width: int) -> Iterator[Piece]:
    room = width
    for piece in pieces:
        if room <= 0:
            return
        if not piece.text:
            continue
        cells = cell_len(piece.text)
        yield piece if cells <= room else Piece(set_cell_size(piece.text, room), piece.look)
        room -= cells
    if room > 0:
        yield Piece(" " * room)


def in_look(row: Iterable[Piece], look: Look) -> Row:
    """The row in one look, whatever its pieces had."""
    return (Piece("".join(piece.text for piece in row), look),)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """A text in lines that fit, broken at blanks where it can be; all but the first indented."""
    if width < 8:
        return [fit(text, width)]
    lines: list[str] = []
    start, before = 0, ""
    while cell_len(part := before + _beginning(text, start, width)) > width:
        head = set_cell_size(part, width + 1)
        cut = head.rfind(" ", len(indent) + 1)
        cut = cut if cut > len(indent) else len(set_cell_size(part, width).rstrip())
        lines.append(part[:cut].rstrip())
        start += cut - len(before)
        while text[start : start + 1] == " ":
            start += 1
        before = indent
    return [*lines, part]


def _beginning(text: str, start: int, width: int) -> str:
    """What is left of a text, or as much of it as is wider than a line: all may be long."""
    count = 2 * width
    while start + count < len(text) and cell_len(text[start : start + count]) <= width:
        count *= 2
    return text[start : start + count]


def at_most(lines: list[str], count: int, width: int) -> list[str]:
    """No more lines than these; of the others the last one has as much as fits."""
    if len(lines) <= count:
        return lines
    rest = " ".join(line.strip() for line in lines[count - 1 :])
    return [*lines[: count - 1], fit(f"  {rest}", width).rstrip()]
