"""Colours as red, green and blue, their contrast, and what 256 colours make of them."""

from colorsys import rgb_to_hls
from functools import lru_cache
from typing import NamedTuple

LEGIBLE = 4.5
"""The least contrast of text (WCAG 2, level AA)."""

_STEPS = (0, 95, 135, 175, 215, 255)
"""The values of red, green and blue in the cube of xterm's 256 colours."""


class Rgb(NamedTuple):
    """A colour; each part from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, text: str) -> "Rgb":
        """A colour as `#rrggbb`."""
        return cls(*(int(text[index : index + 2], 16) for index in (1, 3, 5)))

    def __str__(self) -> str:
        return "#{:02x}{:02x}{:02x}".format(*self)

    @property
    def luminance(self) -> float:
        """The relative luminance, from 0 to 1 (WCAG 2)."""
        red, green, blue = (_linear(part / 255) for part in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed(self, other: "Rgb", share: float) -> "Rgb":
        """A mixture with a share of another colour."""
        return Rgb(*(round(a + (b - a) * share) for a, b in zip(self, other, strict=True)))


BLACK, WHITE = Rgb(0, 0, 0), Rgb(255, 255, 255)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2)."""
    low, high = sorted((one.luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)


def indexed(index: int) -> Rgb:
    """The colour that xterm has for an index from 16 to 255."""
    if index >= 232:
        return Rgb(*[8 + 10 * (index - 232)] * 3)
    red, rest = divmod(index - 16, 36)
    green, blue = divmod(rest, 6)
    return Rgb(_STEPS[red], _STEPS[green], _STEPS[blue])


GREY = 0.15
"""The saturation below which one of the greys is taken."""


@lru_cache(512)
def index_of(colour: Rgb) -> int:
    """The index of what is drawn in place of a colour where there are 256: the one that Rich takes.

    Rich is not asked for it, since the first frame would wait for its import.
    """
    red, green, blue = colour
    _, lightness, saturation = rgb_to_hls(red / 255, green / 255, blue / 255)
    if saturation < GREY:
        grey = round(lightness * 25)
        return {0: 16, 25: 231}.get(grey, 231 + grey)
    return 16 + 36 * _step(red) + 6 * _step(green) + _step(blue)


def _step(part: int) -> int:
    return round(part / 95 if part < 95 else 1 + (part - 95) / 40)


def nearest(colour: Rgb) -> Rgb:
    """What is drawn in place of a colour where there are 256."""
    return indexed(index_of(colour))


def legible(colour: Rgb, background: Rgb, wanted: float = LEGIBLE) -> Rgb:
    """The colour, lighter or darker if it has to be, so that it can be read on a background."""
    towards = WHITE if contrast(WHITE, background) >= contrast(BLACK, background) else BLACK
    for step in range(21):
        found = colour.mixed(towards, step / 20)
        if contrast(found, background) >= wanted:
            return found
    return towards
