"""Completion in bash: quotes, and the part of a word that bash replaces.

Readline replaces the text after the last of `COMP_WORDBREAKS`, so only `gpt` of `model=gpt`; inside
quotes it replaces the text after the quote.
"""

import re
from typing import NamedTuple

from llm_tui.tui.commands.candidates import FILES, candidates

_SPECIAL = re.compile(r"([^\w@%+=:,./-])")
_IN_QUOTES = re.compile(r'(["$`\\])')


class Typed(NamedTuple):
    """An unfinished line of shell words."""

    words: list[str]
    """Without quotes; the last one is being typed."""
    quote: str
    """The quote that is still open, if one is."""
    opened: int
    """Where in the last word it was opened."""


def parse(line: str) -> Typed:
    """Split a line into words as a shell does, even if it is unfinished."""
    words, word, quote, opened, escaped, begun = [], "", "", 0, False, False
    for char in line:
        if escaped:
            word, escaped = word + char, False
        elif char == "\\" and quote != "'":
            escaped = begun = True
        elif quote:
            quote, word = ("", word) if char == quote else (quote, word + char)
        elif char in "\"'":
            quote, opened, begun = char, len(word), True
        elif char.isspace():
            if begun:
                words.append(word)
            word, begun = "", False
        else:
            word, begun = word + char, True
    return Typed([*words, word], quote, opened)


def replacements(line: str, breaks: str) -> list[str]:
    """Texts that can replace the part of the line that bash replaces.

    breaks: bash's COMP_WORDBREAKS.
    """
    typed = parse(line)
    last = typed.words[-1]
    if typed.quote:
        start = typed.opened
    else:
        start = max((last.rfind(char) + 1 for char in "=:" if char in breaks), default=0)
    found = [candidate.text for candidate in candidates(typed.words[1:])]
    return [text if text == FILES else _spelled(text[start:], typed.quote) for text in found]


def _spelled(text: str, quote: str) -> str:
    """The text quoted so that the shell reads it as it is."""
    if quote == "'":
        return text.replace("'", "'\\''")
    return (_IN_QUOTES if quote else _SPECIAL).sub(r"\\\1", text)
