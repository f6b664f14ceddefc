"""TOML keys and the names of sections: how they are written and read."""

import json
import re
from collections.abc import Iterable

Path = tuple[str | int, ...]
"""A place in a document: `("llm", "gpt-4.1", "model")`. An int indexes an array of tables."""

BASE: Path = ("llm",)
"""The section that the named ones inherit from, if they do."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPE = r'\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([btnfr"\\]))'
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPES = str.maketrans({chr(127): "\\u007f"})


def is_bare(key: str) -> bool:
    """May the key be written without quotes?"""
    return _BARE.fullmatch(key) is not None


def write_key(key: str) -> str:
    """Spell one key as TOML, in quotes only where it needs them."""
    if is_bare(key):
        return key
    # JSON's escapes are TOML's, except that TOML wants DEL escaped too.
    return json.dumps(key, ensure_ascii=False).translate(_ESCAPES)


def read_key(part: str) -> str:
    """One key as it is meant: without its quotes and escapes."""
    if part[0] == "'":
        return part[1:-1]
    if part[0] != '"':
        return part
    return re.sub(
        _ESCAPE, lambda m: _ESCAPED[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), part[1:-1]
    )


def write_path(path: Iterable[str | int]) -> str:
    """Spell a path as a dotted TOML key; an index into an array of tables shows as `[1]`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else ("." if text else "") + write_key(part)
    return text


def write_header(section: Path) -> str:
    """The section as its users know it: `[llm."gpt-4.1"]`."""
    return f"[{write_path(section)}]"


def section_name(section: Path) -> str:
    """The name of a section in references: `llm` for the base, else the last part of its path."""
    return str(section[-1]) if section else ""
