"""The next text of a document, of which only the sections that differ are read.

Why that gives what reading the whole text gives: tomllib reads one statement after the other, and
how it reads one depends on earlier ones only by what they did to the tables that it names. Of the
text before, which is TOML, a few sections in a row are replaced by sections with the same headers.
What precedes them is read as before. None of the other headers opens one of these tables, nor a
table in the place of a key that they set or set before (`_is_alone`). So each of their statements
finds what it finds when they are read alone, and each statement after them finds what it found.
Arrays of tables, where a header means another table each time, are left to the whole reading.

That a line which the scanner takes for a header begins a statement is property-tested, like the
rest of this. The whole text is read once more before it is saved (`edit/verify.whole`).
"""

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_tui.model.errors import ScanError
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.lines import Kind, Line, scan
from llm_tui.model.toml.values import same, value_at, with_value

if TYPE_CHECKING:
    from llm_tui.model.toml.document import Document


class Splice(NamedTuple):
    """Sections in a row, and those that take their place in the next text."""

    start: int
    """The index of the first line of both."""
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    text: str
    """That of the new lines."""
    tables: dict[str, Any]
    """The values in it."""


class _Cut(NamedTuple):
    """Where the lines of a text are that its next text does not have."""

    start: int
    stop: int
    text: str
    """The text that the next one has in their place."""


def splice(before: "Document", text: str) -> Splice | None:
    """The sections in which the text differs; None where the whole has to be read."""
    if before.problem or not before.lines or before.has_arrays:
        return None
    cut = _cut(before, text)
    # Before a quote at the very start, the parser of OpenHands looks at the end of the text.
    if cut is None or cut.text.startswith(('"', "'")):
        return None
    try:
        new, tables = scan(cut.text), tomllib.loads(cut.text)
    except (ScanError, tomllib.TOMLDecodeError, RecursionError):
        return None
    old = before.lines[cut.start : cut.stop]
    if _headers(old) != _headers(new) or not _is_alone(before, cut, (*old, *new)):
        return None
    return Splice(cut.start, old, new, cut.text, tables)


def _cut(before: "Document", text: str) -> _Cut | None:
    """The sections around all that differs, from a header, or the top, to another, or the end."""
    lines, old = before.lines, before.text
    offsets = (0, *accumulate(len(line.text) for line in lines))
    heads = [index for index, line in enumerate(lines) if line.kind is Kind.HEADER]
    places = [offsets[index] for index in heads]
    alike = _common_start(old, text)
    end = len(old) - _common_end(old, text, min(len(old), len(text)) - alike)
    # Of two texts one of which only adds lines, the place is known by its first letter only.
    first, last = bisect_left(places, alike), bisect_left(places, end)
    start = heads[first - 1] if first else 0
    stop = heads[last] if last < len(heads) else len(lines)
    part = text[offsets[start] : len(text) - (len(old) - offsets[stop])]
    is_whole = stop == len(lines) or part.endswith("\n")
    begins_alike = not first or part.startswith(lines[start].text)
    return _Cut(start, stop, part) if is_whole and begins_alike else None


def _common_start(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _headers(lines: Sequence[Line]) -> list[Path]:
    return [line.table for line in lines if line.kind is Kind.HEADER]


def _is_alone(before: "Document", cut: _Cut, own: Sequence[Line]) -> bool:
    """Do only these lines open their tables, and tables in the place of the keys that they set?"""
    outside = [*_headers(before.lines[: cut.start]), *_headers(before.lines[cut.stop :])]
    opened = set(outside)
    around = {table[:size] for table in opened for size in range(1, len(table) + 1)}
    keys = {line.table + line.key[:1] for line in own if line.key}
    return opened.isdisjoint(_headers(own)) and around.isdisjoint(keys)


def spliced_tables(before: "Document", splice: Splice) -> dict[str, Any]:
    """The values of the next text, in the order in which the whole reading gives them.

    What is equal to a value before is the same object as that.
    """
    tables = before.tables
    for table in dict.fromkeys((*((),) * (not splice.start), *_headers(splice.new))):
        found = value_at(tables, table)
        assert isinstance(found, dict)
        content = _content(before, splice, table, found)
        if content is not found:
            tables = with_value(tables, table, content)
    return tables


def _content(
    before: "Document", splice: Splice, table: Path, found: dict[str, Any]
) -> dict[str, Any]:
    """A table with the keys that its lines set now; `found` itself where they are as before."""
    old, new = _keys(splice.old, table), _keys(splice.new, table)
    read = value_at(splice.tables, table)
    values = {key: found[key] if same(found.get(key), read[key]) else read[key] for key in new}
    if list(old) == list(new):
        changed = {key: value for key, value in values.items() if value is not found[key]}
        return {**found, **changed} if changed else found
    rest = {key: value for key, value in found.items() if key not in old}
    depth = len(table)
    above = before.headers[: before.headers.index(table)] if table else ()
    early = dict.fromkeys(str(inner[depth]) for inner in above if inner[:depth] == table)
    return {**{key: rest[key] for key in early}, **values, **rest}


def _keys(lines: Sequence[Line], table: Path) -> dict[str, None]:
    return dict.fromkeys(line.key[0] for line in lines if line.key and line.table == table)
