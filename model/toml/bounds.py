"""How much of a config file is read, so that no file makes the program wait or run out of memory.

Parsers of TOML need time and memory that grow with the square of some of these, and Python refuses
to convert longer integers. No config file comes near: the largest known has 300 lines.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

MAX_SIZE = 2 * 1024 * 1024
"""In bytes."""

MOST = {
    "\n": (65_536, "lines"),
    "[": (32_768, "opening brackets"),
    ",": (200_000, "commas"),
    ".": (200_000, "dots"),
    "\\": (100_000, "backslashes"),
}
"""How often a character may be in a file, and what it stands for."""

MAX_LINE = 65_536
"""Characters of a line."""

MAX_EQUALS = 1024
"""Equals signs of a line."""

MAX_DEPTH = 64
"""Parts of a dotted key, and tables and arrays inside one another."""

MAX_DIGITS = 4300
"""Decimal digits of an integer: the limit of Python's conversions, and so of its TOML parsers."""

MAX_REPEATED = 64 * 1024 * 1024
"""Characters of the longest key or value, for each key of the file: a section shows the values that
it inherits, and sentences on a key quote its section and what is used instead.
"""

_LARGEST = 10**MAX_DIGITS - 1
# As text: they are compiled for the few files that need them.
_QUOTED = r'#[^\n]*|"(?:[^"\\\n]|\\.)*(?:"|\n|\Z)|\'[^\'\n]*(?:\'|\n|\Z)'
_DEEP_KEY = rf"(?<![^\s=.\[\]#,{{}}])(?:[^\s=.\[\]#,{{}}]+[ \t]*\.[ \t]*){{{MAX_DEPTH}}}"
_LONG_INTEGER = (
    r"[=,\[\s][+-]?(?P<digits>0[xob][0-9a-fA-F_]{3500,}"
    rf"|[0-9_]{{{MAX_DIGITS + 1},}}(?![.eE0-9_]))"
)
_NESTING = (
    r'(?s)"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'|#[^\n]*|(?P<open>[\[{])|(?P<close>[\]}])"
)


class Excess(NamedTuple):
    """What there is too much of, and where."""

    message: str
    line: int
    column: int = 1
    """Both counted from 1."""


@lru_cache(maxsize=2)
def excess(text: str) -> Excess | None:
    """Why a text is not parsed at all, if so."""
    if len(text) > MAX_SIZE:
        return Excess(f"the file has more than {MAX_SIZE // 1024 // 1024} MB", 1)
    for char, (most, name) in MOST.items():
        if text.count(char) > most:
            before = char.join(text.split(char, most + 1)[:-1])
            return Excess(f"the file has more than {most:,} {name}", before.count("\n") + 1)
    if _longest_line(text) < 2 * MAX_DEPTH:
        # No line is long enough for so many parts: looking at each would take ten times as long.
        return None
    numbered = enumerate(text.split("\n"), 1)
    return next(filter(None, (_excess_of_line(line, number) for number, line in numbered)), None)


@lru_cache(maxsize=2)
def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))


def _excess_of_line(line: str, number: int) -> Excess | None:
    if len(line) > MAX_LINE:
        return Excess(f"the line has more than {MAX_LINE:,} characters", number, MAX_LINE + 1)
    if line.count("=") > MAX_EQUALS:
        return Excess(f"the line has more than {MAX_EQUALS:,} equals signs", number)
    if line.count(".") >= MAX_DEPTH and re.search(_DEEP_KEY, re.sub(_QUOTED, _kept, line)):
        return Excess(f"the key has more than {MAX_DEPTH} parts", number)
    return None


def unparsed(error: ValueError | RecursionError, text: str) -> Excess:
    """What made a parser give up, where it does not say so itself."""
    if isinstance(error, RecursionError):
        return _deep_value(text)
    return _long_integer(text)


def is_bounded(text: str) -> bool:
    """Whether plain values can't be too much in lines so few and so short.

    A line has one key, and no more tables than dots and one; `excess` has seen how deep they are.
    """
    most = text.count("\n") + text.count(".") + 1
    return _longest_line(text) * most <= MAX_REPEATED


def excess_of_values(tables: Mapping[str, Any], text: str) -> Excess | None:
    """Why parsed values are not used, if so: parsers take longer integers in hexadecimal."""
    waiting: list[tuple[Any, int]] = [(tables, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return _deep_value(text)
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict | list | tuple | set):
                waiting.append((inner, depth + 1))
            elif isinstance(inner, int) and abs(inner) > _LARGEST:
                return _long_integer(text)
    return _excess_repeated(tables, text)


def _excess_repeated(tables: Mapping[str, Any], text: str) -> Excess | None:
    """Why parsed values are not used where they would be shown once for each key."""
    count, size, longest = 0, 0, ""
    waiting = [tables]
    while waiting:
        for key, value in waiting.pop().items():
            count += 1
            if isinstance(value, dict):
                waiting.append(value)
            if (own := max(len(key), 0 if isinstance(value, dict) else _size(value))) > size:
                size, longest = own, key
    if size * count <= MAX_REPEATED:
        return None
    message = f"a key or value of {size:,} characters is too long for {count:,} keys"
    return _at(message, text, max(0, text.find(longest)))


def _size(value: Any) -> int:
    """About how many characters a value has."""
    if isinstance(value, dict):
        return sum(len(key) + _size(inner) for key, inner in value.items())
    if isinstance(value, list | tuple | set):
        return sum(map(_size, value)) + len(value)
    return len(value) if isinstance(value, str) else 1


def _long_integer(text: str) -> Excess:
    found = re.search(_LONG_INTEGER, text)
    message = f"the integer has more than {MAX_DIGITS:,} digits"
    return _at(message, text, found.start("digits") if found else 0)


def _deep_value(text: str) -> Excess:
    depth = 0
    message = f"the values are nested more than {MAX_DEPTH} deep"
    for token in re.finditer(_NESTING, text):
        depth += (token["open"] is not None) - (token["close"] is not None)
        if depth > MAX_DEPTH:
            return _at(message, text, token.start())
    return Excess(message, 1)


def _at(message: str, text: str, place: int) -> Excess:
    before = text[:place]
    return Excess(message, before.count("\n") + 1, place - before.rfind("\n"))


def _kept(quoted: re.Match[str]) -> str:
    """What stands for a quoted part of a key while its parts are counted; nothing for a comment."""
    return "" if quoted[0].startswith("#") else "q"
