"""Text as grapheme clusters, each with its width in cells."""

import re
from collections.abc import Iterator

from rich.cells import split_graphemes


def _characters(*ranges: tuple[int, int]) -> frozenset[str]:
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


NARROW = _characters(
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xAC),
    (0xAE, 0x2FF),  # Latin
    (0x370, 0x377),
    (0x391, 0x3A1),
    (0x3A3, 0x482),  # Greek and Cyrillic
    (0x2010, 0x2027),  # dashes, quotation marks, bullet, ellipsis
    (0x2190, 0x21FF),  # arrows
    (0x2500, 0x25FC),  # box drawing, blocks, geometric shapes
    (0x2800, 0x28FF),  # Braille
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


def is_certain(grapheme: str) -> bool:
    """Whether all terminals agree on a grapheme's width."""
    if grapheme in NARROW:
        return True
    return len(grapheme) == 1 and any(first <= ord(grapheme) <= last for first, last in WIDE)
