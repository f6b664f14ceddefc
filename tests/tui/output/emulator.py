"""A terminal that is compared with another one, cell by cell."""

from typing import NamedTuple

import pyte
from pyte.screens import Char
from wcwidth import wcwidth

VISIBLE_ON_BLANKS = ("underscore", "strikethrough", "reverse", "blink")


class Shown(NamedTuple):
    """A cell as a person sees it: of a blank, what its character would look like is not seen."""

    text: str
    look: tuple[object, ...]


class Emulator(pyte.Screen):
    """A screen on which, as on real ones, no half of a wide character stays alone."""

    def __init__(self, columns: int, lines: int, *, erases_in_colour: bool = True) -> None:
        self._erases_in_colour = erases_in_colour
        super().__init__(columns, lines)
        self._stream = pyte.Stream(self)

    def feed(self, text: str) -> None:
        self._stream.feed(text)

    def cells(self) -> list[list[Shown]]:
        return [[shown(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]

    def width_of(self, character: str) -> int:
        return wcwidth(character)

    def draw(self, data: str) -> None:
        for character in data:
            width = self.width_of(character)
            if width > 0:
                x = min(self.cursor.x, self.columns - 1)
                self._split(x)
                self._split(x + width)
            super().draw(character)

    def erase_characters(self, count: int | None = None) -> None:
        self._split(self.cursor.x)
        self._split(self.cursor.x + (count or 1))
        super().erase_characters(count)
        self._take_the_colour(self.cursor.x, self.cursor.x + (count or 1))

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        assert how == 0, "nothing else is used"
        self._split(self.cursor.x)
        super().erase_in_line(how)
        self._take_the_colour(self.cursor.x, self.columns)

    def erase_in_display(self, how: int = 0, *arguments: object, **options: object) -> None:
        super().erase_in_display(how, *arguments, **options)
        for row in range(self.lines):
            self._take_the_colour(0, self.columns, row)

    def _take_the_colour(self, start: int, end: int, row: int | None = None) -> None:
        """Erased cells have the background at most, and without its ability not even that."""
        line = self.buffer[self.cursor.y if row is None else row]
        background = self.cursor.attrs.bg if self._erases_in_colour else "default"
        for x in range(start, min(end, self.columns)):
            line[x] = Char(" ", bg=background)

    def _split(self, x: int) -> None:
        line = self.buffer[self.cursor.y]
        if 0 < x < self.columns and line[x].data == "":
            line[x - 1] = line[x - 1]._replace(data=" ")
            line[x] = line[x]._replace(data=" ")


def shown(cell: Char) -> Shown:
    if cell.data == " " and not any(getattr(cell, name) for name in VISIBLE_ON_BLANKS):
        return Shown(" ", (cell.bg,))
    return Shown(cell.data, tuple(cell[1:]))
