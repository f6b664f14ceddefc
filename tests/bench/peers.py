"""Other programs of the terminal, measured in the same way."""

from collections.abc import Iterator, Mapping
from functools import partial
from statistics import median

from tests.bench import start
from tests.bench.measure import Samples, in_turns
from tests.bench.programs import (
    CURSES,
    HARLEQUIN,
    LLM_TUI,
    MINIMAL,
    NANO,
    POSTING,
    SMALL,
    Program,
    opened,
)

PROGRAMS = (LLM_TUI, MINIMAL, CURSES, NANO, POSTING, HARLEQUIN)
KEYS = 8


def visit(program: Program) -> Samples:
    """Return what a visit costs, and a key that moves by a row."""
    found = start.visit(program, SMALL)
    with opened(program) as running:
        running.started(program.shows)
        outputs = [running.press(program.key) for _ in range(KEYS)]
    found["key bytes"] = [output.size for output in outputs]
    found["key ms"] = [output.last * 1000 for output in outputs if output.last is not None]
    return found


def medians(rounds: int) -> Iterator[tuple[str, Mapping[str, float], str]]:
    """Yield each program with its medians, or with the reason why it has none."""
    runs = {program.name: program for program in PROGRAMS}
    missing = {name: program.missing for name, program in runs.items()}
    for name, program in runs.items():
        if not missing[name]:
            try:
                visit(program)
            except Exception as error:  # noqa: BLE001
                missing[name] = str(error).partition("\n")[0]
    visits = {name: partial(visit, runs[name]) for name in runs if not missing[name]}
    found = in_turns(rounds, **visits)
    for name in runs:
        samples = found.get(name, {})
        values = {key: median(values) for key, values in samples.items() if values}
        yield name, values, missing[name]
