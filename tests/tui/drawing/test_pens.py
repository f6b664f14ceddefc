"""The pens of the first frame are those that Textual's and Rich's own way leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from textual.strip import Strip

from llm_tui.tui.drawing.colours import Rgb, index_of
from llm_tui.tui.drawing.palette import palette, theme_named
from llm_tui.tui.drawing.pens import pens
from llm_tui.tui.drawing.theme_colours import COLOURS
from llm_tui.tui.output.depth import Depth
from llm_tui.tui.output.pen import read_pen
from llm_tui.tui.widgets.inks import _style

SYSTEMS = {
    Depth.NONE: ColorSystem.STANDARD,
    Depth.BASIC: ColorSystem.STANDARD,
    Depth.INDEXED: ColorSystem.EIGHT_BIT,
    Depth.FULL: ColorSystem.TRUECOLOR,
}


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
def test_a_colour_has_the_index_that_rich_gives_it(red: int, green: int, blue: int) -> None:
    wanted = Color.from_rgb(red, green, blue).downgrade(ColorSystem.EIGHT_BIT).number

    assert index_of(Rgb(red, green, blue)) == wanted


@pytest.mark.parametrize("depth", Depth)
@pytest.mark.parametrize("name", COLOURS)
def test_a_look_has_the_pen_of_its_style(name: str, depth: Depth) -> None:
    theme = theme_named(name)
    assert theme is not None

    for look, ink in palette(theme, depth).items():
        wanted = read_pen(Strip.render_ansi(_style(ink), SYSTEMS[depth]))
        assert pens(theme, depth)[look] == wanted, look
