"""The commands beside the screen, which a script or a shell's completion calls."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

from tests.bench import sample
from tests.bench.measure import interleaved, milliseconds
from tests.bench.programs import OURS, config_file, environment
from tests.bench.report import Figure

_NAMES = ("get", "list", "show", "use", "complete", "set")


def figures(rounds: int) -> Iterator[Figure]:
    """Measure all in turns."""
    with config_file() as path:
        numbers = count()

        def run(command: list[str]) -> float:
            return milliseconds(
                lambda: subprocess.run(
                    command, check=True, capture_output=True, env=environment(str(path.parent))
                )
            )

        *ours, beside = interleaved(
            2 * rounds,
            *(partial(lambda name: run(_command(name, path, next(numbers))), n) for n in _NAMES),
            lambda: run([sys.executable, "-c", "import argparse, tomllib"]),
        )
    for name, time in zip(_NAMES, ours, strict=True):
        yield Figure(f"llm-tui {name}", time, beside)


def _command(name: str, path: Path, number: int) -> list[str]:
    """Return a command line; those that edit find something to change each time."""
    section = sample.name(number % 7)
    words = {
        "get": ["get", section, "model"],
        "list": ["list"],
        "show": ["show", section],
        "use": ["use", section],
        "complete": ["complete", "--", "use", "o"],
        "set": ["set", section, f"timeout={number}"],
    }
    return [OURS, "-f", str(path), *words[name]]
