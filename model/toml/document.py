"""A config file as an immutable value: its bytes, and their values as TOML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_tui.model.errors import ScanError
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.syntax import BOM, Parsed, SyntaxProblem, parse
from llm_tui.model.toml.values import MISSING, value_at

if TYPE_CHECKING:
    from llm_tui.model.toml.lines import Line


class Change(NamedTuple):
    """The only sections in which a document differs from the one that it was made of."""

    before: bytes
    """The data of that one."""
    text: str
    """The sections as they are now."""
    tables: Mapping[str, Any]
    """The values in them."""
    has_same_headers: bool
    """Are they the same sections?"""


@dataclass(frozen=True)
class Document:
    """The bytes of a config file. Reading never fails: bad TOML is a document with a problem."""

    data: bytes
    change: Change | None = field(default=None, compare=False, repr=False)
    """What is new in it, where only that was read."""

    @cached_property
    def text(self) -> str:
        """The text without its byte order mark; bytes that are not UTF-8 show as U+FFFD."""
        return self.data.decode("utf-8", errors="replace").removeprefix(BOM)

    @property
    def has_bom(self) -> bool:
        """Does the file begin with a UTF-8 byte order mark?"""
        return self.data.startswith(BOM.encode())

    @cached_property
    def _parsed(self) -> Parsed:
        return parse(self.data)

    @property
    def tables(self) -> dict[str, Any]:
        """The values as TOML 1.0: nested dicts and lists. Empty if the text is not TOML."""
        return self._parsed.tables

    @property
    def problem(self) -> SyntaxProblem | None:
        """Why the text is not TOML 1.0, if so. Such a document can be shown but not edited."""
        return self._parsed.problem

    @cached_property
    def lines(self) -> "tuple[Line, ...]":
        """The logical lines. Empty where the text does not even have the structure of TOML."""
        if self.problem and self.problem.is_excess:
            return ()
        # Imported here: a command that asks for one value needs no lines.
        from llm_tui.model.toml.lines import scan

        try:
            return scan(self.text)
        except (ScanError, RecursionError):
            return ()

    @cached_property
    def line_numbers(self) -> Mapping[Path, int]:
        """Where each section is opened and each key is set, counted from 1."""
        if self._parsed.plain is not None:
            return self._parsed.plain.line_numbers
        numbers: dict[Path, int] = {}
        number = 1
        for line in self.lines:
            if line.parts:
                numbers.setdefault(line.path, number)
            number += line.text.count("\n")
        return numbers

    def lines_at(self, number: int) -> "tuple[Line, ...]":
        """The logical lines from the header in a line to the next header, with that one."""
        from llm_tui.model.toml.lines import Kind, scan_from

        found: list[Line] = []
        for line in scan_from(self.text, self._lengths[number - 1] + number - 1):
            found.append(line)
            if line.kind is Kind.HEADER and len(found) > 1:
                break
        return tuple(found)

    @cached_property
    def _lengths(self) -> Sequence[int]:
        """The characters before each line, without those that end lines."""
        return [0, *accumulate(map(len, self.text.split("\n")))]

    @cached_property
    def _indexes(self) -> Mapping[Path, list[int]]:
        """The indexes of the lines that set each key."""
        indexes: dict[Path, list[int]] = {}
        for index, line in enumerate(self.lines):
            if line.key:
                indexes.setdefault(line.path, []).append(index)
        return indexes

    @cached_property
    def headers(self) -> tuple[Path, ...]:
        """The sections that have a header, in order."""
        if self._parsed.plain is not None:
            return self._parsed.plain.headers
        return tuple(line.table for line in self.lines if line.parts and not line.key)

    @cached_property
    def _first_headers(self) -> Mapping[Path, Path]:
        first: dict[Path, Path] = {}
        for table in self.headers:
            for depth in range(1, len(table) + 1):
                first.setdefault(table[:depth], table)
        return first

    @cached_property
    def _first_lines(self) -> Mapping[Path, int]:
        """Where something of a table is written first: dotted keys have no line of its own.

        Of a table at the top, such as `llm`, its sub-tables are not a part.
        """
        numbers: dict[Path, int] = {}
        opened = frozenset(self.headers)
        for path, number in self.line_numbers.items():
            for depth in range(2, len(path)):
                numbers.setdefault(path[:depth], number)
            if len(path) == 2 and path not in opened:
                numbers.setdefault(path[:1], number)
        return numbers

    @cached_property
    def has_arrays(self) -> bool:
        """Does a header open a table of an array of tables, or one in it?"""
        return any(isinstance(part, int) for table in self.headers for part in table)

    @cached_property
    def readings(self) -> dict[str, Any]:
        """The results of the parsers of programs, kept here by the programs' dialects."""
        return {}

    def edited(self, text: str) -> "Document":
        """The document with another text, of which only what differs is read where that is safe."""
        from llm_tui.model.toml.splice import splice, spliced_tables

        data = ((BOM if self.has_bom else "") + text).encode()
        part = splice(self, text)
        if part is None:
            return Document(data)
        after = Document(data, Change(self.data, part.text, part.tables, part.has_same_headers))
        known = after.__dict__
        known["text"], known["lines"] = text, part.lines
        known["_parsed"] = Parsed(spliced_tables(self, part), None)
        known["headers"], known["has_arrays"] = part.headers, False
        if _outline(part.old) == _outline(part.new):
            known["line_numbers"] = self.line_numbers
        return after

    def header_of(self, path: Path) -> Path | None:
        """The first header that opens `path`, or something below it."""
        return self._first_headers.get(path)

    def line_of(self, path: Path) -> int | None:
        """The line that sets `path`, or that of the nearest thing around it that has a line."""
        while path:
            if number := self.line_numbers.get(path) or self._first_lines.get(path):
                return number
            path = path[:-1]
        return None

    def place_of(self, path: Path) -> int | None:
        """The line in which `path` is written; None where it is not in the file."""
        if number := self.line_numbers.get(path):
            return number
        if path not in self._first_lines and self.value(path) is MISSING and not self.problem:
            return None
        return self.line_of(path)

    def value(self, path: Path) -> Any:
        """The value at `path`, or MISSING."""
        return value_at(self.tables, path)

    def token(self, path: Path) -> str | None:
        """The value at `path` as it is spelled; None where it is more than one token, or none."""
        from llm_tui.model.toml.lines import find

        around = (path[:depth] for depth in range(1, len(path) + 1))
        indexes = sorted(index for part in around for index in self._indexes.get(part, ()))
        lines = tuple(self.lines[index] for index in indexes)
        try:
            found = find(lines, path)
        except ScanError:
            # Only the parsers of some programs read the inline table that it is in.
            return None
        if found is None:
            return None
        index, member = found
        start, end = member.value
        return lines[index].text[start:end]


def _outline(lines: "tuple[Line, ...]") -> "list[tuple[Path, int]]":
    """The lines by what they set, and how high they are."""
    return [(line.path if line.parts else (), line.text.count("\n")) for line in lines]


def literal_value(text: str) -> Any:
    """The value that the text spells as one TOML literal, or MISSING if it is not just one."""
    text = text.strip()
    document = Document(f"value = {text}\n".encode())
    if document.problem or len(document.lines) != 1:
        return MISSING
    start, end = document.lines[0].value
    # A comment after the value would swallow the rest of the line that it is put into.
    return document.tables["value"] if document.lines[0].text[start:end] == text else MISSING
