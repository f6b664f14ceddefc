"""The screen as cells."""

from collections.abc import Iterable

from llm_tui.tui.output.graphemes import are_narrow, graphemes
from llm_tui.tui.output.pen import PLAIN, Pen, blank_of

Cell = tuple[str, Pen]
"""A grapheme and how it is drawn. The right half of a wide one is ""; a blank has `blank_of`."""

DrawnRow = Iterable[tuple[str, Pen]]
"""Pieces of text side by side, each with its pen."""

BLANK: Cell = (" ", PLAIN)


class Cells:
    """A screen that can be drawn on: `rows[y][x]`, from the upper left."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows = [[BLANK] * width for _ in range(height)]

    def resized(self, width: int, height: int) -> "Cells":
        """The same screen in another size: what does not fit is cut off, what is new is blank."""
        other = Cells(width, height)
        for row, old in zip(other.rows, self.rows, strict=False):
            count = min(width, self.width)
            row[:count] = old[:count]
            if count < self.width and old[count][0] == "":
                row[count - 1] = BLANK
        return other

    def put(self, x: int, y: int, pieces: DrawnRow) -> None:
        """Draw pieces of text side by side; what lies outside the screen is not drawn."""
        drawn: list[Cell] = []
        for text, pen in pieces:
            blank = (" ", blank_of(pen))
            if are_narrow(text):
                drawn += [blank if character == " " else (character, pen) for character in text]
                continue
            for grapheme, width in graphemes(text):
                if width:
                    drawn.append(blank if grapheme == " " else (grapheme, pen))
                    drawn += [("", pen)] * (width - 1)
                elif drawn:
                    _combine(drawn, grapheme)
        if drawn and 0 <= y < self.height and 0 <= x < self.width:
            _lay(self.rows[y], x, drawn)


def _lay(row: list[Cell], x: int, drawn: list[Cell]) -> None:
    """Replace cells of a row. Of a wide character neither half stays alone."""
    end = min(x + len(drawn), len(row))
    if row[x][0] == "":
        row[x - 1] = _blank(row[x - 1])
    if end < len(row) and row[end][0] == "":
        row[end] = _blank(row[end])
    row[x:end] = drawn[: end - x]
    if len(drawn) > end - x and drawn[end - x][0] == "":
        row[end - 1] = _blank(row[end - 1])


def _combine(drawn: list[Cell], mark: str) -> None:
    """Add to the last grapheme what is drawn over it."""
    place = -1 if drawn[-1][0] else -2
    text, pen = drawn[place]
    drawn[place] = (text + mark, pen)


def _blank(cell: Cell) -> Cell:
    return " ", blank_of(cell[1])
