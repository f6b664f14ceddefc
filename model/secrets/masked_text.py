"""TOML text, well-formed or not, with the secrets in it masked.

Only names and what follows them are looked at, so broken TOML is masked too. No pattern looks at
a text again and again: a line may have thousands of characters.
"""

import re

from llm_tui.model.secrets.masking import mask, mask_sentence
from llm_tui.model.secrets.names import is_secret_name

_STRING = (
    r"\"\"\"(?s:.*?)(?:\"\"\"|\Z)|'''(?s:.*?)(?:'''|\Z)"
    r"""|"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?"""
)
"""A string, also one that is not closed."""

_STRINGS = re.compile(_STRING)
_ASSIGNMENT = re.compile(
    r"""(?P<name>(?<![\w.-])[\w.-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+[=:][ \t]*+"""
    rf"(?:(?P<string>{_STRING})|(?P<open>[\[{{])|(?=[^\n]))"
)
_PART = re.compile(
    rf"(?P<string>{_STRING})|(?P<comment>#[^\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])"
    r"""|(?P<word>[^\s,\[\]{}"'#=:]++)(?![ \t]*[=:])"""
)
_NO_STRING = re.compile(r"true|false|[-+]?(?:inf|nan)|[-+]?[0-9][0-9_.:eETZ+-]*+")
_BEFORE_PARAMETER = ("?", "&", ";")
_QUOTES = ('"""', "'''", '"', "'")


def mask_text(text: str) -> str:
    """Mask the values of keys with a secret's name, in comments too, and what looks like a secret.

    The number of lines stays.
    """
    pieces: list[str] = []
    position = 0
    while found := _ASSIGNMENT.search(text, position):
        pieces.append(text[position : found.start()])
        position = found.end()
        if not is_secret_name(found["name"].strip("\"'").rpartition(".")[2]):
            pieces.append(found[0])
        elif found["string"]:
            start = found.start("string")
            pieces += (text[found.start() : start], _mask_string(found["string"]))
        elif found["open"]:
            start = found.start("open")
            masked, position = _mask_container(text, start)
            pieces += (text[found.start() : start], masked)
        else:
            masked, position = _mask_bare(text, found.start(), position)
            pieces += (found[0], masked)
    return mask_sentence("".join((*pieces, text[position:])))


def _mask_bare(text: str, name: int, start: int) -> tuple[str, int]:
    """A value without quotes, which begins at `start`, and its end: that of its line.

    In TOML a secret is always quoted: where this one ends nobody knows.
    """
    if text[max(0, name - 1) : name] in _BEFORE_PARAMETER:
        # A parameter of an address ends sooner, and is masked as such.
        return "", start
    end = text.find("\n", start)
    value = text[start : end if end >= 0 else None]
    return value if value.rstrip() in ("true", "false") else mask(value), start + len(value)


def _mask_container(text: str, start: int) -> tuple[str, int]:
    """The array or inline table that begins at `start` with all strings masked, and its end."""
    pieces: list[str] = []
    position, depth = start, 0
    for part in _PART.finditer(text, start):
        pieces += (text[position : part.start()], _mask_part(part))
        position = part.end()
        depth += (part["open"] is not None) - (part["close"] is not None)
        if depth == 0:
            return "".join(pieces), position
    return "".join((*pieces, text[position:])), len(text)


def _mask_part(part: re.Match[str]) -> str:
    if part["comment"]:
        return _STRINGS.sub(lambda found: _mask_string(found[0]), part[0])
    if part["word"]:
        return part[0] if _NO_STRING.fullmatch(part[0]) else mask(part[0])
    return _mask_string(part[0]) if part["string"] else part[0]


def _mask_string(string: str) -> str:
    quote = next(quote for quote in _QUOTES if string.startswith(quote))
    closed = string.endswith(quote) and len(string) >= 2 * len(quote)
    inner = string[len(quote) : -len(quote) if closed else None]
    # Line by line, so that the lines below keep their numbers.
    return quote + "\n".join(map(mask, inner.split("\n"))) + quote * closed
