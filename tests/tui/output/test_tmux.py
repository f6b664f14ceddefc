"""A real terminal, tmux, shows the same after our output as after Textual's own."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from rich.console import Console
from textual._compositor import CompositorUpdate

from llm_tui.tui.output.cells import Cells
from llm_tui.tui.output.frame import Shown
from llm_tui.tui.output.pen import PLAIN, Pen, blank_of, read_pen
from llm_tui.tui.output.private import pieces, placed_strips
from llm_tui.tui.output.terminfo import Abilities
from tests.tui.output.drawing import ATTRIBUTES, Artist

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

ENTER = "\x1b[m\x1b[H\x1b[2J\x1b[?7l"
WIDTH, HEIGHT, PARTS = 50, 10, 12
OWN_SPELLING = {"4:2": "21", "5:3": "53"}
"""How tmux writes a double underline and an overline where it captures a screen."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    tmux(tmp_path, "kill-server")


def tmux(folder: Path, *words: str) -> str:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
    command = ["tmux", "-S", str(folder / "socket"), "-f", "/dev/null", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.stdout


def screens(folder: Path, name: str, parts: list[str]) -> list[str]:
    """What a window of tmux shows after each part of some output."""
    for number, part in enumerate(parts):
        (folder / f"{name}{number}").write_text(part, encoding="utf-8")
    show = f"cat {name}$n; tmux wait-for -S {name}-shown; tmux wait-for {name}-seen"
    script = (
        f"stty raw -echo; for n in {' '.join(map(str, range(len(parts))))}; do {show}; done; cat"
    )
    size = ("-x", str(WIDTH), "-y", str(HEIGHT))
    tmux(folder, "new-session", "-d", "-s", name, *size, "-c", str(folder), "sh", "-c", script)
    tmux(folder, "set-option", "-t", name, "status", "off")
    captured: list[str] = []
    for _ in parts:
        tmux(folder, "wait-for", f"{name}-shown")
        captured.append(tmux(folder, "capture-pane", "-p", "-e", "-N", "-t", name))
        tmux(folder, "wait-for", "-S", f"{name}-seen")
    return captured


def cells(captured: str) -> list[list[tuple[str, Pen]]]:
    """A captured screen as characters with what is seen of their pens."""
    rows: list[list[tuple[str, Pen]]] = []
    words: list[str] = []
    for line in captured.splitlines():
        rows.append([])
        for sgr, character in re.findall(r"\x1b\[([\d;:]*)m|(.)", line):
            if not character:
                words = merged(words, sgr)
                continue
            pen = read_pen(";".join(words))
            rows[-1].append((character, blank_of(pen) if character == " " else pen))
        while rows[-1] and rows[-1][-1] == (" ", PLAIN):
            rows[-1].pop()
    return rows


def merged(words: list[str], sgr: str) -> list[str]:
    """SGR parameters after others; tmux begins anew whenever an attribute goes."""
    new = [OWN_SPELLING.get(word, word) for word in sgr.split(";")]
    return new[1:] if new[0] in ("", "0") else words + new


@pytest.mark.parametrize("seed", range(6))
def test_random_drawing_shows_the_same_in_tmux(folder: Path, seed: int) -> None:
    random = Random(seed)
    console = Console(
        file=io.StringIO(), color_system="truecolor", force_terminal=True, legacy_windows=False
    )
    ours, shown = Cells(WIDTH, HEIGHT), Shown(Abilities())
    shown.clear(WIDTH, HEIGHT)
    artist = Artist(random, (WIDTH, HEIGHT), (*ATTRIBUTES, "dim", "overline", "underline2"))
    plain_parts, our_parts = [ENTER], [ENTER]

    def draw(update: CompositorUpdate) -> None:
        plain_parts.append(update.render_segments(console))
        for x, y, strip in placed_strips(update):
            ours.put(x, y, pieces(strip, console))
        our_parts.append(shown.show(ours))

    for _ in range(PARTS):
        draw(artist.lines())

    plain = screens(folder, "plain", plain_parts)
    assert "\x1b" in plain[-1]
    for number, (expected, captured) in enumerate(
        zip(plain, screens(folder, "ours", our_parts), strict=True)
    ):
        for y, rows in enumerate(zip(cells(captured), cells(expected), strict=True)):
            for ours_cell, plain_cell in zip(*rows, strict=True):
                assert ours_cell == plain_cell, f"part {number}, row {y}"
