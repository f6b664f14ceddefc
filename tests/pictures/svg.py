"""Screens as SVG: text stays text, lines and blocks are drawn, so that they meet."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from pyte.screens import Char

from tests.bench.emulator import Cells
from tests.pictures.ink import Ink, background, ink

WIDTH, HEIGHT = 8.4, 17
"""Of a cell, in pixels."""
MARGIN = 8

_BASELINE = 13
_FONTS = "'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"

_ARMS = {"─": "lr", "│": "ud", "┴": "lru", "┬": "lrd", "├": "udr", "┤": "udl", "┼": "lrud",
         "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu"}  # fmt: skip
"""The directions that a line goes in from the middle of its cell."""

_EIGHTHS = "▁▂▃▄▅▆▇"
_BLOCKS = {"█": (0, 0, 1, 1), "▌": (0, 0, 0.5, 1), "▐": (0.5, 0, 0.5, 1), "▀": (0, 0, 1, 0.5)} | {
    char: (0, 1 - number / 8, 1, number / 8) for number, char in enumerate(_EIGHTHS, 1)
}
"""The part of its cell that a block fills: x, y, width, height."""

_SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}
"""How much of a shade is its own colour."""

DRAWN = frozenset({*_ARMS, *_BLOCKS, *_SHADES})
"""Characters that are not text in a picture."""


class Styles:
    """The inks of a picture, each with a class."""

    def __init__(self) -> None:
        self._names: dict[Ink, str] = {}

    def name(self, one: Ink) -> str:
        """The class of an ink."""
        return self._names.setdefault(one, f"i{len(self._names)}")

    @property
    def css(self) -> str:
        """All rules."""
        return "".join(f".{name}{{{one.css}}}" for one, name in self._names.items())


def document(size: tuple[int, int], ground: str, css: str, title: str, body: str) -> str:
    """A whole picture of a screen of some size."""
    width = _number(size[0] * WIDTH + 2 * MARGIN)
    height = size[1] * HEIGHT + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img">\n<title>{escape(title)}</title>\n'
        f"<style>text{{font:14px {_FONTS};white-space:pre}}path{{fill:none}}"
        f"rect{{shape-rendering:crispEdges}}{css}</style>\n"
        f'<rect width="{width}" height="{height}" rx="6" fill="{ground}"/>\n'
        f'<g transform="translate({MARGIN} {MARGIN})">\n{body}\n</g>\n</svg>\n'
    )


def still(cells: Cells, title: str) -> str:
    """A picture of one screen."""
    styles = Styles()
    ground = background(cells[-1][-1])
    body = [
        *(piece for y, row in enumerate(cells) for piece in grounds(row, y, ground)),
        *(piece for y, row in enumerate(cells) for piece in marks(row, y, styles)),
    ]
    size = len(cells[0]), len(cells)
    return document(size, ground, styles.css, title, "\n".join(body))


def grounds(cells: list[Char], y: int, ground: str) -> Iterator[str]:
    """The backgrounds of a row, in pieces of one colour other than the whole picture's."""
    x = 0
    for colour, run in groupby(cells, background):
        count = len(list(run))
        if colour != ground:
            yield _rect((x, y, count, 1), f'fill="{colour}"')
        x += count


def marks(cells: list[Char], y: int, styles: Styles) -> Iterator[str]:
    """What is drawn over them: pieces of one ink and one kind, without the blanks around."""
    x = 0
    for (one, kind), run in groupby(_inked(cells), lambda found: found[:2]):
        text = [character for _, _, character in run]
        match kind:
            case "line":
                yield f'<path d="{_lines(text, x, y)}" stroke="{one.colour}"/>'
            case "block":
                yield from _blocks(text, x, y, styles.name(one))
            case "text" | "sign":
                yield from _texts("".join(text), (x, y), styles.name(one), fits=kind == "sign")
        x += len(text)
    yield from _underlines(cells, y)


def _inked(cells: list[Char]) -> Iterator[tuple[Ink, str, str]]:
    """Each character with its ink and kind; blanks have those of the text that they are in.

    A blank may come in any ink, whatever was drawn before it.
    """
    one, kind = ink(cells[0]), "blank"
    for cell in cells:
        if cell.data != " ":
            one, kind = ink(cell), _kind(cell.data)
        elif kind not in {"text", "sign"}:
            kind = "blank"
        yield one, kind, cell.data


def _kind(character: str) -> str:
    """What a character is drawn as."""
    if character in _ARMS:
        return "line"
    if character in DRAWN:
        return "block"
    return "text" if character.isascii() or character in "…—’“”é×" else "sign"


def _underlines(cells: list[Char], y: int) -> Iterator[str]:
    """Lines below texts and blanks."""
    x = 0
    for colour, run in groupby(cells, lambda cell: ink(cell).colour if cell.underscore else None):
        count = len(list(run))
        if colour is not None:
            start, end = (_number(column * WIDTH) for column in (x, x + count))
            yield f'<path d="M{start} {y * HEIGHT + _BASELINE + 2.5}H{end}" stroke="{colour}"/>'
        x += count


def _texts(text: str, place: tuple[int, int], name: str, *, fits: bool) -> Iterator[str]:
    """Words, each beginning in its own column whatever the width of the font's letters.

    fits: the letters take the width of their cells too, as arrows of another font may not.
    """
    x, y = place
    for match in re.finditer(r"\S+(?: \S+)*", text):
        length = f' textLength="{_number(len(match[0]) * WIDTH)}"'
        adjust = ' lengthAdjust="spacingAndGlyphs"' if fits else ""
        yield (
            f'<text class="{name}" x="{_number((x + match.start()) * WIDTH)}"'
            f' y="{y * HEIGHT + _BASELINE}"{length}{adjust}>{escape(match[0])}</text>'
        )


def _lines(text: Iterable[str], x: int, y: int) -> str:
    """The path of lines that meet at the edges of their cells."""
    path = ""
    middle, top = y * HEIGHT + HEIGHT / 2, y * HEIGHT
    reached = -1.0
    for column, char in enumerate(text, x):
        arms, left = _ARMS[char], column * WIDTH
        centre = left + WIDTH / 2
        start, end = left if "l" in arms else centre, left + WIDTH if "r" in arms else centre
        if start != end:
            path += "" if reached == start else f"M{_number(start)} {_number(middle)}"
            path += f"H{_number(end)}"
            reached = end
        if "u" in arms or "d" in arms:
            low, high = top if "u" in arms else middle, top + HEIGHT if "d" in arms else middle
            path += f"M{_number(centre)} {_number(low)}V{_number(high)}"
            reached = -1.0
    return re.sub(r"(?:H[\d.]+)+(H[\d.]+)", r"\1", path)


def _blocks(text: Iterable[str], x: int, y: int, name: str) -> Iterator[str]:
    for column, char in enumerate(text, x):
        if char in _SHADES:
            yield _rect((column, y, 1, 1), f'class="{name}" opacity="{_SHADES[char]}"')
        else:
            left, top, width, height = _BLOCKS[char]
            yield _rect((column + left, y + top, width, height), f'class="{name}"')


def _rect(cells: tuple[float, float, float, float], look: str) -> str:
    """A rectangle, in units of cells."""
    x, width = (_number(value * WIDTH) for value in cells[::2])
    y, height = (_number(value * HEIGHT) for value in cells[1::2])
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" {look}/>'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
