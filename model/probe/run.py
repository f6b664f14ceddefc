"""The state of a test: the attempts that its events add up to."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptStarted,
    AttemptSucceeded,
    Ended,
    Event,
    Started,
    TextReceived,
)


class Phase(Enum):
    """Where a run is."""

    STARTING = "starting"
    WORKING = "working"
    WAITING = "waiting"
    ENDED = "ended"


KEPT = 20_000
"""How many characters of an answer are kept: more would only slow the screen down."""


@dataclass(frozen=True)
class Attempt:
    """One request and its result."""

    number: int
    text: str = ""
    """The answer; of a very long one the first `KEPT` characters."""
    length: int = 0
    """How many characters the answer has."""
    first_token_s: float | None = None
    """Seconds from the start of the attempt."""
    failure: AttemptFailed | None = None
    success: AttemptSucceeded | None = None


@dataclass(frozen=True)
class Run:
    """A whole test of a section, up to its latest event."""

    attempts_allowed: int = 1
    attempts: tuple[Attempt, ...] = ()
    phase: Phase = Phase.STARTING
    tool_step: Attempt | None = None
    """The opt-in second step."""
    started: Started | None = None
    """The litellm that asks; None before it is started."""

    @property
    def last(self) -> Attempt | None:
        """The attempt that is under way, or was the last."""
        return self.attempts[-1] if self.attempts else None

    @property
    def ok(self) -> bool:
        """Did it end well?"""
        tool_ok = self.tool_step is None or self.tool_step.success is not None
        return bool(self.last and self.last.success) and tool_ok

    @property
    def failure(self) -> AttemptFailed | None:
        """Why it did not."""
        step = self.tool_step or self.last
        return step.failure if step else None

    def after(self, event: Event) -> "Run":
        """Return the run once an event has happened."""
        match event:
            case Started():
                return replace(self, attempts_allowed=event.attempts, started=event)
            case AttemptStarted():
                attempts = (*self.attempts, Attempt(event.number))
                return replace(self, attempts=attempts, phase=Phase.WORKING)
            case TextReceived():
                return self._after_text(event)
            case AttemptFailed():
                phase = Phase.WORKING if event.retry_in is None else Phase.WAITING
                return replace(self._after_attempt(event.step, failure=event), phase=phase)
            case AttemptSucceeded():
                return self._after_attempt(
                    event.step, first_token_s=event.first_token_s, success=event
                )
            case Ended():
                return replace(self, phase=Phase.ENDED)

    def _after_text(self, event: TextReceived) -> "Run":
        last = self.last or Attempt(1)
        # Slicing costs a copy: a long answer comes in thousands of pieces.
        kept = last.text if last.length >= KEPT else (last.text + event.text)[:KEPT]
        length = last.length + len(event.text)
        return self._after_attempt(
            None, text=kept, length=length, first_token_s=event.first_token_s
        )

    def _after_attempt(self, step: str | None, **changes: Any) -> "Run":
        """Return the run with its last attempt changed, or the second step."""
        if step is not None:
            return replace(self, tool_step=Attempt(1, **changes))
        last = replace(self.last or Attempt(1), **changes)
        return replace(self, attempts=(*self.attempts[:-1], last))
