"""The next text of a document, of which only the sections that differ are read.

Why that gives what reading the whole text gives: tomllib reads one statement after the other, and
how it reads one depends on earlier ones only by what they did to the tables that it names. Of the
text before, which is TOML, a few sections in a row are replaced. What precedes them is read as
before. No other header opens one of their tables, nor a table in the place of a key that they set
(`_is_alone`). So each of their statements finds what it finds when they are read alone. Where they
have the same headers as before, each statement after them finds what it found. A section that is
new, renamed or gone is one that no other statement names, below a table that headers make up
(`_is_free`), so that none misses it. Arrays of tables, where a header means another table each
time, are left to the whole reading.

That a line which the scanner takes for a header begins a statement is property-tested, like the
rest of this. The whole text is read once more before it is saved (`edit/verify.whole`).
"""

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_tui.model.errors import ScanError
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.lines import Kind, Line, scan
from llm_tui.model.toml.values import MISSING, same, value_at, with_value, without_value

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
    lines: tuple[Line, ...]
    """Those of the whole next text."""
    headers: tuple[Path, ...]
    """Those of all its lines."""

    @property
    def has_same_headers(self) -> bool:
        """Are the sections the same ones, in the same order?"""
        return _headers(self.old) == _headers(self.new)


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
    # From a quote at the very start, one of the parsers looks round to the end of the text.
    if cut is None or cut.text.startswith(('"', "'")):
        return None
    try:
        new, tables = scan(cut.text), tomllib.loads(cut.text)
    except (ScanError, tomllib.TOMLDecodeError, RecursionError):
        return None
    old = before.lines[cut.start : cut.stop]
    above, below = _headers(before.lines[: cut.start]), _headers(before.lines[cut.stop :])
    around = {table[:size] for table in (*above, *below) for size in range(len(table) + 1)}
    headers = (*above, *_headers(new), *below)
    if not _is_alone({*above, *below}, around, (*old, *new)):
        return None
    changed = set(_headers(old)) ^ set(_headers(new))
    is_moved = not changed and _headers(old) != _headers(new)
    if is_moved or not all(_is_free(before, one, around, (*old, *new)) for one in changed):
        return None
    lines = (*before.lines[: cut.start], *new, *before.lines[cut.stop :])
    return Splice(cut.start, old, new, cut.text, tables, lines, headers)


def _cut(before: "Document", text: str) -> _Cut | None:
    """The sections around all that differs, from a header, or the top, to another, or the end."""
    lines, old = before.lines, before.text
    offsets = (0, *accumulate(len(line.text) for line in lines))
    heads = [index for index, line in enumerate(lines) if line.kind is Kind.HEADER]
    alike = _common_start(old, text)
    end = len(old) - _common_end(old, text, min(len(old), len(text)) - alike)
    # The header above is the last one that both texts have in full.
    first = bisect_right([offsets[index + 1] for index in heads], alike)
    last = bisect_left([offsets[index] for index in heads], end)
    start = heads[first - 1] if first else 0
    stop = heads[last] if last < len(heads) else len(lines)
    part = text[offsets[start] : len(text) - (len(old) - offsets[stop])]
    is_whole = stop == len(lines) or not part or part.endswith("\n")
    return _Cut(start, stop, part) if is_whole else None


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


def _is_alone(opened: Collection[Path], around: Collection[Path], own: Sequence[Line]) -> bool:
    """Do only these lines open their tables, and tables in the place of the keys that they set?

    opened: the tables of all other headers; around: these, and all that they are in.
    """
    keys = (line.table + line.key[:1] for line in own if line.key)
    return not any(table in opened for table in _headers(own)) and not any(
        key in around for key in keys
    )


def _is_free(
    before: "Document", table: Path, around: Collection[Path], own: Sequence[Line]
) -> bool:
    """Is a section that comes or goes named by no statement but its own, nor by one below it?"""
    top, is_own = table[:1], table in before.headers
    return (
        len(table) <= _DEPTH
        and table not in around
        and not any(other[: len(table)] == table != other for other in _headers(own))
        and (is_own or value_at(before.tables, table) is MISSING)
        and (len(table) == 1 or top in around)
        and not any(line.key[:1] == top for line in before.lines[: _first_header(before)])
    )


_DEPTH = 2
"""Parts of a section's name that keys of the sections around it can't make up unseen."""


def _first_header(document: "Document") -> int:
    lines = enumerate(document.lines)
    return next((index for index, line in lines if line.kind is Kind.HEADER), len(document.lines))


def spliced_tables(before: "Document", splice: Splice) -> dict[str, Any]:
    """The values of the next text, in the order in which the whole reading gives them.

    What is equal to a value before is the same object as that.
    """
    tables = before.tables
    old, new = _headers(splice.old), _headers(splice.new)
    for table in set(old) - set(new):
        tables = without_value(tables, table)[0]
    for table in dict.fromkeys((*((),) * (not splice.start), *new)):
        if table and table not in old:
            tables = with_value(tables, table, value_at(splice.tables, table))
            continue
        found = value_at(tables, table)
        content = _content(splice, table, found)
        if content is not found:
            tables = with_value(tables, table, content)
    if old == new:
        return tables
    for parent in {table[:-1] for table in set(old) ^ set(new)} | {()}:
        tables = with_value(tables, parent, _ordered(value_at(tables, parent), parent, splice))
    return tables


def _ordered(table: dict[str, Any], path: Path, splice: Splice) -> dict[str, Any]:
    """A table with its keys in the order in which the lines name them first."""
    depth = len(path)
    own = _keys(splice.lines, path)
    order = {} if path else dict(own)
    for header in splice.headers:
        if header == path:
            order.update(own)
        elif header[:depth] == path:
            order[str(header[depth])] = None
    return {key: table[key] for key in order}


def _content(splice: Splice, table: Path, found: dict[str, Any]) -> dict[str, Any]:
    """A table with the keys that its lines set now; `found` itself where they are as before."""
    old, new = _keys(splice.old, table), _keys(splice.new, table)
    read = value_at(splice.tables, table)
    values = {key: found[key] if same(found.get(key), read[key]) else read[key] for key in new}
    if list(old) == list(new):
        changed = {key: value for key, value in values.items() if value is not found[key]}
        return {**found, **changed} if changed else found
    rest = {key: value for key, value in found.items() if key not in old}
    depth = len(table)
    above = splice.headers[: splice.headers.index(table)] if table else ()
    early = dict.fromkeys(str(inner[depth]) for inner in above if inner[:depth] == table)
    return {**{key: rest[key] for key in early if key in rest}, **values, **rest}


def _keys(lines: Sequence[Line], table: Path) -> dict[str, None]:
    return dict.fromkeys(line.key[0] for line in lines if line.key and line.table == table)
