"""Colours as red, green and blue, their contrast, and what 256 colours make of them."""

from typing import NamedTuple

from llm_tui.tui.output.indexed import nearest_index, parts

LEGIBLE = 4.5
"""The least contrast of text (WCAG 2, level AA)."""


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


def nearest(colour: Rgb) -> Rgb:
    """What is drawn in its place where there are 256 colours."""
    return Rgb(*parts(nearest_index(*colour)))


def legible(colour: Rgb, background: Rgb, wanted: float = LEGIBLE) -> Rgb:
    """The colour, lighter or darker if it has to be, so that it can be read on a background."""
    towards = WHITE if contrast(WHITE, background) >= contrast(BLACK, background) else BLACK
    for step in range(21):
        found = colour.mixed(towards, step / 20)
        if contrast(found, background) >= wanted:
            return found
    return towards
