"""The style of a cell, and the shortest SGR sequence from one style to another."""

from functools import lru_cache
from typing import NamedTuple

OFF = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""SGR parameters that switch an attribute on, with the one that switches it off."""

REPLACED = {"6": "5", "21": "4", "52": "51"}
"""SGR parameters that put one form of an attribute in place of another."""

SHOWN_ON_BLANKS = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
"""Attributes that can be seen where there is no character."""


class Pen(NamedTuple):
    """Attributes and colours as SGR parameters, "" for the terminal's own; and a link (OSC 8)."""

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""
    link: str = ""

    @property
    def parameters(self) -> list[str]:
        """The SGR parameters that lead here from the terminal's own colours."""
        colours = [colour for colour in (self.foreground, self.background) if colour]
        return [*sorted(self.attributes, key=int), *colours]


PLAIN = Pen()


@lru_cache(4096)
def read_pen(sgr: str, link: str = "") -> Pen:
    """The pen that SGR parameters, as "1;38;5;9", stand for. Equal parameters give the same pen."""
    attributes: frozenset[str] = frozenset()
    colours = {"3": "", "4": ""}
    words = sgr.split(";") if sgr else []
    while words:
        word = words.pop(0)
        if word in ("38", "48"):
            count = 4 if words[0] == "2" else 2
            colours[word[0]] = ";".join([word, *words[:count]])
            del words[:count]
        elif word in OFF:
            attributes = attributes - {REPLACED.get(word)} | {word}
        elif 30 <= int(word) <= 107:
            is_background = word[:-1] in ("4", "10")
            colours["4" if is_background else "3"] = "" if word in ("39", "49") else word
    return Pen(attributes, colours["3"], colours["4"], link)


@lru_cache(4096)
def blank_of(pen: Pen) -> Pen:
    """The pen that draws the same blanks with nothing else said: their foreground is not seen."""
    if pen.attributes & SHOWN_ON_BLANKS:
        return pen
    return pen._replace(attributes=frozenset(), foreground="")


@lru_cache(4096)
def change(before: Pen | None, after: Pen) -> str:
    """The shortest sequence from one pen to another; from an unknown one, one that is always right.

    An unknown pen draws no link.
    """
    opened = before.link if before is not None else ""
    link = f"\x1b]8;{after.link or ';'}\x1b\\" if opened != after.link else ""
    anew = ";".join(["0", *after.parameters]) if after.parameters else ""
    if before is None:
        return f"\x1b[{anew}m{link}"
    steps = ";".join(_steps(before, after))
    return (f"\x1b[{min(steps, anew, key=len)}m" if steps else "") + link


def _steps(before: Pen, after: Pen) -> list[str]:
    """The SGR parameters that change only what differs."""
    off = {OFF[attribute] for attribute in before.attributes - after.attributes}
    on = (a for a in after.attributes if a not in before.attributes or OFF[a] in off)
    steps = [*sorted(off), *sorted(on, key=int)]
    if before.foreground != after.foreground:
        steps.append(after.foreground or "39")
    if before.background != after.background:
        steps.append(after.background or "49")
    return steps
