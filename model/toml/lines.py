"""TOML text as a list of logical lines, each with its place in the document.

tomllib keeps neither lines nor comments, and tomlkit stores the comments above a header in the
table before it. An edit needs neither tree but the lines themselves, so they are read here, once,
for showing where a value is and for placing a change. The scanner is lenient: it judges nothing
that a parser judges better, and it reads the bare non-ASCII keys that some programs accept.
"""

import re
from collections.abc import Collection, Iterator
from enum import Enum
from typing import NamedTuple

from llm_tui.model.errors import ScanError
from llm_tui.model.toml.keys import Path, read_key

Span = tuple[int, int]
"""Start and end within a line's text."""

_STRING = (
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_PART = r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[^\s=.\[\]#"\',{}]+'
_DOTTED = rf"(?:{_PART})(?:[ \t]*\.[ \t]*(?:{_PART}))*"

_STRING_RE = re.compile(_STRING, re.DOTALL)
_PART_RE = re.compile(_PART)
_KEY_RE = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=[ \t]*")
_BARE = r"[A-Za-z0-9_-]+"
_SIMPLE_RE = re.compile(
    rf'({_BARE})[ \t]*=[ \t]*("[^"\\\n]*"|[A-Za-z0-9+._:-]+)[ \t]*(?:#[^\n]*)?\n'
    rf"|(#[^\n]*\n|\n)|\[({_BARE}(?:\.{_BARE})*)\][ \t]*(?:#[^\n]*)?\n"
)
"""Nearly every line: a key, a comment or nothing, a header."""
_VALUE, _EMPTY, _HEADER = 2, 3, 4
"""The last of its groups in each kind."""
_HEADER_RE = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]\]?[ \t]*(?:#[^\n]*|\r?)(?:\n|\Z)")
_COMMENT_RE = re.compile(r"[ \t]*#[^\n]*(?:\n|\Z)")
_BLANK_RE = re.compile(r"[ \t\r]*(?:\n|\Z)")
_SCALAR_RE = re.compile(r"[^#\n]*?(?=[ \t\r]*(?:#|\n|\Z))")
_REST_RE = re.compile(r"[ \t]*(#[^\n]*|\r?)(?:\n|\Z)")
_INNER_RE = re.compile(
    rf"(?P<string>{_STRING})|(?P<open>[\[{{])|(?P<close>[\]}}])|#[^\n]*|[^\"'#\[\]{{}}]+", re.DOTALL
)
_GAP_RE = re.compile(r"(?:[\s,]|#[^\n]*)*")
_INNER_SCALAR_RE = re.compile(r"[^,\]}#\n]*?(?=[ \t\r]*[,\]}#\n])")


class Kind(Enum):
    """The kinds of logical lines."""

    HEADER = "header"
    KEY = "key"
    COMMENT = "comment"
    BLANK = "blank"


class Line(NamedTuple):
    """One logical line: several lines of text where a value spans them."""

    kind: Kind
    text: str
    """Everything up to and including the line's ending."""
    table: Path
    """The table that a header opens, or whose body the line is in."""
    key: tuple[str, ...] = ()
    """The dotted key, relative to `table`."""
    parts: tuple[Span, ...] = ()
    """Where each part of the key, or of the header's name, is written."""
    value: Span = (0, 0)

    @property
    def path(self) -> Path:
        """The full path of what a header opens or a key sets."""
        return self.table + self.key

    @property
    def indent(self) -> str:
        """The white space that the line begins with."""
        return self.text[: len(self.text) - len(self.text.lstrip(" \t"))]

    @property
    def ending(self) -> str:
        r"""`\n`, `\r\n`, or nothing at the end of a file."""
        return self.text[len(self.text.rstrip("\r\n")) :] if self.text.endswith("\n") else ""


class Member(NamedTuple):
    """One entry of an inline table or array."""

    key: tuple[str, ...]
    """Empty in an array."""
    parts: tuple[Span, ...]
    value: Span


def scan(text: str) -> tuple[Line, ...]:
    """Split TOML text, without a byte order mark, into lines that join to the same text.

    Raises ScanError where a line is neither blank, comment, header nor key.
    """
    return tuple(scan_from(text, 0))


def scan_from(text: str, start: int) -> Iterator[Line]:
    """The lines from the one at `start` on, which is the first or a header. Raises ScanError."""
    arrays: dict[Path, int] = {}
    table: Path = ()
    position, end = start, len(text)
    while position < end:
        simple = _SIMPLE_RE.match(text, position)
        line = simple and _simple_line(simple, table, arrays)
        line = line or _scan_line(text, position, table, arrays)
        if line.kind is Kind.HEADER:
            table = line.table
        yield line
        position += len(line.text)


def _simple_line(match: re.Match[str], table: Path, arrays: Collection[Path]) -> Line | None:
    """One of the lines that most files consist of, which `_scan_line` reads alike."""
    group = match.lastindex
    if group == _VALUE:
        name, before, (start, end) = match[1], match.start(), match.span(_VALUE)
        span = (start - before, end - before)
        return Line(Kind.KEY, match[0], table, (name,), ((0, len(name)),), span)
    if group == _EMPTY:
        text = match[0]
        return Line(Kind.BLANK if text == "\n" else Kind.COMMENT, text, table)
    if arrays:
        # A part of the header may be a name on the way to the last table of one of them.
        return None
    path, spans, place = tuple(match[_HEADER].split(".")), [], 1
    for part in path:
        spans.append((place, place + len(part)))
        place += len(part) + 1
    return Line(Kind.HEADER, match[0], path, (), tuple(spans))


def _scan_line(text: str, start: int, table: Path, arrays: dict[Path, int]) -> Line:
    if match := _BLANK_RE.match(text, start):
        return Line(Kind.BLANK, match[0], table)
    if match := _KEY_RE.match(text, start):
        value = (match.end(), value_end(text, match.end()))
        rest = _REST_RE.match(text, value[1])
        if rest is None:
            raise ScanError("there is unexpected text after a value")
        key, parts = _read_key(text, *match.span(1))
        line, spans = text[start : rest.end()], tuple((a - start, b - start) for a, b in parts)
        return Line(Kind.KEY, line, table, key, spans, (value[0] - start, value[1] - start))
    if match := _COMMENT_RE.match(text, start):
        return Line(Kind.COMMENT, match[0], table)
    if match := _HEADER_RE.match(text, start):
        names, parts = _read_key(text, *match.span(2))
        path = _place(names, match[1] == "[[", arrays)
        return Line(
            Kind.HEADER, match[0], path, (), tuple((a - start, b - start) for a, b in parts)
        )
    raise ScanError("a line is neither a section, a setting nor a comment")


def _place(names: tuple[str, ...], is_array: bool, arrays: dict[Path, int]) -> Path:
    """The path that a header opens: a name on the way that is an array means its last table."""
    path: Path = ()
    for name in names[:-1]:
        path += (name,)
        if path in arrays:
            path += (arrays[path],)
    path += (names[-1],)
    if is_array:
        arrays[path] = arrays.get(path, -1) + 1
    return (*path, arrays[path]) if path in arrays else path


def _read_key(text: str, start: int, end: int) -> tuple[tuple[str, ...], list[Span]]:
    spans = [match.span() for match in _PART_RE.finditer(text, start, end)]
    return tuple(read_key(text[a:b]) for a, b in spans), spans


def value_end(text: str, start: int) -> int:
    """Where the value that begins at `start` ends. Raises ScanError if it has no end."""
    if text[start : start + 1] in ("[", "{"):
        return _container_end(text, start)
    match = _STRING_RE.match(text, start) or _SCALAR_RE.match(text, start)
    if match is None or match.end() == start:
        raise ScanError("a key has no value")
    return match.end()


def _container_end(text: str, start: int) -> int:
    depth, position = 0, start
    while match := _INNER_RE.match(text, position):
        position = match.end()
        depth += (match["open"] is not None) - (match["close"] is not None)
        if depth == 0:
            return position
    raise ScanError("an array or inline table is not closed")


def members(text: str, container: Span) -> Iterator[Member]:
    """The entries of the inline table or array written at `container`."""
    position, end = container[0] + 1, container[1] - 1
    keyed = text[container[0]] == "{"
    while (position := _skip_gap(text, position, end)) < end:
        key: tuple[str, ...] = ()
        parts: list[Span] = []
        if keyed:
            match = _KEY_RE.match(text, position)
            if match is None:
                raise ScanError("an inline table has an entry without a key")
            key, parts = _read_key(text, *match.span(1))
            position = match.end()
        start, position = position, _inner_value_end(text, position)
        yield Member(key, tuple(parts), (start, position))


def _skip_gap(text: str, position: int, end: int) -> int:
    match = _GAP_RE.match(text, position, end)
    return match.end() if match else position


def _inner_value_end(text: str, start: int) -> int:
    if text[start] in "[{":
        return _container_end(text, start)
    match = _STRING_RE.match(text, start) or _INNER_SCALAR_RE.match(text, start)
    if match is None or match.end() == start:
        raise ScanError("an inline table has a key without a value")
    return match.end()


def find(lines: tuple[Line, ...], path: Path) -> tuple[int, Member] | None:
    """The index of the line that sets `path`, and where in it key and value are written.

    None where nothing sets it, or where it is a table made of headers or dotted keys.
    """
    for index, line in enumerate(lines):
        if line.kind is Kind.KEY and path[: len(line.path)] == line.path:
            own = Member(line.key, line.parts, line.value)
            if member := _descend(line.text, own, path[len(line.path) :]):
                return index, member
    return None


def _descend(text: str, outer: Member, rest: Path) -> Member | None:
    if not rest:
        return outer
    if text[outer.value[0]] not in "[{":
        return None
    for index, member in enumerate(members(text, outer.value)):
        head: Path = member.key or (index,)
        if rest[: len(head)] == head:
            found = _descend(text, member, rest[len(head) :])
            if found is not None:
                return found
    return None
