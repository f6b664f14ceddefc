"""The measured programs: how each is started and left."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.bench import sample
from tests.bench.running import Running, Size
from tests.bench.screen import CTRL_C, CTRL_Q, CTRL_X, DOWN, QUIT

SMALL, LARGE = (80, 24), (120, 40)

OURS = str(Path(sys.executable).with_name("llm-tui"))
PEERS = Path(".venv-bench")


class Program(NamedTuple):
    """A program with a screen."""

    name: str
    command: Callable[[Path], tuple[str, ...]]
    """For a config file."""
    shows: str
    """On the screen once real values are."""
    leave: str
    key: str = DOWN
    """One that changes little."""

    @property
    def missing(self) -> str:
        """Why it can't be measured; empty if it can."""
        program = self.command(Path())[0]
        return "" if shutil.which(program) else f"{Path(program).name} is not installed"


def _module(name: str) -> Callable[[Path], tuple[str, ...]]:
    return lambda _: (sys.executable, "-m", f"tests.bench.{name}")


def _peer(name: str, *arguments: str) -> Callable[[Path], tuple[str, ...]]:
    program = str((PEERS / name / "bin" / name).absolute())
    return lambda _: (program, *arguments)


LLM_TUI = Program("llm-tui", lambda path: (OURS, str(path)), sample.VALUE, QUIT)
MINIMAL = Program("minimal Textual", _module("minimal"), "value 5", CTRL_Q)
CURSES = Program("curses", _module("with_curses"), "value 5", "q")
NANO = Program(
    "nano", lambda path: (shutil.which("nano") or "nano", str(path)), sample.VALUE, CTRL_X
)
POSTING = Program("posting", _peer("posting", "--collection", "."), "Send", CTRL_C, "x")
HARLEQUIN = Program("harlequin", _peer("harlequin", ":memory:"), "memory", CTRL_Q)


@contextmanager
def opened(program: Program, size: Size = SMALL, text: str = "") -> Iterator[Running]:
    """Start a program with a home and a file of its own, of 10 sections unless a text is given."""
    with config_file(text) as path, running(program, path, size) as found:
        yield found


@contextmanager
def config_file(text: str = "") -> Iterator[Path]:
    """Write a file into a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "config.toml")
        path.write_text(text or sample.config(sample.SECTIONS), encoding="utf-8")
        yield path


def running(program: Program, path: Path, size: Size = SMALL) -> Running:
    """Start a program on a file, with the file's folder as its home."""
    return Running(program.command(path), environment(str(path.parent)), size)


def environment(home: str) -> dict[str, str]:
    """Return what every program runs in: 256 colours, as over SSH, and nobody's settings."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": os.getcwd(),
    }
