"""The pens of the looks: what the terminal is sent for an ink."""

from collections.abc import Mapping

from llm_tui.tui.drawing.colours import Rgb
from llm_tui.tui.drawing.palette import Ink, Theme, palette
from llm_tui.tui.drawing.pieces import Look
from llm_tui.tui.output.depth import Depth
from llm_tui.tui.output.indexed import nearest_index
from llm_tui.tui.output.pen import Pen

_ATTRIBUTES = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7"}

FOREGROUND, BACKGROUND = 3, 4
"""The first digit of a colour's SGR parameters."""


def pens(theme: Theme, depth: Depth) -> Mapping[Look, Pen]:
    """The pen of every look, in a theme and on a terminal of some depth."""
    return {look: _pen(ink, depth) for look, ink in palette(theme, depth).items()}


def _pen(ink: Ink, depth: Depth) -> Pen:
    return Pen(
        frozenset(_ATTRIBUTES[name] for name in ink.attributes),
        _parameters(FOREGROUND, ink.colour, depth),
        _parameters(BACKGROUND, ink.background, depth),
    )


def _parameters(ground: int, colour: str, depth: Depth) -> str:
    if not colour:
        return ""
    if not colour.startswith("#"):
        return f"{ground}{colour}"
    rgb = Rgb.of(colour)
    if depth is Depth.FULL:
        return f"{ground}8;2;{rgb.red};{rgb.green};{rgb.blue}"
    return f"{ground}8;5;{nearest_index(*rgb)}"
