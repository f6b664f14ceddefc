"""The colours of a cell, as a terminal shows them."""

from functools import lru_cache
from typing import NamedTuple

from pyte.screens import Char

BACKGROUND, FOREGROUND = "#1e1e1e", "#cccccc"
"""A terminal's own colours."""

_SIXTEEN = {
    "black": "#000000",
    "red": "#cd3131",
    "green": "#0dbc79",
    "brown": "#e5e510",
    "blue": "#2472c8",
    "magenta": "#bc3fbc",
    "cyan": "#11a8cd",
    "white": "#e5e5e5",
    "brightblack": "#666666",
    "brightred": "#f14c4c",
    "brightgreen": "#23d18b",
    "brightbrown": "#f5f543",
    "brightblue": "#3b8eea",
    "brightmagenta": "#d670d6",
    "brightcyan": "#29b8db",
    "brightwhite": "#ffffff",
}
"""A terminal's sixteen, by the emulator's names: those of a common editor's terminal."""


class Ink(NamedTuple):
    """How a character is drawn; the background is drawn apart."""

    colour: str
    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False

    @property
    def css(self) -> str:
        """Its declarations."""
        return (
            f"fill:{self.colour}"
            + ";font-weight:700" * self.is_bold
            + ";font-style:italic" * self.is_italic
            + ";text-decoration:line-through" * self.is_struck
        )


@lru_cache(1024)
def ink(cell: Char) -> Ink:
    """How the character of a cell is drawn."""
    colour = _colour(cell.bg, BACKGROUND) if cell.reverse else _colour(cell.fg, FOREGROUND)
    return Ink(colour, cell.bold, cell.italics, cell.strikethrough)


@lru_cache(1024)
def background(cell: Char) -> str:
    """The colour below the character of a cell."""
    return _colour(cell.fg, FOREGROUND) if cell.reverse else _colour(cell.bg, BACKGROUND)


def _colour(name: str, default: str) -> str:
    if name == "default":
        return default
    return _SIXTEEN.get(name) or f"#{name}"
