"""Medians over rounds in which all that is compared takes turns."""

import statistics
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence

Samples = Mapping[str, Sequence[float]]
"""What was measured under each name, over all rounds."""


def in_turns(rounds: int, **visits: Callable[[], Samples]) -> dict[str, Samples]:
    """Return what each visit measures; a busy minute strikes all alike."""
    found: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in visits}
    for _ in range(rounds):
        for name, visit in visits.items():
            for key, values in visit().items():
                found[name][key] += values
    return dict(found)


def interleaved(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """Return the median of each measure; the first round is not counted."""
    for measure in measures:
        measure()
    return medians([[measure() for measure in measures] for _ in range(rounds)])


async def interleaved_async(rounds: int, *measures: Callable[[], Awaitable[float]]) -> list[float]:
    """Do the same inside one event loop."""
    for measure in measures:
        await measure()
    return medians([[await measure() for measure in measures] for _ in range(rounds)])


def medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    """Return the median of each column."""
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def p95(values: Sequence[float]) -> float:
    """Return the value that one in twenty exceeds."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long it takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def processor_milliseconds(work: Callable[[], object]) -> float:
    """Return how long the processor works on it: a loaded machine does not count."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000
