"""Styled lines, joined into one text to draw."""

from collections.abc import Iterable

from rich.text import Text

from llm_tui.tui.text.line import Line

LOOKS = {"": "", "quiet": "dim", "good": "bold", "bad": "bold red"}
"""The style of each look."""


def styled(lines: Iterable[Line]) -> Text:
    """The lines below each other, in their styles."""
    texts = (Text(line.text, LOOKS[line.look]) for line in lines)
    text = Text("\n").join(texts)
    text.overflow = "fold"
    return text
