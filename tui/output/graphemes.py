"""Text as grapheme clusters, each with its width in cells."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import split_graphemes

_NARROW = re.compile(
    "["
    "\x20-\x7e"  # ASCII
    "\xa0-\xac\xae-\u02ff"  # Latin
    "\u0370-\u0377\u0391-\u03a1\u03a3-\u0482"  # Greek and Cyrillic
    "\u2010-\u2027"  # dashes, quotation marks, bullet, ellipsis
    "\u2190-\u21ff"  # arrows
    "\u2500-\u25fc"  # box drawing, blocks, geometric shapes
    "\u2800-\u28ff"  # Braille
    "]*"
)
"""Characters that are one cell wide in every terminal, and combine with nothing."""

WIDE = (
    (0x3041, 0x3096),  # Hiragana
    (0x30A1, 0x30FA),  # Katakana
    (0x4E00, 0x9FA5),  # Chinese characters
    (0xAC00, 0xD7A3),  # Hangul
)
"""Ranges of characters that are two cells wide in every terminal."""


_BEYOND_ASCII = "\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
BEYOND_ASCII = re.compile(f"[{_BEYOND_ASCII}]")
ACTING = re.compile(f"[\x00-\x1f\x7f{_BEYOND_ASCII}]")
"""What acts on a terminal or on the direction of its lines."""


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """The graphemes of a text, each with its width in cells (1 or 2), without what acts on a line.

    Controls, and marks that turn its direction, are left out.

    What a text begins with and combines with something before it has no width.
    """
    text = ACTING.sub("", text)
    spans, _ = split_graphemes(text)
    for start, end, width in spans:
        yield text[start:end], width


def are_narrow(text: str) -> bool:
    """Whether each character is one cell wide in every terminal, and combines with nothing."""
    return _NARROW.fullmatch(text) is not None


@lru_cache(1024)
def is_narrow(grapheme: str) -> bool:
    """Whether it is one such character."""
    return len(grapheme) == 1 and are_narrow(grapheme)


def is_certain(grapheme: str) -> bool:
    """Whether all terminals agree on a grapheme's width."""
    if is_narrow(grapheme):
        return True
    return len(grapheme) == 1 and any(first <= ord(grapheme) <= last for first, last in WIDE)
