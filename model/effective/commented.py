"""The keys of a section that are commented out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from llm_tui.model.edit.regions import Region, body_end, placeholders
from llm_tui.model.toml.lines import Kind

if TYPE_CHECKING:
    from llm_tui.model.toml.document import Document
    from llm_tui.model.toml.keys import Path


def commented_lines(document: "Document", section: "Path") -> Mapping[str, int]:
    """Where each key is first commented out in a section: its line, counted from 1."""
    number = document.line_numbers.get(section)
    lines = () if number is None else document.lines_at(number)
    if number is None or not lines or lines[0].kind is not Kind.HEADER:
        return {}
    has_next = lines[-1].kind is Kind.HEADER and len(lines) > 1
    region = Region(0, len(lines) - has_next)
    numbers = [number]
    for line in lines:
        numbers.append(numbers[-1] + line.text.count("\n"))
    found: dict[str, int] = {}
    for place in placeholders(lines, 1, body_end(lines, region)):
        found.setdefault(place.key, numbers[place.line])
    return found
