"""The colours of Textual's themes, for the frame that is drawn before Textual is imported."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from textual.color import Color
from textual.theme import BUILTIN_THEMES

from llm_tui.tui.drawing.palette import VARIABLES

PATH = Path(__file__).parents[2] / "tui/drawing/theme_colours.py"

_HEAD = '''\
"""The colours of Textual's themes, without Textual. Written by `make docs`."""

COLOURS = {
'''
_MIDDLE = '''\
}
"""The colours of each theme, in the order of `palette.VARIABLES`."""

'''


def theme_colours() -> str:
    """The module."""
    themes = BUILTIN_THEMES.values()
    coloured = {
        theme.name: " ".join(_hex(theme.to_color_system().generate()))
        for theme in themes
        if not theme.ansi
    }
    lines = "".join(f'    "{name}": "{colours}",\n' for name, colours in coloured.items())
    names = ", ".join(f'"{theme.name}"' for theme in themes if theme.ansi)
    last = f'OF_THE_TERMINAL = ({names})\n"""Themes in the terminal\'s own sixteen colours."""\n'
    return f"{_HEAD}{lines}{_MIDDLE}{last}"


def _hex(variables: Mapping[str, str]) -> Iterator[str]:
    for name in VARIABLES:
        colour = Color.parse(variables[name])
        yield f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}"
