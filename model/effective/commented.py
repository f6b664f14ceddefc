"""The keys of a section that are commented out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from llm_tui.model.edit.regions import Region, body_end, placeholders
from llm_tui.model.toml.lines import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llm_tui.model.toml.document import Document
    from llm_tui.model.toml.keys import Path
    from llm_tui.model.toml.lines import Line


def commented_lines(document: "Document", section: "Path") -> Mapping[str, int]:
    """Where each key is first commented out in a section: its line, counted from 1."""
    lines = document.lines
    number = document.line_numbers.get(section)
    header = None if number is None else _header(lines, section, number)
    if header is None or number is None:
        return {}
    region = Region(header, _next_header(lines, header))
    numbers: dict[int, int] = {}
    for index in range(header, region.end):
        numbers[index] = number
        number += lines[index].text.count("\n")
    found: dict[str, int] = {}
    for place in placeholders(lines, header + 1, body_end(lines, region)):
        found.setdefault(place.key, numbers[place.line])
    return found


def _header(lines: "Sequence[Line]", section: "Path", number: int) -> int | None:
    """The index of a section's header: where it is that line, or as many above as others span."""
    for index in range(min(number, len(lines)) - 1, -1, -1):
        if lines[index].kind is Kind.HEADER and lines[index].table == section:
            return index
    return None


def _next_header(lines: "Sequence[Line]", header: int) -> int:
    following = range(header + 1, len(lines))
    return next((i for i in following if lines[i].kind is Kind.HEADER), len(lines))
