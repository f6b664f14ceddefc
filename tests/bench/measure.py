"""What all measurements share."""

import statistics
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

ROUNDS = 9


class Result(NamedTuple):
    """A median of ours and of what it is measured beside, and how many times that it may be."""

    name: str
    ours: float
    beside: float
    limit: float
    unit: str = "ms"

    @property
    def is_within(self) -> bool:
        """Is it fast enough?"""
        return self.ours <= self.limit * self.beside

    def __str__(self) -> str:
        ratio = self.ours / self.beside
        verdict = "ok" if self.is_within else "TOO MUCH"
        numbers = f"{self.ours:9.1f} {self.beside:9.1f} {self.unit:3} {ratio:6.2f} x"
        return f"{self.name:52} {numbers}  <= {self.limit}  {verdict}"


HEADING = f"{'':52} {'ours':>9} {'beside':>9}"


def interleaved(*measures: Callable[[], float]) -> list[float]:
    """The median of each measure; they take turns, so that a busy minute strikes all alike."""
    for measure in measures:
        measure()
    return medians([[measure() for measure in measures] for _ in range(ROUNDS)])


async def interleaved_async(*measures: Callable[[], Awaitable[float]]) -> list[float]:
    """As `interleaved`, inside one event loop."""
    for measure in measures:
        await measure()
    return medians([[await measure() for measure in measures] for _ in range(ROUNDS)])


def medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    """The median of each column."""
    return [statistics.median(column) for column in zip(*rounds, strict=True)]
