"""Settings of retries that wait too long, or do not do what their names say."""

from collections.abc import Iterator
from typing import Any

from llm_tui.model.check.checked_section import CheckedSection
from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.dialects.retry_policy import duration

LONG_WAITS = 600
"""The most seconds of waiting for one failing call that are taken for intended."""

ATTEMPTS, MULTIPLIER = "num_retries", "retry_multiplier"
SHORTEST, LONGEST = "retry_min_wait", "retry_max_wait"
_RETRIES = (ATTEMPTS, MULTIPLIER, SHORTEST, LONGEST)


def retry_settings(subject: CheckedSection) -> Iterator[Problem]:
    """Problems of the attempts and waits of a call that goes on failing."""
    if not (subject.is_in_force and subject.sets(*_RETRIES)):
        return
    found: list[Any] = [subject.values.get(key) for key in _RETRIES if key != MULTIPLIER]
    if not all(isinstance(value, int | float) for value in found):
        return
    attempts, shortest, longest = found
    yield from _long(subject, attempts * max(shortest, longest))
    if attempts > 1 and shortest > longest:
        yield subject.problem(
            "swapped-waits",
            Severity.WARNING,
            SHORTEST if subject.sets(SHORTEST) else LONGEST,
            f"{SHORTEST} = {shortest:g} is above {LONGEST} = {longest:g}",
            f"{SHORTEST} wins: every wait is {duration(shortest)}.",
        )
    if attempts == 0 and subject.sets(ATTEMPTS):
        yield subject.problem(
            "no-retries",
            Severity.WARNING,
            ATTEMPTS,
            f"{ATTEMPTS} = 0: it counts attempts, and 0 makes one, as 1 does",
            "A failed call is not tried again.",
        )


def _long(subject: CheckedSection, most: float) -> Iterator[Problem]:
    if most <= LONG_WAITS:
        # Hardly any section waits longer; most need no more than this to know.
        return
    total = subject.dialect.retry_policy(subject.values).total
    if total > LONG_WAITS:
        yield subject.problem(
            "long-waits",
            Severity.WARNING,
            next(key for key in _RETRIES if subject.sets(key)),
            f"the waits between attempts add up to {duration(total)}",
            f"A call that goes on failing blocks the agent for {duration(total)}.",
        )
