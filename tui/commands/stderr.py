"""Messages of a command on stderr: one line each, after the name of the program."""

import re
import sys
from contextlib import suppress

from llm_tui.tui.text.safe_text import printable

_LONGEST = 16
"""A longer word with a digit in it may be a key."""

_ASSIGNED = re.compile(r"[\w.-]+=")


def shown_word(word: str) -> str:
    """A word of the command line that was not understood, unless it may be a secret."""
    from llm_tui.model.secrets.masking import MASK, mask_value

    assigned = _ASSIGNED.match(word)
    if assigned:
        return f"{assigned[0]}{MASK}"
    if len(word) > _LONGEST and any(char.isdigit() for char in word):
        return MASK
    return str(mask_value(word))


def warn(message: str) -> None:
    """Print a line on stderr, without anything in it that looks like an API key."""
    # Here: most commands have nothing to complain about.
    from llm_tui.model.secrets.redactor import Redactor

    with suppress(OSError):
        sys.stderr.write(f"llm-tui: {printable(Redactor(()).text(message))}\n")
