"""Rich's named colours and its dim text, in the colours of the app's theme."""

from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor
from textual.filter import LineFilter

_VARIABLES = {1: "text-error", 2: "text-success", 3: "text-warning", 6: "text-primary"}
"""Textual's variable for red, green, yellow and cyan, by the number of the colour."""

_NOT_DIM = Style(dim=False)


class RichColours(LineFilter):
    """Gives dialogs the theme's own colours: Textual's for these can be too faint to be read."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        """variables: of the theme, legible on a dialog."""
        super().__init__()
        self._named = {
            number: TextualColor.parse(variables[name]).rich_color
            for number, name in _VARIABLES.items()
        }
        self._muted = TextualColor.parse(variables["text-muted"]).rich_color
        self._foreground = TextualColor.parse(variables["foreground"]).rich_color
        self._background = TextualColor.parse(variables["background"]).rich_color
        self._replaced = lru_cache(1024)(self._replace)

    def apply(self, segments: list[Segment], background: TextualColor) -> list[Segment]:
        """The segments in other colours."""
        return [
            Segment(text, None if style is None else self._replaced(style))
            for text, style, _ in segments
        ]

    def _replace(self, style: Style) -> Style:
        colour = self._of_theme(style.color, self._foreground)
        if style.dim:
            return style + _NOT_DIM + Style.from_color(self._muted, style.bgcolor)
        return style + Style.from_color(colour, self._of_theme(style.bgcolor, self._background))

    def _of_theme(self, colour: Color | None, default: Color) -> Color | None:
        if colour is None or colour.triplet is not None:
            return colour
        return default if colour.number is None else self._named.get(colour.number, colour)
