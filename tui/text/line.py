"""A line of text for people, and how it looks."""

from typing import NamedTuple


class Line(NamedTuple):
    """A line to read. The look is `good`, `bad`, `quiet`, or empty for plain text."""

    text: str
    look: str = ""
