"""Marks in the output of the program, where a screen is to be kept: terminals ignore them."""

import re
from collections.abc import Iterator

END = "end"
"""The label after a whole scene."""

_MARK = re.compile(rb"\x1b\]777;([^\x07]*)\x07")


def mark(label: str) -> str:
    """The sequence of a mark."""
    return f"\x1b]777;{label}\x07"


def is_ended(output: bytes) -> bool:
    """Did a scene come to its end?"""
    return mark(END).encode() in output


def pieces(output: bytes) -> Iterator[tuple[bytes, str]]:
    """The output up to each mark, with the label of that mark; without that of the end."""
    start = 0
    for match in _MARK.finditer(output):
        if match[1].decode() != END:
            yield output[start : match.start()], match[1].decode()
        start = match.end()
