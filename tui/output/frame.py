"""The bytes that turn the screen that a terminal shows into another one, as few as possible."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from llm_tui.tui.output.cells import BLANK, Cell, Cells
from llm_tui.tui.output.graphemes import NARROW, is_certain
from llm_tui.tui.output.moves import Place, move
from llm_tui.tui.output.pen import PLAIN, Pen, blank_of, change
from llm_tui.tui.output.terminfo import Abilities

GAP = 4
"""As many unchanged cells are drawn again rather than jumped over: a jump costs as much."""

ERASED = 10
"""As many blanks are erased rather than drawn: erasing them and moving on costs as much."""

CLEARED = 4
"""As many blanks at the end of a row are erased rather than drawn."""


class Shown:
    """What a terminal shows, as far as that is known: its cells, its pen, and its cursor."""

    def __init__(self, abilities: Abilities) -> None:
        self._abilities = abilities
        self._rows: list[list[Cell | None]] = []
        self._pen: Pen | None = None
        self._cursor: Place | None = None
        self._out: list[str] = []

    def forget(self) -> None:
        """Nothing is known: somebody else may have written, or the terminal may have changed."""
        self._rows, self._pen, self._cursor = [], None, None

    def clear(self, width: int, height: int) -> None:
        """The screen was cleared in the terminal's own colours, and the cursor is at its home."""
        self._rows = [[BLANK] * width for _ in range(height)]
        self._pen, self._cursor = PLAIN, (0, 0)

    def show(self, wanted: Cells, cursor: Place | None = None) -> str:
        """What is to be sent so that the terminal shows other cells, and has its cursor somewhere.

        After that it counts as sent.
        """
        if [len(row) for row in self._rows] != [wanted.width] * wanted.height:
            self.forget()
            self._rows = [[None] * wanted.width for _ in range(wanted.height)]
        for y, (old, new) in enumerate(zip(self._rows, wanted.rows, strict=True)):
            if old != new:
                for start, end in _runs(old, new):
                    self._draw(y, start, end, new)
                self._rows[y] = list(new)
        if self._pen is not None and self._pen.link:
            self._change(replace(self._pen, link=""))
        if cursor is not None:
            self._move(cursor)
        text = "".join(self._out)
        self._out.clear()
        return text

    def _draw(self, y: int, start: int, end: int, row: Sequence[Cell]) -> None:
        """Draw some cells of a row, and erase long blanks among them."""
        x = start
        while x < end:
            count = min(_blanks(row, x), len(row) - x)
            stop = min(end, x + max(count, 1))
            if not self._erase((x, y), stop - x, row, to_the_end=x + count == len(row)):
                for column in range(x, stop):
                    self._write((column, y), row)
            x = stop

    def _erase(self, place: Place, count: int, row: Sequence[Cell], *, to_the_end: bool) -> bool:
        """Erase blanks where that is right and pays."""
        pen = row[place[0]][1]
        if pen.background and not self._abilities.erases_in_colour:
            return False
        if to_the_end and count >= CLEARED:
            erase = "\x1b[K"
        elif count >= ERASED and self._abilities.erases_characters:
            erase = f"\x1b[{count}X"
        else:
            return False
        self._move(place)
        self._change(pen, is_blank=True)
        self._out.append(erase)
        return True

    def _write(self, place: Place, row: Sequence[Cell]) -> None:
        """Draw one cell; the right half of a wide character is drawn with its left one."""
        x, y = place
        text, pen = row[x]
        if not text:
            return
        width = 2 if x + 1 < len(row) and not row[x + 1][0] else 1
        after = (x + width, y) if x + width < len(row) else None
        self._move(place)
        self._change(pen, is_blank=text == " ")
        if is_certain(text):
            self._out.append(text)
            # After the last column terminals have their cursor in different places.
            self._cursor = after
            return
        if width > 1:
            # Where it comes out narrow, nothing old is left beside it.
            self._out.append("  ")
            self._cursor = after
            self._move(place)
        self._out.append(text)
        self._cursor = None

    def _move(self, place: Place) -> None:
        if self._cursor != place:
            self._out.append(move(self._cursor, place))
            self._cursor = place

    def _change(self, pen: Pen, *, is_blank: bool = False) -> None:
        if self._pen is not None and (blank_of(self._pen) if is_blank else self._pen) == pen:
            return
        self._out.append(change(self._pen, pen))
        self._pen = pen


def _blanks(row: Sequence[Cell], x: int) -> int:
    """How many equal blanks that can be erased begin at a cell."""
    cell = row[x]
    if cell[0] != " " or cell[1].attributes or cell[1].link:
        return 0
    end = x + 1
    while end < len(row) and row[end] == cell:
        end += 1
    return end - x


def _runs(old: Sequence[Cell | None], new: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """The pieces of a row, as start and end, that are to be drawn."""
    start = end = -1
    for x in sorted(_touched(old, new)):
        if (
            start >= 0
            and x - end <= GAP
            and all(_joins(new[i], new[end - 1]) for i in range(end, x))
        ):
            end = x + 1
            continue
        if start >= 0:
            yield start, end
        start, end = x, x + 1
    if start >= 0:
        yield start, end


def _joins(cell: Cell, before: Cell) -> bool:
    """Whether a cell can be drawn after another with the same pen."""
    text, pen = cell
    return (
        text.isascii() and text != "" and pen == (blank_of(before[1]) if text == " " else before[1])
    )


def _touched(old: Sequence[Cell | None], new: Sequence[Cell]) -> set[int]:
    """The columns that differ; beside wide and doubtful characters also two to either side.

    A terminal may have drawn such a character wider or narrower than it counts here.
    """
    changed = {x for x, (before, after) in enumerate(zip(old, new, strict=True)) if before != after}
    for x in tuple(changed):
        for row in (old, new):
            if not _is_simple(row[x]):
                changed.update(range(max(0, x - 2), min(len(new), x + 3)))
    return changed


def _is_simple(cell: Cell | None) -> bool:
    """Whether a cell holds one character that is one cell wide everywhere."""
    return cell is None or cell[0] in NARROW
