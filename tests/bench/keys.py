"""What a test costs the screen: its keys while an answer streams, and what it holds afterwards."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.asking import server
from tests.bench.measure import Result, medians
from tests.bench.screen import ENVIRONMENT, PROGRAM, megabytes
from tests.tui.terminal import Terminal

SECTIONS = 12
ROUNDS = 5
WIDE = (120, 40)


def file_with(url: str) -> str:
    """A base at this address, and sections that inherit from it."""
    named = "".join(
        f'\n[llm.s{number}]\nmodel = "openai/m{number}"\n' for number in range(SECTIONS)
    )
    return f'[llm]\nmodel = "openai/m"\napi_key = "sk-bench"\nbase_url = "{url}/v1"\n{named}'


def press(terminal: Terminal, key: str, text: str) -> float:
    """Milliseconds from a key until a text is on the screen."""
    begin = time.perf_counter()
    terminal.press(key)
    while text not in terminal.text():
        if not terminal.read(10):
            raise RuntimeError(f"{key!r} never gave {text!r}:\n{terminal.text()}")
    return (time.perf_counter() - begin) * 1000


def slowest(terminal: Terminal) -> float:
    """The slowest of the keys that go through all sections, in milliseconds."""
    terminal.press("g")
    times = [press(terminal, "j", f"[llm.s{number}] ") for number in range(SECTIONS)]
    press(terminal, "g", "─ [llm] ")
    return max(times)


def ask(terminal: Terminal, prompt: str, answer: str) -> None:
    """Open the pane on the base, ask, and go back to the sections."""
    press(terminal, "t", "enter ask")
    terminal.press(f"\x05\x15{prompt}\r")
    terminal.wait_for(answer)
    terminal.press("\t")


def results(folder: Path) -> Iterator[Result]:
    """Measure with a file in a folder."""
    path = folder / "keys.toml"
    with server() as url:
        path.write_text(file_with(url), encoding="utf-8")
        rounds = [_round(str(path)) for _ in range(ROUNDS)]
    during, usual, after, before = medians(rounds)
    yield Result("slowest key while an answer streams / usual", during, usual, 2)
    yield Result("memory after a test of 2 MB / before", after, before, 1.1, "MB")


def _round(path: str) -> tuple[float, float, float, float]:
    with opened(path) as terminal:
        slowest(terminal)
        usual, before = slowest(terminal), megabytes(terminal.pid)
        ask(terminal, "talk", "word word word")
        during = slowest(terminal)
    with opened(path) as terminal:
        slowest(terminal)
        ask(terminal, "huge", "characters in all")
        return during, usual, megabytes(terminal.pid), before


@contextmanager
def opened(path: str) -> Iterator[Terminal]:
    """The screen, once it shows a file."""
    with Terminal([PROGRAM, path], ENVIRONMENT, WIDE) as terminal:
        terminal.wait_for("[llm]")
        yield terminal
