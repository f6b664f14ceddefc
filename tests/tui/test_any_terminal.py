"""The installed program in terminals of every kind and size."""

import os
import re
import sys
import time
from itertools import product
from pathlib import Path

import pytest

from tests.tui.terminal import LIMIT, Terminal

PROGRAM = str(Path(sys.executable).with_name("llm-tui"))
TEXT = '[llm]\nmodel = "gpt-4o"\nseed = 1\n[llm.cheap]\nmodel = "o3"\n'
USUAL, LEAST, LARGE = (80, 24), (30, 8), (132, 50)
TERMS = (
    *("xterm-256color", "xterm", "screen-256color", "screen", "tmux-256color"),
    *("linux", "vt100", "ansi", "xterm-of-next-year"),
)
OLD = ("linux", "vt100", "ansi")
COLOURS = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[\d;]*m")


def opened(config: Path, *options: str, size: tuple[int, int], **environment: str) -> Terminal:
    """The program, on a file of two sections; nothing of the terminal of the tests is left."""
    config.write_text(TEXT, encoding="utf-8")
    variables = {"TERM": "xterm-256color", "HOME": os.environ["HOME"], "COLORTERM": ""}
    return Terminal([PROGRAM, *options, str(config)], {**variables, **environment}, size)


def visit(terminal: Terminal) -> bytes:
    """Look at a section, a dialog and a page, then leave; gives all that was written."""
    terminal.wait_for("cheap")
    terminal.press("j\t")
    terminal.wait_for("o3")
    terminal.press("\r")
    terminal.wait_for("esc ")
    close(terminal)
    terminal.press("?")
    terminal.wait_for("esc back")
    close(terminal)
    terminal.press("q")
    assert terminal.wait_for_end() == 0, terminal.text()
    assert terminal.left_behind() == []
    assert b"Traceback" not in terminal.written
    return terminal.written


def close(terminal: Terminal) -> None:
    """Press escape alone, and wait until the dialog that names that key is gone."""
    terminal.press("\x1b")
    end = time.monotonic() + LIMIT
    # A row that is being drawn is incomplete for a moment: it is looked at once nothing comes.
    while (terminal.read(0.1) or "esc " in terminal.text()) and time.monotonic() < end:
        pass


@pytest.mark.parametrize(
    ("term", "size"), [*product(TERMS, (USUAL, LEAST)), ("tmux-256color", LARGE)]
)
def test_it_shows_the_sections_and_leaves_the_terminal_as_it_was(
    config: Path, term: str, size: tuple[int, int]
) -> None:
    with opened(config, size=size, TERM=term) as terminal:
        written = visit(terminal)
        # There is no alternate screen here: nothing is left around the shell's next prompt.
        assert terminal.text().strip() == ""

    # What such a terminal does not know it may show, or ring its bell for.
    asked = [mode for mode in (b"\x1b[?1004h", b"\x1b[?1006h", b"\x1b[>") if mode in written]
    assert bool(asked) == (term not in OLD)


@pytest.mark.parametrize(
    "environment",
    [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "COLORTERM": "truecolor"}, {"TERM": "vt100"}],
    ids=str,
)
def test_no_colour_is_sent_where_none_is_wanted(config: Path, environment: dict[str, str]) -> None:
    with opened(config, size=USUAL, **environment) as terminal:
        assert COLOURS.findall(visit(terminal)) == []


@pytest.mark.parametrize(
    ("environment", "colour"),
    [
        ({"COLORTERM": "truecolor"}, b"[34]8;2;"),
        ({}, b"[34]8;5;"),
        ({"TERM": "xterm"}, b"3[1-6]"),
    ],
    ids=str,
)
def test_as_many_colours_are_sent_as_there_are(
    config: Path, environment: dict[str, str], colour: bytes
) -> None:
    with opened(config, size=USUAL, **environment) as terminal:
        found = COLOURS.findall(visit(terminal))

    assert any(re.search(colour, one) for one in found)
    if colour != b"[34]8;2;":
        assert not any(b"8;2;" in one for one in found)


@pytest.mark.parametrize(
    ("options", "environment"),
    [(["--ascii"], {}), ([], {"LC_ALL": "C"}), (["--ascii", "--plain-output"], {})],
    ids=str,
)
def test_only_ascii_is_sent_where_there_is_nothing_else(
    config: Path, options: list[str], environment: dict[str, str]
) -> None:
    with opened(config, *options, size=USUAL, **environment) as terminal:
        assert visit(terminal).isascii()


def test_in_gnu_screen_the_mouse_is_left_alone(config: Path) -> None:
    """With it, screen holds back an escape until the next key: no dialog could be closed."""
    with opened(config, size=USUAL, TERM="screen", STY="1.tty") as terminal:
        assert b"\x1b[?1002h" not in visit(terminal)


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_where_the_cursor_cannot_be_placed_that_is_said_in_a_line(config: Path, term: str) -> None:
    with opened(config, size=USUAL, TERM=term) as terminal:
        assert terminal.wait_for_end() == 3
        assert "TERM" in terminal.text()
        assert b"\x1b" not in terminal.written
        assert terminal.left_behind() == []


def test_where_there_is_no_room_that_is_said_and_it_can_be_left(config: Path) -> None:
    with opened(config, size=(20, 6)) as terminal:
        terminal.wait_for("30")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []
