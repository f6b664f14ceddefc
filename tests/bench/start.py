"""Starting, doing nothing, and leaving."""

from collections.abc import Iterator
from functools import partial
from statistics import fmean, median

from tests.bench.measure import Samples, in_turns
from tests.bench.process import megabytes, worked
from tests.bench.programs import LARGE, LLM_TUI, MINIMAL, SMALL, Program, opened
from tests.bench.report import Figure
from tests.bench.running import Size
from tests.bench.screen import DOWN, MAIN

IDLE = 4.0
"""Seconds of idling in each round."""


def visit(program: Program, size: Size) -> dict[str, list[float]]:
    """Return what a start, some idle seconds and the end cost, in ms, bytes and MB."""
    with opened(program, size) as running:
        start = running.started(program.shows)
        processor, memory = worked(running.pid), megabytes(running.pid)
        idle = running.idle(IDLE)
        leaving = running.leave(program.leave)
    return {
        "first frame": [start.first_frame * 1000],
        "settled": [start.settled * 1000],
        "bytes": [start.size],
        "processor": [processor * 1000],
        "memory": [memory],
        "idle bytes": [idle.size],
        "wake-ups": [idle.wakeups],
        "leaving": [leaving * 1000],
    }


def figures(rounds: int) -> Iterator[Figure]:
    """Measure llm-tui beside the minimal program."""
    found = in_turns(
        rounds,
        ours=partial(visit, LLM_TUI, SMALL),
        minimal=partial(visit, MINIMAL, SMALL),
        ours_large=partial(_bytes, LLM_TUI),
        minimal_large=partial(_bytes, MINIMAL),
    )
    ours, minimal = found["ours"], found["minimal"]
    yield _beside("bytes until settled, 80x24", "bytes", ours, minimal)
    large = found["ours_large"], found["minimal_large"]
    yield _beside("bytes until settled, 120x40", "bytes", *large)
    yield _beside("first frame with real values", "first frame", ours, minimal)
    yield _beside("settled", "settled", ours, minimal)
    yield _beside("processor until settled", "processor", ours, minimal)
    yield _beside("memory of the screen's process", "memory", ours, minimal)
    for name, key in (("bytes", "idle bytes"), ("wake-ups", "wake-ups")):
        # Seldom events: all idle seconds together are one measurement.
        yield Figure(f"idle: {name} a second", fmean(ours[key]), fmean(minimal[key]))
    yield _beside("leaving", "leaving", ours, minimal)
    yield Figure("keys lost before the first frame", _lost_keys())


def _bytes(program: Program) -> Samples:
    with opened(program, LARGE) as running:
        return {"bytes": [running.started(program.shows).size]}


def _beside(name: str, key: str, ours: Samples, minimal: Samples) -> Figure:
    return Figure(name, median(ours[key]), median(minimal[key]))


def _lost_keys(pressed: int = 2) -> int:
    """Count the keys that have no effect when they are typed as the process starts."""
    screens = []
    with opened(LLM_TUI) as running:
        running.started(LLM_TUI.shows)
        for _ in range(pressed + 1):
            screens.append(_below_title(running.text()))
            running.press(DOWN)
    with opened(LLM_TUI) as running:
        running.type(DOWN * pressed)
        # Another section than the first is selected: its values are not those that are usual.
        running.started(MAIN)
        found = _below_title(running.text())
    return pressed - screens.index(found) if found in screens else pressed


def _below_title(text: str) -> str:
    """Return the screen without the line that holds the path, which is another in each run."""
    return text.partition("\n")[2]
