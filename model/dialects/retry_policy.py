"""The attempts and waits of a call that goes on failing."""

from collections.abc import Mapping
from typing import NamedTuple

NO_RESPONSE = "LLMNoResponseError"
"""The name in `retried` of an answer without content."""


class Waits(NamedTuple):
    """The bounds of a wait, in seconds."""

    shortest: float
    longest: float


class RetryPolicy(NamedTuple):
    """How often a call is tried, and how long the waits between are."""

    attempts: int
    """All of them, the first one too."""
    multiplier: float
    shortest: float
    """In seconds, like `longest`. It wins where it is the larger one."""
    longest: float
    retried: tuple[str, ...]
    """The names of the exceptions that are followed by another attempt."""
    raises_temperature: bool
    """Does an answer without content at temperature 0 go on at 1.0?"""
    random: bool = False
    """Is each wait drawn at random, up to what it would be?"""
    apart: Mapping[str, Waits] = {}
    """Exceptions that are waited for within bounds of their own."""

    def after(self, error: str) -> "RetryPolicy":
        """The retry policy where every attempt fails with the exception of this name."""
        if error not in self.retried:
            return self._replace(attempts=1, apart={})
        shortest, longest = self.apart.get(error, (self.shortest, self.longest))
        return self._replace(shortest=shortest, longest=longest, apart={})

    def wait(self, attempt: int) -> float:
        """How many seconds follow attempt number `attempt`, counted from 1; the most if random."""
        try:
            grown = self.multiplier * 2.0 ** (attempt - 1)
        except OverflowError:
            grown = self.longest
        return max(0.0, self.shortest, min(grown, self.longest))

    @property
    def waits(self) -> list[float]:
        """All waits, where every attempt fails."""
        return [self.wait(attempt) for attempt in range(1, min(self.attempts, MANY))]

    @property
    def total(self) -> float:
        """The seconds of all waits together."""
        tail = max(0, self.attempts - MANY) * self.wait(MANY)
        return sum(self.waits) + tail

    def __str__(self) -> str:
        """For people: `5 attempts, waits 8 16 32 64 s = 2 min`."""
        if self.attempts == 1:
            return "1 attempt"
        most = " of at most" * self.random
        if self.attempts == 2:
            return f"2 attempts, wait{most} {duration(self.total)}" + self._apart()
        shown = " ".join(f"{wait:g}" for wait in self.waits[:8])
        more = " …" if self.attempts > 9 else ""
        text = f"{self.attempts} attempts, waits{most} {shown}{more} s = {duration(self.total)}"
        return text + self._apart()

    def _apart(self) -> str:
        parts = (f"; after {error} {duration(self.after(error).total)}" for error in self.apart)
        return "".join(parts)


MANY = 1000
"""Attempts beyond this are not listed one by one: nobody waits for them."""


def duration(seconds: float) -> str:
    """Seconds for people: `45 s`, `2 min`, `2 min 5 s`, `1 h 3 min`."""
    if seconds < 60:
        return f"{seconds:g} s"
    minutes, rest = divmod(round(seconds), 60)
    parts = [(minutes // 60, "h"), (minutes % 60, "min"), (rest if minutes < 60 else 0, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)
