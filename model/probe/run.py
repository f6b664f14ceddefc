"""What happens while a model is asked: events, and the state that they add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, NamedTuple

from llm_tui.model.catalogue.failures import FailureKind


class Failure(NamedTuple):
    """Why an attempt failed, in words without secrets."""

    kind: FailureKind
    status: int | None
    """The HTTP status, where there was one."""
    message: str
    """The provider's own words."""
    retry_in: float | None = None
    """Seconds until the next attempt; None if there is none."""
    total: float | None = None
    """Seconds from the start of the attempt to its end."""


class Success(NamedTuple):
    """What a complete answer cost."""

    first_token: float | None
    """Seconds from the start of the attempt."""
    total: float
    prompt_tokens: int | None
    """None where the provider does not tell, like the other counts."""
    completion_tokens: int | None
    cost: float | None
    """In dollars; None where litellm has no price."""
    finish_reason: str | None = None
    tool_call: str | None = None
    """The name of the tool that was called, in the step that asks for that."""


class Phase(Enum):
    """Where a run is."""

    STARTING = "starting"
    WORKING = "working"
    WAITING = "waiting"
    ENDED = "ended"


KEPT = 20_000
"""How many characters of an answer are kept: nobody reads more of it on a screen."""


@dataclass(frozen=True)
class Attempt:
    """One request and what came of it."""

    number: int
    text: str = ""
    """What it was answered; of a very long answer the first `KEPT` characters."""
    length: int = 0
    """How many characters the answer has."""
    first_token: float | None = None
    failure: Failure | None = None
    success: Success | None = None


@dataclass(frozen=True)
class Run:
    """A whole test of a section. An event makes the next one out of it."""

    attempts_allowed: int = 1
    attempts: tuple[Attempt, ...] = ()
    phase: Phase = Phase.STARTING
    tool_step: Attempt | None = None
    """The opt-in second step."""

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
    def failure(self) -> Failure | None:
        """Why it did not."""
        if self.tool_step is not None and self.tool_step.failure:
            return self.tool_step.failure
        return self.last.failure if self.last else None

    def after(self, event: Mapping[str, Any]) -> "Run":
        """The run once an event has happened; an event that it does not know changes nothing."""
        step = _STEPS.get(event["event"])
        return step(self, event) if step else self


def _with_last(run: Run, **changes: Any) -> Run:
    """The run with its last attempt changed."""
    last = run.last or Attempt(1)
    return replace(run, attempts=(*run.attempts[:-1], replace(last, **changes)))


def _started(run: Run, event: Mapping[str, Any]) -> Run:
    return replace(run, attempts_allowed=event["attempts"])


def _attempt(run: Run, event: Mapping[str, Any]) -> Run:
    attempts = (*run.attempts, Attempt(event["number"]))
    return replace(run, attempts=attempts, phase=Phase.WORKING)


def _text(run: Run, event: Mapping[str, Any]) -> Run:
    last = run.last or Attempt(1)
    piece = event["text"]
    text = last.text + piece[: KEPT - len(last.text)] if len(last.text) < KEPT else last.text
    length = last.length + len(piece)
    return _with_last(run, text=text, length=length, first_token=event.get("first_token_s"))


def _failed(run: Run, event: Mapping[str, Any]) -> Run:
    failure = Failure(
        FailureKind(event["kind"]),
        event.get("status"),
        event["message"],
        event.get("retry_in"),
        event.get("total_s"),
    )
    phase = Phase.WAITING if failure.retry_in is not None else Phase.WORKING
    if event.get("step") == "tools":
        return replace(run, tool_step=Attempt(event["number"], failure=failure), phase=phase)
    return replace(_with_last(run, failure=failure), phase=phase)


def _succeeded(run: Run, event: Mapping[str, Any]) -> Run:
    success = Success(
        event.get("first_token_s"),
        event["total_s"],
        event.get("prompt_tokens"),
        event.get("completion_tokens"),
        event.get("cost_usd"),
        event.get("finish_reason"),
        event.get("tool_call"),
    )
    if event.get("step") == "tools":
        return replace(run, tool_step=Attempt(event["number"], success=success))
    answer = event["text"]
    return _with_last(
        run,
        text=answer[:KEPT],
        length=len(answer),
        first_token=success.first_token,
        success=success,
    )


def _ended(run: Run, _: Mapping[str, Any]) -> Run:
    return replace(run, phase=Phase.ENDED)


_STEPS = {
    "started": _started,
    "attempt": _attempt,
    "text": _text,
    "failed": _failed,
    "succeeded": _succeeded,
    "ended": _ended,
}
