"""The capabilities of the terminal, from its terminfo entry.

The entry is read from its file, as term(5) describes it: importing `curses` for it takes a
millisecond of the start, and 0.8 MB.
"""

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple


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

_FOLDERS = (
    *("/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"),
    *("/usr/lib/terminfo", "/usr/local/share/terminfo"),
)
"""Where distributions have their entries."""

_SHORT, _LONG = 0o432, 0o1036
"""How a file begins whose numbers have two bytes each, or four."""

_BCE, _COLORS, _ECH = 28, 13, 37
"""Where a file has these among its flags, its numbers and its strings."""


def abilities() -> Abilities:
    """What the terminal that TERM names can do; nothing where it is not known."""
    term = os.environ.get("TERM", "")
    # GNU screen sets STY. It takes an escape for the beginning of what a mouse sends.
    in_screen = "STY" in os.environ
    entry = _entry(term) or _entry_of_curses()
    if entry is None:
        return Abilities(holds_escape=in_screen)
    return Abilities(
        # Screen erases in its own colours, whatever TERM was set to inside of it.
        erases_in_colour=entry.bce and not in_screen,
        erases_characters=entry.ech == b"\x1b[%p1%dX",
        colours=entry.colors,
        is_old=term.startswith(OLD),
        holds_escape=in_screen,
    )


class _Entry(NamedTuple):
    """What is used of an entry, by the names of terminfo(5)."""

    bce: bool
    colors: int
    """Negative where there are none."""
    ech: bytes


def _entry(term: str) -> _Entry | None:
    """The entry of a terminal; None where there is none that can be read."""
    if not term or "/" in term:
        return None
    for folder in _folders():
        # In folders by the first letter, or by its code where files differ by more than case.
        for letter in (term[0], f"{ord(term[0]):x}"):
            with (
                suppress(OSError, ValueError, struct.error, IndexError),
                open(os.path.join(folder, letter, term), "rb") as file,
            ):
                return _read(file.read())
    return None


def _entry_of_curses() -> _Entry | None:
    """The entry by curses, which knows other places: some systems have a database, not files."""
    try:
        import curses

        curses.setupterm(fd=sys.stdout.fileno())
        return _Entry(
            curses.tigetflag("bce") > 0, curses.tigetnum("colors"), curses.tigetstr("ech") or b""
        )
    except Exception:  # noqa: BLE001 - curses.error, or an ImportError where it is not built in
        return None


def _folders() -> Iterator[str]:
    """The folders in the order in which ncurses looks into them."""
    if named := os.environ.get("TERMINFO"):
        yield named
    yield os.path.expanduser("~/.terminfo")
    for folder in os.environ.get("TERMINFO_DIRS", "").split(":"):
        yield from (folder,) if folder else _FOLDERS


def _read(data: bytes) -> _Entry:
    """Read a compiled entry. Raises ValueError, IndexError and struct.error."""
    magic, names, flags, numbers, strings, _ = struct.unpack_from("<6h", data)
    if magic not in (_SHORT, _LONG):
        raise ValueError("not a terminfo entry")
    at_flags = struct.calcsize("<6h") + names
    at_numbers = at_flags + flags + (names + flags) % 2
    form, size = ("<h", 2) if magic == _SHORT else ("<i", 4)
    at_strings = at_numbers + numbers * size
    colors, start = -1, -1
    if numbers > _COLORS:
        (colors,) = struct.unpack_from(form, data, at_numbers + _COLORS * size)
    if strings > _ECH:
        (start,) = struct.unpack_from("<h", data, at_strings + _ECH * 2)
    text = at_strings + strings * 2 + start
    ech = data[text : data.index(b"\0", text)] if start >= 0 else b""
    return _Entry(flags > _BCE and data[at_flags + _BCE] == 1, colors, ech)
