"""Text for a terminal that shows nothing but ASCII."""

import codecs
import os
from collections.abc import Mapping

GLYPHS = {
    **dict.fromkeys("─━┄┈▔▁", "-"),
    **dict.fromkeys("│┃▌▐┆╎", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼", "+"),
    **dict.fromkeys("█▓▄▀■▂▃▅▆▇▉▊▋", "#"),
    **dict.fromkeys("░▒·•▪∙", "."),
    **dict.fromkeys("▶►→", ">"),
    **dict.fromkeys("◂◀←", "<"),
    **dict.fromkeys("▷▹◆", "+"),
    **dict.fromkeys("●◉○★☆", "*"),
    **dict.fromkeys("↑▲", "^"),
    **dict.fromkeys("↓▼✓✔", "v"),
    **dict.fromkeys("✗✘×", "x"),
    **dict.fromkeys("–—", "-"),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”«»", '"'),
    "…": "~",
}
"""What is drawn in place of a glyph, in as many cells."""

_TABLE = str.maketrans(GLYPHS)

ERRORS = "llm-tui-ascii"
"""The error handler of text that a stream can't encode."""


def is_wanted(environment: Mapping[str, str]) -> bool:
    """Does the locale name an encoding that is not UTF-8?

    Where it names none, Python has set one that is (PEP 538).
    """
    named = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next(filter(None, named), "")
    return bool(locale) and "utf8" not in locale.lower().replace("-", "")


def to_ascii(text: str) -> str:
    """The text in ASCII; what has no likeness there is a question mark."""
    if text.isascii():
        return text
    return text.translate(_TABLE).encode("ascii", "replace").decode()


def prepare_streams(*streams: object) -> None:
    """Have what a stream can't encode written in ASCII, rather than end the program."""
    codecs.register_error(ERRORS, _replaced)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and is_wanted(os.environ):
            reconfigure(encoding="ascii", errors=ERRORS)
        elif reconfigure is not None:
            reconfigure(errors=ERRORS)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return to_ascii(error.object[error.start : error.end]), error.end
