"""Runs a scene in a real terminal, and keeps the screens that its marks ask for."""

import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.bench.emulator import Cells, Emulator
from tests.pictures.marks import is_ended, pieces
from tests.pictures.program import FAILURE
from tests.pictures.scenes import SCENES
from tests.tui.terminal import Terminal

ROOT = Path(__file__).parents[2]
SILENCE = 60.0
"""Seconds without any output after which a scene counts as hung, also on a busy machine."""


class Shot(NamedTuple):
    """A screen at a mark."""

    label: str
    cells: Cells


def capture(name: str) -> list[Shot]:
    """Play a scene, and return what the terminal shows at its marks."""
    size = SCENES[name].size
    with tempfile.TemporaryDirectory() as folder:
        home = Path(os.path.realpath(folder))
        output = _output(name, home, size)
    emulator = Emulator(*size)
    shots = []
    for data, label in pieces(output):
        emulator.feed(data)
        shots.append(Shot(label, emulator.cells()))
    return shots


def _output(name: str, home: Path, size: tuple[int, int]) -> bytes:
    command = [sys.executable, "-m", "tests.pictures.program", name, str(home)]
    with Terminal(command, {"PYTHONPATH": str(ROOT)}, size) as terminal:
        while not is_ended(terminal.written):
            if not terminal.read(SILENCE):
                failure = home / FAILURE
                reason = failure.read_text("utf-8") if failure.exists() else terminal.text()
                raise AssertionError(f"the scene {name} did not come to its end:\n{reason}")
        terminal.wait_for_end()
        return terminal.written


def text_of(cells: Cells) -> list[str]:
    """The lines of a screen."""
    return ["".join(cell.data for cell in row).rstrip() for row in cells]
