"""The colours and attributes of each look, in a theme and on a terminal of some depth."""

from collections.abc import Mapping
from typing import NamedTuple

from llm_tui.tui.drawing.colours import LEGIBLE, Rgb, contrast, legible, nearest
from llm_tui.tui.drawing.pieces import Look
from llm_tui.tui.drawing.theme_colours import COLOURS
from llm_tui.tui.output.depth import FEW, Depth


class Ink(NamedTuple):
    """How text is drawn. A colour is `#rrggbb`, one of sixteen, or "" for the terminal's own."""

    colour: str = ""
    background: str = ""
    attributes: frozenset[str] = frozenset()
    """Of `bold`, `dim`, `italic`, `underline`, `reverse`."""


Palette = Mapping[Look, Ink]


class Theme(NamedTuple):
    """The colours of a theme."""

    background: Rgb
    foreground: Rgb
    primary: Rgb
    accent: Rgb
    inherited: Rgb
    good: Rgb
    warning: Rgb
    bad: Rgb


VARIABLES = (
    *("background", "foreground", "primary", "accent"),
    *("text-primary", "success", "warning", "text-error"),
)
"""Textual's names of a theme's colours, in the order of `Theme`."""


def theme_named(name: str) -> Theme | None:
    """One of Textual's themes; None if it is not known here, or has no colours of its own."""
    colours = COLOURS.get(name)
    return Theme(*map(Rgb.of, colours.split())) if colours else None


class _Style(NamedTuple):
    """A look, apart from any theme."""

    colour: str = "foreground"
    """A colour of the theme."""
    attributes: str = ""
    on: str = "background"
    """The colour behind it."""
    basic: str = ""
    """The index of one of sixteen colours, where there are no more."""
    plain: str = ""
    """Attributes beside these where there are sixteen colours or none."""


_LOOKS = {
    Look.PLAIN: _Style(),
    Look.NAME: _Style("foreground", "bold"),
    Look.QUIET: _Style("quiet"),
    Look.RULE: _Style("rule"),
    Look.KEY: _Style("foreground", "bold"),
    Look.GOOD: _Style("good", "bold", basic="2"),
    Look.BAD: _Style("bad", "bold", basic="1"),
    Look.WARNING: _Style("warning", "bold", basic="3"),
    Look.STALE: _Style("quiet"),
    Look.CHANGED: _Style("warning", "bold", basic="3"),
    Look.IN_USE: _Style("good", "bold", basic="2"),
    Look.OWN: _Style("foreground", "bold"),
    Look.INHERITED: _Style("inherited", basic="6"),
    Look.DEFAULT: _Style("quiet"),
    Look.ENVIRONMENT: _Style("warning", basic="3"),
    Look.COMPUTED: _Style("accent", basic="5"),
    Look.REDUNDANT: _Style("quiet"),
    Look.INVALID: _Style("bad", "bold", basic="1"),
    Look.CURSOR: _Style("foreground", on="primary", plain="reverse"),
    Look.SELECTED: _Style("foreground", on="raised", plain="underline"),
    Look.CARET: _Style("foreground", "reverse"),
}


def palette(theme: Theme, depth: Depth) -> Palette:
    """The ink of every look."""
    return {look: _ink(style, theme, depth) for look, style in _LOOKS.items()}


def _ink(style: _Style, theme: Theme, depth: Depth) -> Ink:
    attributes = frozenset(style.attributes.split())
    if depth in FEW:
        basic = style.basic if depth is Depth.BASIC else ""
        return Ink(basic, attributes=attributes | set(style.plain.split()))
    background = _colour(style.on, theme)
    colour = _colour(style.colour, theme)
    if style.colour != "rule":
        colour = legible_at(colour, background, depth)
    return Ink(str(colour), str(background), attributes)


def _colour(name: str, theme: Theme) -> Rgb:
    share = _MIXED.get(name)
    if share is not None:
        return theme.background.mixed(theme.foreground, share)
    return Rgb(*getattr(theme, name))


_MIXED = {"quiet": 0.6, "rule": 0.3, "raised": 0.2}
"""Colours between background and foreground."""


def legible_at(colour: Rgb, background: Rgb, depth: Depth) -> Rgb:
    """The colour, changed if it has to be, so that it can be read on a terminal of some depth."""
    background = _shown(background, depth)
    # What 256 colours make of it can be a little nearer to the background.
    for margin in range(20):
        found = legible(colour, background, LEGIBLE + margin / 2)
        if contrast(_shown(found, depth), background) >= LEGIBLE:
            break
    return found


def _shown(colour: Rgb, depth: Depth) -> Rgb:
    return nearest(colour) if depth is Depth.INDEXED else colour
