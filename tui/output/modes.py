"""The terminal modes that are set while the program runs, and reset afterwards."""

import os

_KITTY_KEYS = 0b11001
"""Disambiguated escapes, all keys, and the text that they mean; as Textual's own driver asks."""

SYNCHRONISE, SYNCHRONISED = "\x1b[?2026h", "\x1b[?2026l"
"""Brackets of what is to be shown at once, where the terminal knows them."""


_EMPTY = "\x1b[?1049h\x1b[m\x1b[H\x1b[2J\x1b[?25l\x1b[?7l"
"""The alternate screen, empty; no cursor, no line wrap."""

_GIVEN_BACK = "\x1b[?7h\x1b[m\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h"
"""A console, and GNU screen unless it is told so, has no other screen: this one is left empty."""


def entering(*, mouse: bool, is_old: bool = False) -> str:
    """The sequence before the first frame: an empty screen of our own, and distinguishable keys.

    is_old: for a terminal that may show what it does not know.
    """
    if is_old:
        return _EMPTY
    return "".join(
        (
            _EMPTY,
            "\x1b[?1004h\x1b[?2004h",  # focus, bracketed paste
            # Buttons, and motion only while one is held: each motion would be sent over the line.
            "\x1b[?1002h\x1b[?1006h" if mouse else "",
            "" if _is_kitty_refused() else f"\x1b[>{_KITTY_KEYS}u",
            # Terminal.app takes this question for text.
            "" if os.environ.get("TERM_PROGRAM") == "Apple_Terminal" else "\x1b[?2026$p",
        )
    )


def leaving(*, mouse: bool, synchronised: bool, is_old: bool = False) -> str:
    """The sequence that undoes `entering`, in reverse."""
    if is_old:
        return _GIVEN_BACK
    return "".join(
        (
            SYNCHRONISED if synchronised else "",
            "" if _is_kitty_refused() else "\x1b[<u",
            "\x1b[?1006l\x1b[?1002l" if mouse else "",
            "\x1b[?2004l\x1b[?1004l",
            _GIVEN_BACK,
        )
    )


def _is_kitty_refused() -> bool:
    """Does the user do without distinguishable keys, as with Textual's own driver?"""
    return os.environ.get("TEXTUAL_DISABLE_KITTY_KEY") == "1"
