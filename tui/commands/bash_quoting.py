"""What bash needs to be told of a completion: quotes, and the parts that it replaces.

Source: readline replaces what stands behind the last of `COMP_WORDBREAKS`, so of `model=gpt` only
`gpt`; inside quotes it replaces what stands behind the quote.
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
    """Take a line apart as a shell does, whatever is still missing of it."""
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
    """What can stand in the place of the part of the line that bash replaces.

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
    """The text as it must stand in the line, so that the shell reads it as it is."""
    if quote == "'":
        return text.replace("'", "'\\''")
    return (_IN_QUOTES if quote else _SPECIAL).sub(r"\\\1", text)
