"""How soon the screen is there and what it holds then; and how the commands start."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from tests.bench.measure import Result, interleaved
from tests.tui.terminal import Terminal

PROGRAM = str(Path(sys.executable).with_name("llm-tui"))
ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@dataclass(frozen=True)
class Start:
    """One start of a program: until its data was on the screen, and what it held then."""

    milliseconds: float
    megabytes: float


def start(command: list[str], text: str) -> Start:
    """Start a program in a terminal, and stop it once a text is on the screen."""
    begin = time.perf_counter()
    with Terminal(command, ENVIRONMENT) as terminal:
        while text not in terminal.text():
            if not terminal.read(10):
                raise RuntimeError(f"{command} showed no {text!r}:\n{terminal.text()}")
        milliseconds = (time.perf_counter() - begin) * 1000
        return Start(milliseconds, megabytes(terminal.pid))


def megabytes(pid: int) -> float:
    """What a process holds in memory."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    kilobytes = next(line.split()[1] for line in status.splitlines() if "VmRSS" in line)
    return int(kilobytes) / 1024


def run(command: list[str]) -> float:
    """How many milliseconds a command takes."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - begin) * 1000


def sections(count: int) -> str:
    """A file with a base and this many named sections."""
    text = '[core]\ndebug = false\n\n[llm]\nmodel = "first-model"\napi_key = "sk-0000"\n'
    for number in range(count):
        text += (
            f'\n# section {number}\n[llm.s{number}]\nmodel = "model-{number}"\n'
            f'base_url = "https://h{number}.example.com/v1"\nnum_retries = 5\n'
            "temperature = 0.5\ntimeout = 30\nmax_output_tokens = 4096\ntop_p = 0.9\n"
        )
    return text


def results(folder: Path) -> Iterator[Result]:
    """Measure with files in a folder."""
    ten, thousand = folder / "ten.toml", folder / "thousand.toml"
    ten.write_text(sections(10), encoding="utf-8")
    thousand.write_text(sections(1000), encoding="utf-8")
    minimal = [sys.executable, "-m", "tests.bench.minimal"]
    memory: dict[str, list[float]] = {"ours": [], "minimal": []}

    def screen(path: Path) -> float:
        found = start([PROGRAM, str(path)], "here :5")
        memory["ours"].append(found.megabytes)
        return found.milliseconds

    def baseline() -> float:
        found = start(minimal, "value 5")
        memory["minimal"].append(found.megabytes)
        return found.milliseconds

    small, base = interleaved(lambda: screen(ten), baseline)
    yield Result("first frame with data / minimal Textual", small, base, 1.2)
    ours, theirs = [statistics.median(memory[name]) for name in ("ours", "minimal")]
    yield Result("memory then / minimal Textual", ours, theirs, 1.3, "MB")
    few, many = interleaved(lambda: screen(ten), lambda: screen(thousand))
    yield Result("first frame, 1,000 sections / 10", many, few, 2)
    get, imports = interleaved(
        lambda: run([PROGRAM, "get", "llm", "model", "-f", str(ten)]),
        lambda: run([sys.executable, "-c", "import argparse, tomllib"]),
    )
    yield Result("llm-tui get / import argparse, tomllib", get, imports, 3)
    names = cycle(("s1", "s2"))
    use, complete, imports = interleaved(
        lambda: run([PROGRAM, "use", next(names), "-f", str(ten)]),
        lambda: run([PROGRAM, "complete", "--", "-f", str(ten), "use", "s"]),
        lambda: run([sys.executable, "-c", "import argparse, tomllib"]),
    )
    yield Result("llm-tui use, saved / import argparse, tomllib", use, imports, 3)
    yield Result("a tab on a section / import argparse, tomllib", complete, imports, 3)
