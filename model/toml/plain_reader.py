"""Reading the files that hold nothing but headers, bare keys, plain texts, numbers and booleans.

Nearly all config files are of the kind. On them all parsers of TOML agree, and they are read in a
fourth of the time that tomllib takes, and without importing it.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from llm_tui.model.toml.keys import Path

_KEY = r"[A-Za-z0-9_-]+"
_NAME = rf'(?:{_KEY}|"[A-Za-z0-9_.:/-]+")'
_TEXT = r'"[^"\\\x00-\x1f\x7f]*"'
_WHOLE = r"(?:0|[1-9][0-9]{0,15})"
_FRACTION = r"\.[0-9]{1,9}"
_HEADER = rf"{_NAME}(?:\.{_NAME})*"
_END = r"[ \t]*(?:#[^\x00-\x08\x0a-\x1f\x7f]*)?\n"

_LINE = (
    rf"(?:({_KEY})[ \t]*=[ \t]*(?:({_TEXT})|(true|false)|({_WHOLE})({_FRACTION})?)"
    rf"|\[({_HEADER})\])?{_END}"
)
_LINES = re.compile(f"^{_LINE}", re.MULTILINE)
_PLAIN = re.compile(f"(?:{_LINE})*+")
_PART = re.compile(_NAME)


class PlainText(NamedTuple):
    """What a plain text says."""

    tables: dict[str, Any]
    """Its values as TOML 1.0."""
    line_numbers: dict[Path, int]
    """Where each table is opened and each key is set, counted from 1."""
    headers: tuple[Path, ...]
    """The tables that are opened, in order."""


def is_plain(text: str) -> bool:
    """Are all lines of the kind that every parser reads alike, if the text is TOML at all?"""
    return _PLAIN.fullmatch(text.replace("\r\n", "\n")) is not None


# Asked for the reading as TOML 1.0, and for that of a program's own parser.
@lru_cache(maxsize=2)
def read_plain(text: str) -> PlainText | None:
    """Read a text. None where it is not plain, or sets something twice, or opens a table twice."""
    text = text.replace("\r\n", "\n")
    found = _LINES.findall(text)
    if len(found) != text.count("\n") or text[-1:] not in ("", "\n"):
        return None
    tables: dict[str, Any] = {}
    numbers: dict[Path, int] = {}
    headers: list[Path] = []
    path: tuple[str, ...] = ()
    table = tables
    for number, (key, string, truth, whole, fraction, header) in enumerate(found, 1):
        if key:
            if key in table:
                return None
            numbers[*path, key] = number
            if string:
                table[key] = string[1:-1]
            elif fraction:
                table[key] = float(whole + fraction)
            else:
                table[key] = int(whole) if whole else truth == "true"
        elif header:
            path = _parts(header)
            inner = None if path in numbers else _opened(tables, path)
            if inner is None:
                return None
            table, numbers[path] = inner, number
            headers.append(path)
    return PlainText(tables, numbers, tuple(headers))


def _parts(header: str) -> tuple[str, ...]:
    if '"' not in header:
        return tuple(header.split("."))
    return tuple(part.strip('"') for part in _PART.findall(header))


def _opened(tables: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any] | None:
    """The table at a path, with those that it is in; None where a value is in the way."""
    table = tables
    for part in path:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            return None
    return table
