"""What is read from terminfo's files is what curses reads from them."""

import subprocess
import sys
from pathlib import Path

import pytest

from llm_tui.tui.output.terminfo import Abilities, abilities

FOLDERS = ("/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo")
TERMS = sorted({path.name for folder in FOLDERS for path in Path(folder).glob("?/*")})

BY_CURSES = """
import curses, sys
curses.setupterm()
print(curses.tigetflag("bce") > 0, curses.tigetstr("ech") == b"\\x1b[%p1%dX",
      curses.tigetnum("colors"))
"""


@pytest.mark.parametrize("term", TERMS)
def test_it_is_what_curses_reads(term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("STY", raising=False)
    wanted = subprocess.run([sys.executable, "-c", BY_CURSES], capture_output=True, check=True)

    found = abilities()

    read = found.erases_in_colour, found.erases_characters, found.colours
    assert " ".join(map(str, read)) == wanted.stdout.decode().strip()


def compiled(folder: Path, name: str, entry: str) -> None:
    """Compile an entry into a folder."""
    source = folder / "source"
    source.write_text(f"{name}|a terminal,\n\t{entry},\n")
    subprocess.run(["tic", "-x", "-o", folder, source], check=True)


@pytest.mark.parametrize("colours", [8, 256, 1 << 24])
def test_an_entry_of_the_user_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colours: int
) -> None:
    compiled(tmp_path, "xterm", rf"bce, colors#{colours}, ech=\E[%p1%dX")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("STY", raising=False)

    monkeypatch.setenv("TERMINFO", str(tmp_path))
    assert abilities() == Abilities(True, True, colours)

    monkeypatch.delenv("TERMINFO")
    monkeypatch.setenv("TERMINFO_DIRS", f"/none:{tmp_path}:")
    assert abilities() == Abilities(True, True, colours)


@pytest.mark.parametrize("term", ["", "../x/xterm", "no-such-terminal"])
def test_a_terminal_that_is_not_known_can_do_nothing(
    term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("STY", raising=False)

    assert abilities() == Abilities()


def test_an_entry_that_is_cut_off_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(tmp_path, "damaged", r"bce, colors#8, ech=\E[%p1%dX")
    (path,) = tmp_path.glob("?/damaged")
    data = path.read_bytes()
    monkeypatch.setenv("TERM", "damaged")
    monkeypatch.setenv("TERMINFO", str(tmp_path))
    monkeypatch.delenv("STY", raising=False)
    assert abilities().colours == 8

    for length in range(len(data) - 1):
        path.write_bytes(data[:length])
        assert abilities() in (Abilities(), Abilities(True, True, 8)), length


def test_screen_erases_in_its_own_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("STY", raising=False)
    assert abilities().erases_in_colour

    monkeypatch.setenv("STY", "1.pts-0")

    assert abilities() == Abilities(False, True, 256, holds_escape=True)
