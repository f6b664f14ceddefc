"""The looks in the colours of the app's theme, as the terminal can show them."""

from rich.style import Style
from textual.app import App
from textual.color import Color

from llm_tui.tui.drawing.colours import Rgb
from llm_tui.tui.drawing.palette import Depth, Ink, Theme, palette
from llm_tui.tui.drawing.pieces import Look

_DEPTHS = {"standard": Depth.BASIC, "256": Depth.INDEXED, "truecolor": Depth.FULL}


def styles(app: App[object]) -> dict[Look, Style]:
    """The style of every look."""
    inks = palette(_theme(app), depth_of(app))
    return {look: _style(ink) for look, ink in inks.items()}


def depth_of(app: App[object]) -> Depth:
    """How many colours are used: the theme's where the terminal has as many."""
    if app.no_color:
        return Depth.NONE
    depth = _DEPTHS.get(app.console.color_system or "", Depth.NONE)
    return Depth.BASIC if app.native_ansi_color and depth is not Depth.NONE else depth


def _theme(app: App[object]) -> Theme:
    variables = app.get_css_variables()

    def colour(name: str) -> Rgb:
        found = Color.parse(variables[name])
        return Rgb(found.r, found.g, found.b)

    return Theme(
        colour("background"),
        colour("foreground"),
        colour("primary"),
        colour("accent"),
        colour("text-primary"),
        colour("success"),
        colour("warning"),
        colour("text-error"),
    )


def _style(ink: Ink) -> Style:
    words = [*sorted(ink.attributes), _named(ink.colour), f"on {_named(ink.background)}"]
    return Style.parse(" ".join(words))


def _named(colour: str) -> str:
    """A colour as Rich calls it."""
    return f"color({colour})" if colour.isdigit() else colour or "default"
