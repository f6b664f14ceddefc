"""Text that no character of acts on a terminal: the one place where text is made so.

Names of files, words of a command line, variables, keys, values and a provider's answers may hold
anything: escape sequences that set the title or the clipboard, C1 controls, marks that reverse the
direction of a line, characters without a width that make two names look alike.
"""

import json
import unicodedata
from collections.abc import Callable
from typing import Any, NewType

Printable = NewType("Printable", str)
"""Text that was made safe. Only this module makes it."""

_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SEPARATORS = ("Zl", "Zp")
"""Categories of what breaks a line in some terminals and in JSON within JavaScript."""


def printable(text: str) -> Printable:
    """The text on one line, with control, direction and zero-width characters spelled out."""
    return _spelled_out(text, lambda char: _ESCAPES.get(char, f"\\u{ord(char):04x}"))


def printable_lines(text: str) -> Printable:
    """The same of a text of several lines, whose line feeds stay."""
    return Printable("\n".join(map(printable, text.split("\n"))))


def json_text(value: Any) -> Printable:
    """The value as JSON on one line; a parser reads the same value from it."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return _spelled_out(text, lambda char: json.dumps(char)[1:-1])


def _spelled_out(text: str, spell: Callable[[str], str]) -> Printable:
    if text.isascii() and text.isprintable():
        return Printable(text)
    return Printable("".join(spell(char) if _acts(char) else char for char in text))


def _acts(char: str) -> bool:
    """Is it a control, a format character, half of a surrogate pair, unassigned or private?"""
    category = unicodedata.category(char)
    return category[0] == "C" or category in _SEPARATORS
