"""A session of many keys of all kinds."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from statistics import median

from tests.bench.keys import SIZES, visit
from tests.bench.programs import LLM_TUI, MINIMAL, Program
from tests.bench.report import Figure
from tests.bench.running import Size
from tests.bench.screen import MINIMAL_MIXED, MIXED, Step

PRESSED = 200


def figures(_rounds: int) -> Iterator[Figure]:
    """Count once: bytes are the same in every round."""
    minimal = _bytes_per_cell(MINIMAL, SIZES["80x24"], MINIMAL_MIXED)
    for name, size in SIZES.items():
        ours = _bytes_per_cell(LLM_TUI, size, MIXED)
        yield Figure(f"bytes per changed cell, {PRESSED} mixed keys, {name}", ours, minimal)


def _bytes_per_cell(program: Program, size: Size, keys: Sequence[str]) -> float:
    """Return the median over all keys that change anything."""
    found = visit(program, size, [Step("key", key) for key in islice(cycle(keys), PRESSED)])
    pairs = zip(found["key bytes"], found["key cells"], strict=True)
    return median(size / cells for size, cells in pairs if cells)
