"""The capabilities of the terminal, from its terminfo entry."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Abilities:
    """What makes output shorter and is not right everywhere."""

    erases_in_colour: bool = False
    """Erasing leaves blanks in the current background (terminfo: bce)."""
    erases_characters: bool = False
    """It can erase some cells ahead (terminfo: ech)."""
    colours: int | None = None
    """Terminfo: colors; None where the terminal is not known."""
    is_old: bool = False
    """It may show what later terminals take for a request: to report the mouse, say."""
    holds_escape: bool = False
    """Where the mouse is reported it holds back an escape until the next key."""


OLD = ("linux", "vt", "ansi", "cons", "sun")
"""Beginnings of the names of terminals and consoles that know none of xterm's requests."""


def abilities(output: int) -> Abilities:
    """What the terminal that TERM names can do; nothing where it is not known."""
    # GNU screen sets STY. It takes an escape for the beginning of what a mouse sends.
    in_screen = "STY" in os.environ
    try:
        import curses

        curses.setupterm(fd=output)
        erases_characters = curses.tigetstr("ech") == b"\x1b[%p1%dX"
        erases_in_colour = curses.tigetflag("bce") > 0
        colours = curses.tigetnum("colors")
    except Exception:  # noqa: BLE001 - curses.error, or an ImportError where it is not built in
        return Abilities(holds_escape=in_screen)
    # It erases in its own colours, whatever TERM was set to inside of it.
    erases_in_colour = erases_in_colour and not in_screen
    is_old = os.environ.get("TERM", "").startswith(OLD)
    return Abilities(erases_in_colour, erases_characters, colours, is_old, in_screen)
