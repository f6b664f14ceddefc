"""The looks in the colours of the app's theme, as the terminal can show them."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.style import Style
from textual.app import App
from textual.color import Color

from llm_tui.tui.drawing.colours import Rgb
from llm_tui.tui.drawing.palette import (
    VARIABLES,
    Ink,
    Theme,
    legible_at,
    palette,
    theme_named,
)
from llm_tui.tui.drawing.pens import pens
from llm_tui.tui.drawing.pieces import Look
from llm_tui.tui.output.depth import Depth
from llm_tui.tui.output.pen import Pen

_DEPTHS = {"standard": Depth.BASIC, "256": Depth.INDEXED, "truecolor": Depth.FULL}

TEXTS = ("muted", "primary", "accent", "warning", "error", "success")
"""Textual's variables for coloured text, without their prefix."""


def styles(app: App[Any]) -> Mapping[Look, Style]:
    """The style of every look, for what Textual draws."""
    return {look: _style(ink) for look, ink in palette(_theme(app), depth_of(app)).items()}


def app_pens(app: App[Any]) -> Mapping[Look, Pen]:
    """The pen of every look, for what is drawn without Textual."""
    return pens(_theme(app), depth_of(app))


def _theme(app: App[Any]) -> Theme:
    return theme_named(app.theme) or _newer_theme(app.get_css_variables())


def depth_of(app: App[Any]) -> Depth:
    """How many colours are used: the theme's where the terminal has as many."""
    if app.no_color:
        return Depth.NONE
    depth = _DEPTHS.get(app.console.color_system or "", Depth.NONE)
    return Depth.BASIC if app.native_ansi_color and depth is not Depth.NONE else depth


_BACKGROUNDS = {
    "surface": 0.1,
    "panel": 0.15,
    "scrollbar": 0.35,
    "scrollbar-hover": 0.35,
    "scrollbar-active": 0.35,
    "scrollbar-background": 0.1,
    "scrollbar-background-hover": 0.1,
    "scrollbar-background-active": 0.1,
    "scrollbar-corner-color": 0.1,
}
"""Shares of the text's colour in Textual's variables for backgrounds. A dialog has no frame: it has
to stand out, and 256 colours make slabs of the themes' own tints."""

_SELECTIONS = ("block-cursor", "input-selection")
"""Textual's variables for what is selected in a list and in a field, without their suffix."""


def dialog_colours(variables: Mapping[str, str], depth: Depth) -> dict[str, str]:
    """Textual's variables for the backgrounds of dialogs, and for text that is legible on them."""
    background, foreground = _rgb(variables["background"]), _rgb(variables["foreground"])
    found = {name: background.mixed(foreground, share) for name, share in _BACKGROUNDS.items()}
    surface, cursor = found["surface"], _rgb(variables["primary"])
    grounds = (background, surface, found["panel"])
    foreground = _legible_on(foreground, grounds, depth)
    found["foreground"] = foreground
    for name in _SELECTIONS:
        found[f"{name}-background"] = cursor
        found[f"{name}-foreground"] = legible_at(foreground, cursor, depth)
    for name in TEXTS:
        wanted = variables[f"text-{name}"]
        colour = foreground.mixed(surface, 0.4) if wanted.startswith("auto") else _rgb(wanted)
        found[f"text-{name}"] = _legible_on(colour, grounds, depth)
    return {name: str(colour) for name, colour in found.items()}


def _legible_on(colour: Rgb, grounds: Iterable[Rgb], depth: Depth) -> Rgb:
    """The colour, changed if it has to be, so that it can be read on each background."""
    for ground in grounds:
        colour = legible_at(colour, ground, depth)
    return colour


def _newer_theme(variables: Mapping[str, str]) -> Theme:
    """A theme that a later Textual has; or one in the terminal's colours, which need no others."""
    return Theme(*(_rgb(variables[name]) for name in VARIABLES))


def _rgb(text: str) -> Rgb:
    found = Color.parse(text)
    return Rgb(found.r, found.g, found.b)


def _style(ink: Ink) -> Style:
    words = [*sorted(ink.attributes), _named(ink.colour), f"on {_named(ink.background)}"]
    return Style.parse(" ".join(words))


def _named(colour: str) -> str:
    """A colour as Rich calls it."""
    return f"color({colour})" if colour.isdigit() else colour or "default"
