"""The lines that belong to each section, and where a new one goes.

Comment lines directly above a header belong to it. Everything else between a section's last value
and the next header is judged paragraph by paragraph: commented-out values are the section's own, a
commented-out header begins another section, a banner belongs to the sections below it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.lines import Kind, Line

_COMMENTED = re.compile(r"(?P<indent>[ \t]*)#+[ \t]?(?P<content>.*?)\r?\n?", re.DOTALL)
_COMMENTED_KEY = re.compile(
    r"""(?P<key>[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*=[ \t]*(?P<value>[^\s].*)""", re.DOTALL
)
_COMMENTED_HEADER = re.compile(
    r"""[ \t]*#+[ \t]*\[{1,2}[ \t]*(?P<root>"[^"\n]*"|'[^'\n]*'|[\w-]+)[^\]\n]*\]"""
)
_DIRECTIVE = re.compile(r"#:\w")
"""A comment that is meant for an editor: `#:schema https://…`."""
_BANNER = r"[ \t]*#.*([-=#*~_+─━═—])\1{3,}"


class Region(NamedTuple):
    """The lines from a header to the next one."""

    header: int
    end: int
    """The index of the next header, or the number of lines."""


class Placeholder(NamedTuple):
    """A value that is commented out: `#timeout = 30  # seconds`."""

    line: int
    """Its index."""
    key: str
    text: str
    """The line as it would read if it were active."""


def regions(lines: Sequence[Line]) -> list[Region]:
    """The regions of all headers, in the order of the file."""
    headers = [index for index, line in enumerate(lines) if line.kind is Kind.HEADER]
    return [Region(header, end) for header, end in pairwise([*headers, len(lines)])]


def regions_of(lines: Sequence[Line], section: Path, subtree: bool = False) -> list[Region]:
    """The regions of a section's own headers, or of it and everything below it."""
    size = len(section)
    return [
        region
        for region in regions(lines)
        if (table := lines[region.header].table)[:size] == section
        and (subtree or len(table) == size)
    ]


def dotted_lines(lines: Sequence[Line], section: Path) -> list[int]:
    """The lines that set a section, or dotted keys of it, from the body of a table around it."""
    size = len(section)
    return [
        index
        for index, line in enumerate(lines)
        if line.kind is Kind.KEY and len(line.table) < size and line.path[:size] == section
    ]


def top(lines: Sequence[Line]) -> int:
    """The first line that may move: below `#:schema …` and the blank line after it.

    Editors look for such directives on the first lines only.
    """
    index = 0
    while index < len(lines) and _DIRECTIVE.match(lines[index].text):
        index += 1
    has_gap = 0 < index < len(lines) and lines[index].kind is Kind.BLANK
    return index + has_gap


def attached_start(lines: Sequence[Line], header: int) -> int:
    """The start of the comment directly above a header; the header itself if there is none."""
    first = top(lines)
    while header > first and lines[header - 1].kind is Kind.COMMENT:
        header -= 1
    return header


def own_end(lines: Sequence[Line], region: Region) -> int:
    """The end of what belongs to the section itself: values, their comments, placeholders."""
    end = _last_key(lines, region) + 1
    limit = body_end(lines, region)
    while end < limit and lines[end].kind is Kind.COMMENT and not _opens_section(lines[end]):
        end += 1
    for start, stop in _paragraphs(lines, end, limit):
        if len(list(placeholders(lines, start, stop))) < stop - start:
            break
        end = stop
    return end


def body_end(lines: Sequence[Line], region: Region) -> int:
    """The end of a region's body: above the comment that belongs to the next header."""
    if region.end == len(lines):
        return region.end
    return max(region.header + 1, _last_key(lines, region) + 1, attached_start(lines, region.end))


def _last_key(lines: Sequence[Line], region: Region) -> int:
    """The index of the last value in a region, or of its header."""
    for index in range(region.end - 1, region.header, -1):
        if lines[index].kind is Kind.KEY:
            return index
    return region.header


def new_section_index(lines: Sequence[Line], region: Region) -> int:
    """The line at which a section is inserted that follows this region."""
    end = own_end(lines, region)
    root = lines[region.header].table[0]
    for start, stop in _paragraphs(lines, end, body_end(lines, region)):
        roots = [root_of(line) for line in lines[start:stop] if _opens_section(line)]
        if any(name != root for name in roots):
            break
        if not roots and any(re.match(_BANNER, line.text) for line in lines[start:stop]):
            break
        end = stop
    return end


def gap_above(lines: Sequence[Line], region: Region) -> int | None:
    """The number of blank lines above a header and its comment; None at the top of the file."""
    start = attached_start(lines, region.header)
    return blanks_before(lines, start) if start > top(lines) else None


def rhythm(lines: Sequence[Line], section: Path) -> int:
    """The number of blank lines between sections: above the last relative, else the last one."""
    gaps = [
        (lines[region.header].table[0] == section[0], region.header, gap)
        for region in regions(lines)
        if (gap := gap_above(lines, region)) is not None
    ]
    return max(gaps)[2] if gaps else 1


def blanks_before(lines: Sequence[Line], index: int) -> int:
    """The number of blank lines directly above a line."""
    count = 0
    while index - count > 0 and lines[index - count - 1].kind is Kind.BLANK:
        count += 1
    return count


def blanks_from(lines: Sequence[Line], index: int) -> int:
    """The number of blank lines from a line on."""
    count = 0
    while index + count < len(lines) and lines[index + count].kind is Kind.BLANK:
        count += 1
    return count


def cut(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """The lines without a stretch of them; of the two gaps that meet then, the larger one stays."""
    first = min(top(lines), start)
    above, below = min(blanks_before(lines, start), start - first), blanks_from(lines, end)
    if start - above == first or (end + below < len(lines) and below <= above):
        return [*lines[:start], *lines[end + below :]]
    return [*lines[: start - above], *lines[end + (below if end + below == len(lines) else 0) :]]


def placeholders(lines: Sequence[Line], start: int, stop: int) -> Iterator[Placeholder]:
    """The values that are commented out between two lines, each of which a parser would accept.

    Lines below a commented-out header are another section's. A commented-out array or table over
    several lines is passed over, so that nothing inside it is taken for a value of its own.
    """
    depth = 0
    for index in range(start, stop):
        line = lines[index]
        if line.kind is not Kind.COMMENT:
            depth = 0
            continue
        if _opens_section(line):
            return
        match = _COMMENTED.fullmatch(line.text)
        content = match["content"] if match else ""
        if depth > 0:
            depth += _depth(content)
        elif found := _COMMENTED_KEY.fullmatch(content):
            if _is_value(found["value"]):
                text = (match["indent"] if match else "") + content + line.ending
                yield Placeholder(index, found["key"].strip("\"'"), text)
            else:
                depth = max(0, _depth(found["value"]))


def _depth(text: str) -> int:
    return sum(text.count(bracket) for bracket in "[{") - sum(text.count(b) for b in "]}")


def _is_value(text: str) -> bool:
    if text.partition("#")[0].strip().lower() in ("none", "null"):
        return True
    # Here: most sections have nothing commented out.
    import tomllib

    try:
        tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        # What Python does not convert, or not so deep, is no error of tomllib's own.
        return False
    return True


def _opens_section(line: Line) -> bool:
    return line.kind is Kind.COMMENT and _COMMENTED_HEADER.match(line.text) is not None


def root_of(line: Line) -> str:
    """The first part of the name in a commented-out header."""
    match = _COMMENTED_HEADER.match(line.text)
    return match["root"].strip("\"'") if match else ""


def _paragraphs(lines: Sequence[Line], start: int, limit: int) -> Iterator[tuple[int, int]]:
    """The runs of comment lines between two lines, separated by blank ones."""
    while (start := start + blanks_from(lines, start)) < limit:
        stop = start
        while stop < limit and lines[stop].kind is Kind.COMMENT:
            stop += 1
        if stop == start:
            return
        yield start, stop
        start = stop
