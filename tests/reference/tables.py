"""Tables of Markdown."""

from collections.abc import Iterable, Sequence


def table(title: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a line of titles."""
    lines = [title, ["---"] * len(title), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def code(text: str) -> str:
    """The text as code."""
    return f"``{text}``" if "`" in text else f"`{text}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
