"""TOML 1.0 as tomllib reads it, and its error messages for people."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from llm_tui.model.toml.bounds import excess, excess_of_values, is_bounded, unparsed
from llm_tui.model.toml.plain_reader import PlainText, read_plain

BOM = "\ufeff"


class SyntaxProblem(NamedTuple):
    """Why the text is not TOML 1.0, or is not read."""

    message: str
    line: int
    column: int
    """Both counted from 1."""
    is_excess: bool = False
    """Is it too much for this program, rather than wrong?"""


class Parsed(NamedTuple):
    """The bytes of a file as TOML 1.0."""

    tables: dict[str, Any]
    """Nested dicts and lists, not to be changed. Empty if it is not TOML."""
    problem: SyntaxProblem | None
    plain: PlainText | None = None
    """What was seen on the way, where the text is plain."""


@lru_cache(maxsize=4)
def parse(data: bytes) -> Parsed:
    """Read bytes as TOML 1.0, a byte order mark before it or not. Never raises."""
    return _read(data, skips_tomllib=True)


def parse_by_tomllib(data: bytes) -> Parsed:
    """The same by the standard library alone, and afresh: what is saved is checked by it."""
    return _read(data, skips_tomllib=False)


def _read(data: bytes, *, skips_tomllib: bool) -> Parsed:
    try:
        text = data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - before.rfind(b"\n")
        return Parsed({}, SyntaxProblem("the file is not UTF-8", before.count(b"\n") + 1, column))
    if found := excess(text):
        return Parsed({}, SyntaxProblem(*found, is_excess=True))
    if skips_tomllib and (plain := read_plain(text)):
        parsed = Parsed(plain.tables, None, plain)
        return parsed if is_bounded(text) else _bounded(parsed, text)
    return _by_tomllib(text)


def _by_tomllib(text: str) -> Parsed:
    # Imported here: hardly any file needs it.
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Parsed({}, _locate(str(error), text))
    except (ValueError, RecursionError) as error:
        return Parsed({}, SyntaxProblem(*unparsed(error, text), is_excess=True))
    return _bounded(Parsed(tables, None), text)


def _bounded(parsed: Parsed, text: str) -> Parsed:
    if found := excess_of_values(parsed.tables, text):
        return Parsed({}, SyntaxProblem(*found, is_excess=True))
    return parsed


_NO_QUOTE = "the text has no closing quote on its line"
_IN_OTHER_WORDS = (
    (r"Illegal character '\\n'", _NO_QUOTE),
    (r"Cannot overwrite a value", "the key is set twice"),
    (r"Cannot mutate immutable .*", "the table is closed and can't be added to"),
    (r"Cannot declare \((.*)\) twice", "the section is opened twice"),
    (r"Invalid value", "this is not a value; text needs quotes, true and false are lower case"),
    (r"Invalid statement", "this is neither a section, a setting nor a comment"),
    (r"Expected newline or end of document after .*", "unexpected text after the value"),
    (r"Unclosed array|Unterminated string", "the value has no end"),
)
"""tomllib's messages, and ours for somebody who edits a config file."""


def _locate(message: str, text: str) -> SyntaxProblem:
    """Split tomllib's message, which names line and column only at its end."""
    reason, _, place = message.rpartition(" (at ")
    if reason == """Expected "'\"""":
        # tomllib names the end of the file; the quote that nothing closes is the last one.
        before = text[: text.rfind("'")]
        column = len(before) - before.rfind("\n")
        return SyntaxProblem(_NO_QUOTE, before.count("\n") + 1, column)
    for words, meaning in _IN_OTHER_WORDS:
        if re.fullmatch(words, reason):
            reason = meaning
    if place.startswith("line "):
        line, _, at = place.removeprefix("line ").removesuffix(")").partition(", column ")
        return SyntaxProblem(reason, int(line), int(at))
    last = text.split("\n")
    return SyntaxProblem(reason or message, len(last), len(last[-1]) + 1)
