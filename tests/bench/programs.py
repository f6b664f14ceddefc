"""The measured programs: how each is started, moved through and left.

All that the measurements know of the screen of llm-tui, its keys and its texts, is in this file.
"""

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

UP, DOWN, RIGHT, LEFT, HOME, END = (f"\x1b[{final}" for final in "ABCDHF")
PAGE_DOWN, PAGE_UP, TAB, BACK_TAB, ENTER, ESCAPE = (
    "\x1b[6~",
    "\x1b[5~",
    "\t",
    "\x1b[Z",
    "\r",
    "\x1b",
)
CTRL_HOME = "\x1b[1;5H"
BACKSPACE, CLEAR, CTRL_Q, CTRL_S, CTRL_X = "\x7f", "\x05\x15", "\x11", "\x13", "\x18"

SMALL, LARGE = (80, 24), (120, 40)
SECTIONS = 10
"""What every measurement has that is not about large files."""

# What the screen of llm-tui shows, and only in this state.
PICKER = "Known to litellm"
HELP = "Edit the selected value"
MAIN = "Effective value"


def title(section: str) -> str:
    """Return what is on the screen only while this section is selected."""
    return f"[llm.{section}]"


# Its keys.
TEST, SAVE, QUIT, PICK_MODEL = "t", CTRL_S, "q", "m"
SHOW_HELP, SHOW_ALL, FILTER = "?", "a", "/"
TO_VALUE = RIGHT + HOME + DOWN * sample.COLUMN
"""From the sections to the setting that `sample.VALUE` is in."""


class Step(NamedTuple):
    """A key to press, and the name that its output is kept under."""

    name: str
    key: str
    times: int = 1
    held: int = 1
    """How often it is written each time, with `pause` seconds between."""
    pause: float = 0


def _lists(top: str) -> tuple[Step, ...]:
    """Return the steps through both lists, where a key goes to the top of the second."""
    return (
        Step("section", DOWN, SECTIONS - 1),
        *(Step("focus", TAB), Step("focus", BACK_TAB)) * 3,
        Step("", TAB),
        Step("setting", DOWN, 12),
        Step("", top),
        Step("held", DOWN, held=30, pause=1 / 33),
    )


KEYS = (
    *_lists(HOME),
    Step("", TO_VALUE),
    Step("editor", ENTER),
    *(Step("letter", letter) for letter in "abcdef"),
    Step("", ESCAPE),
)
KEYS_WITHOUT_HELP = (
    Step("", TEST),
    Step("", TAB),
    Step("", RIGHT + HOME),
    Step("setting", DOWN, 9),
)
"""The open test covers the help."""
MINIMAL_KEYS = _lists(CTRL_HOME)

_WALK = (*(DOWN,) * 5, TAB, *(DOWN,) * 8, PAGE_DOWN, PAGE_UP, END, HOME)
MIXED = (
    *(*_WALK, *(DOWN,) * sample.COLUMN, ENTER, *"abc", *(BACKSPACE,) * 3, ESCAPE),
    *(FILTER, *"te", ESCAPE, SHOW_ALL, SHOW_ALL, SHOW_HELP, ESCAPE, LEFT, *(UP,) * 5),
)
MINIMAL_MIXED = (*_WALK, BACK_TAB, *(UP,) * 5)

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
    down: str = DOWN
    """A key that changes little."""

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
POSTING = Program("posting", _peer("posting", "--collection", "."), "Send", "\x03")
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
        path.write_text(text or sample.config(SECTIONS), encoding="utf-8")
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
