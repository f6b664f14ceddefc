"""The pens of the first frame are those that Textual's and Rich's own way leads to."""

import pytest
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from llm_tui.tui.drawing.palette import palette, theme_named
from llm_tui.tui.drawing.pens import pens
from llm_tui.tui.drawing.theme_colours import COLOURS
from llm_tui.tui.output.depth import Depth
from llm_tui.tui.output.private import pieces
from llm_tui.tui.widgets.inks import _style

CONSOLES = {
    Depth.NONE: Console(color_system="standard"),
    Depth.BASIC: Console(color_system="standard"),
    Depth.INDEXED: Console(color_system="256"),
    Depth.FULL: Console(color_system="truecolor"),
}


@pytest.mark.parametrize("depth", Depth)
@pytest.mark.parametrize("name", COLOURS)
def test_a_look_has_the_pen_of_its_style(name: str, depth: Depth) -> None:
    theme = theme_named(name)
    assert theme is not None

    for look, ink in palette(theme, depth).items():
        ((_, wanted),) = pieces(Strip([Segment("x", _style(ink))]), CONSOLES[depth])
        assert pens(theme, depth)[look] == wanted, look
