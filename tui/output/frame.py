"""The bytes that turn the screen that a terminal shows into another one, as few as possible."""

from collections.abc import Iterator, Sequence
from itertools import chain

from llm_tui.tui.output.cells import BLANK, Cell, Cells
from llm_tui.tui.output.graphemes import is_certain, is_narrow
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
            self._change(self._pen._replace(link=""))
        if cursor is not None:
            self._move(cursor)
        text = "".join(self._out)
        self._out.clear()
        return text

    def _draw(self, y: int, start: int, end: int, row: Sequence[Cell]) -> None:
        """Draw some cells of a row, and erase long blanks among them."""
        x = start
        while x < end:
            text = row[x][0]
            if text == " ":
                after = _end_of_blanks(row, x)
                stop = min(after, end)
                if not self._erase((x, y), stop - x, row, to_the_end=after == len(row)):
                    self._print((x, y), " " * (stop - x), row)
            elif is_narrow(text):
                stop = _end_of_text(row, x, end)
                self._print((x, y), "".join([text for text, _ in row[x:stop]]), row)
            else:
                stop = x + 1
                self._print_unusual((x, y), row)
            x = stop

    def _erase(self, place: Place, count: int, row: Sequence[Cell], *, to_the_end: bool) -> bool:
        """Erase blanks where that is right and pays."""
        pen = row[place[0]][1]
        if pen.attributes or pen.link:
            return False
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

    def _print(self, place: Place, text: str, row: Sequence[Cell]) -> None:
        """Draw narrow characters with the pen of the first one."""
        x, y = place
        self._move(place)
        self._change(row[x][1], is_blank=text[0] == " ")
        self._out.append(text)
        # After the last column terminals have their cursor in different places.
        self._cursor = (x + len(text), y) if x + len(text) < len(row) else None

    def _print_unusual(self, place: Place, row: Sequence[Cell]) -> None:
        """Draw a grapheme; the right half of a wide one is drawn with its left one."""
        x, y = place
        text, pen = row[x]
        if not text:
            return
        width = 2 if x + 1 < len(row) and not row[x + 1][0] else 1
        after = (x + width, y) if x + width < len(row) else None
        self._move(place)
        self._change(pen)
        if is_certain(text):
            self._out.append(text)
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


def _end_of_blanks(row: Sequence[Cell], x: int) -> int:
    """Where the equal blanks that begin at a cell end."""
    cell = row[x]
    while x < len(row) and row[x] == cell:
        x += 1
    return x


def _end_of_text(row: Sequence[Cell], x: int, end: int) -> int:
    """Where the narrow characters end that are drawn with the pen of a cell, blanks apart."""
    pen = row[x][1]
    while x < end and row[x][1] == pen and row[x][0] != " " and is_narrow(row[x][0]):
        x += 1
    return x


def _runs(old: Sequence[Cell | None], new: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """The pieces of a row, as start and end, that are to be drawn."""
    start = end = -1
    for x in _touched(old, new):
        if x != end and not (start >= 0 and _is_bridged(new, end, x)):
            if start >= 0:
                yield start, end
            start = x
        end = x + 1
    if start >= 0:
        yield start, end


def _is_bridged(row: Sequence[Cell], start: int, end: int) -> bool:
    """Whether the unchanged cells between two changed ones are drawn too."""
    return end - start <= GAP and all(_joins(row[x], row[start - 1]) for x in range(start, end))


def _joins(cell: Cell, before: Cell) -> bool:
    """Whether a cell can be drawn after another with the same pen."""
    text, pen = cell
    return (
        text.isascii() and text != "" and pen == (blank_of(before[1]) if text == " " else before[1])
    )


def _touched(old: Sequence[Cell | None], new: Sequence[Cell]) -> Sequence[int]:
    """The columns that differ; beside wide and doubtful characters also two to either side.

    A terminal may have drawn such a character wider or narrower than it counts here.
    """
    changed = [x for x, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]
    unusual = [x for x in changed if not (_is_simple(old[x]) and _is_simple(new[x]))]
    if not unusual:
        return changed
    beside = (range(max(0, x - 2), min(len(new), x + 3)) for x in unusual)
    return sorted({*changed, *chain.from_iterable(beside)})


def _is_simple(cell: Cell | None) -> bool:
    """Whether a cell holds one character that is one cell wide everywhere."""
    return cell is None or is_narrow(cell[0])
