"""The screen over a slow line: 200 ms there and back, 50 kB/s.

What is measured is what a person sees: from a key to the last byte of its effect.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench import sample
from tests.bench.measure import Samples, in_turns
from tests.bench.programs import LLM_TUI, Program, config_file, opened, running
from tests.bench.relay import DELAY
from tests.bench.report import Figure
from tests.bench.running import PATIENCE
from tests.bench.screen import CLEAR, DOWN, END, ENTER, LEFT, QUIT, SAVE, TEST, TO_VALUE
from tests.bench.server import ANSWER, serving_process

SILENCE = 2 * DELAY + 0.1
"""Seconds after which nothing is under way any more."""

RELAY = Program(
    "llm-tui over a slow line",
    lambda path: (sys.executable, "-m", "tests.bench.relay", *LLM_TUI.command(path)),
    LLM_TUI.shows,
    LLM_TUI.leave,
)
FIRST, SECOND = "http://first.lan/v1", "http://second.lan/v1"


def figures(rounds: int) -> Iterator[Figure]:
    """Measure beside the round trip alone."""
    with serving_process() as url:
        text = (
            f'{sample.config(sample.SECTIONS)}\n[llm.loopback]\nmodel = "openai/gpt-4o"\n'
            f'api_key = "sk-sample"\nbase_url = "{url}/v1"\n'
        )
        found = in_turns((rounds + 1) // 2, ours=lambda: _visit(text))["ours"]
    for name, times in found.items():
        yield Figure(f"slow line: {name}", median(times), DELAY * 1000)
    yield Figure("slow line: edits lost by typing ahead", _lost_edits())


def _visit(text: str) -> Samples:
    with opened(RELAY, text=text) as line:

        def last(keys: str) -> float:
            begun = line.type(keys)
            # Whether the program is busy at the other end can't be seen from here.
            line.read(PATIENCE)
            line.until_quiet(SILENCE)
            return (line.last - begun) * 1000

        found = {"first frame with real values": [line.started(RELAY.shows).first_frame * 1000]}
        line.until_quiet(SILENCE)
        found["another section"] = [last(DOWN) for _ in range(3)]
        line.press(TO_VALUE, SILENCE)
        found["another key with its help"] = [last(DOWN) for _ in range(3)]
        line.press(TO_VALUE, SILENCE)
        found["opening an editor"] = [last(ENTER)]
        found["a typed letter"] = [last(letter) for letter in "abc"]
        found["a value entered"] = [last(ENTER)]
        found["saving"] = [last(SAVE)]
        line.press(LEFT + END, SILENCE)
        found["opening a test"] = [last(TEST)]
        begun = line.type(ENTER)
        line.read(PATIENCE)
        found["asking, until the screen says so"] = [(line.last - begun) * 1000]
        line.wait_for(ANSWER)
    return found


def _lost_edits() -> int:
    """Count the edits that do not reach the file when all keys are typed before any effect."""
    with config_file() as path:
        with running(RELAY, path) as line:
            line.started(RELAY.shows)
            line.type(TO_VALUE + ENTER + CLEAR + FIRST + ENTER)
            line.type(LEFT + DOWN + TO_VALUE + ENTER + CLEAR + SECOND + ENTER + SAVE)
            line.until_quiet(SILENCE)
            line.leave(QUIT)
        return _missing(path)


def _missing(path: Path) -> int:
    base = tomllib.loads(path.read_text(encoding="utf-8"))["llm"]
    written = base["base_url"], base[sample.name(0)].get("base_url")
    return sum(one != other for one, other in zip(written, (FIRST, SECOND), strict=True))
