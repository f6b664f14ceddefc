"""The difference between two texts as lines to print, with the secrets masked."""

import re
from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice

from llm_tui.model.secrets.masked_text import mask_text
from llm_tui.model.toml.document import Document
from llm_tui.tui.text.safe_text import printable

_PLACE = re.compile(r"@@ -(\d+)[,\d]* \+(\d+)")


def diff_lines(before: Document, after: Document, name: str) -> list[str]:
    """A unified diff without line endings; empty if the documents are the same.

    A secret that changes shows as two masked lines, also where their masks are alike.
    """
    if before.data == after.data:
        return []
    return [printable(line) for line in _masked(before, after, name)] or ["(line endings only)"]


def _masked(before: Document, after: Document, name: str) -> Iterator[str]:
    """The lines are those of the masked texts: alone, no line says that a secret goes on in it."""
    title = mask_text(name)
    old_text, new_text = (one.text.replace("\r\n", "\n") for one in (before, after))
    masked_old, masked_new = (_lines(mask_text(text)) for text in (old_text, new_text))
    lines = unified_diff(_lines(old_text), _lines(new_text), title, title, lineterm="")
    yield from islice(lines, 2)
    old = new = 0
    for line in lines:
        if place := _PLACE.match(line):
            old, new = int(place[1]) - 1, int(place[2]) - 1
            yield line
            continue
        yield line[0] + (masked_old[old] if line[0] == "-" else masked_new[new])
        old += line[0] != "+"
        new += line[0] != "-"


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []
