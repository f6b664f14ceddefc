"""The colours of a terminal that has 256, and the nearest of them to any other."""

from bisect import bisect_right
from functools import lru_cache
from itertools import product

Parts = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

_STEPS = (0, 95, 135, 175, 215, 255)
"""The values of red, green and blue in the cube of xterm's 256 colours."""

_CUBE, _GREYS, _COUNT = 16, 232, 24
"""Where the cube begins, where the greys begin, and how many there are.

The sixteen before the cube are the user's own.
"""


def parts(index: int) -> Parts:
    """The colour that xterm has for an index from 16 to 255."""
    if index >= _GREYS:
        grey = 8 + 10 * (index - _GREYS)
        return grey, grey, grey
    red, rest = divmod(index - _CUBE, 36)
    green, blue = divmod(rest, 6)
    return _STEPS[red], _STEPS[green], _STEPS[blue]


@lru_cache(4096)
def nearest_index(red: int, green: int, blue: int) -> int:
    """The index of the colour that looks most like one of red, green and blue.

    Rich rounds each part by itself: a background of dark grey with a hint of blue becomes navy.
    """
    colour = (red, green, blue)
    corners = product(*map(_steps_around, colour))
    cube = [_CUBE + 36 * r + 6 * g + b for r, g, b in corners]
    mean = round((2.5 * red + 4 * green + 2.5 * blue) / 9)
    grey = _GREYS + min(max(round((mean - 8) / 10), 0), _COUNT - 1)
    return min((grey, *cube), key=lambda index: distance(colour, parts(index)))


def _steps_around(part: int) -> tuple[int, ...]:
    """The steps of the cube below and above."""
    step = bisect_right(_STEPS, part) - 1
    return (step, step + 1) if step + 1 < len(_STEPS) else (step,)


def distance(one: Parts, other: Parts) -> float:
    """How different two colours look ("redmean": the eye sees green best)."""
    mean = (one[0] + other[0]) / 2
    red, green, blue = ((a - b) ** 2 for a, b in zip(one, other, strict=True))
    return (2 + mean / 256) * red + 4 * green + (2 + (255 - mean) / 256) * blue
