"""The events of a test, and the other messages between the processes, as lines of JSON.

`llm-tui test --json` prints the same objects.
"""

import json
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from typing import Any, Literal

from llm_tui.model.catalogue.failures import FailureKind

Step = Literal["tools"]
"""The second step of a test, where one is wanted: a tool call."""


@dataclass(frozen=True, kw_only=True)
class Started:
    """The test has begun."""

    attempts: int
    """How many attempts the retry policy allows."""
    litellm: str | None
    """The version of the litellm that asks; None where that is not known."""
    python: str | None
    """The interpreter that it is installed for; None if it is llm-tui's own."""


@dataclass(frozen=True, kw_only=True)
class AttemptStarted:
    """A request is sent."""

    number: int
    """Counted from 1."""


@dataclass(frozen=True, kw_only=True)
class TextReceived:
    """A piece of the answer, without its secrets."""

    text: str
    first_token_s: float | None
    """Seconds from the start of the attempt."""


@dataclass(frozen=True, kw_only=True)
class AttemptFailed:
    """An attempt failed, with the reason in words without secrets."""

    number: int
    """0 if nothing was sent."""
    step: Step | None = None
    kind: FailureKind
    status: int | None
    """The HTTP status, where there was one."""
    message: str
    """The provider's own words."""
    retry_in: float | None = None
    """Seconds until the next attempt; None if there is none."""
    total_s: float | None = None
    """Seconds from the start of the attempt to its end."""
    requests: int | None = None
    """How many HTTP requests it was: a client may repeat them by itself."""


@dataclass(frozen=True, kw_only=True)
class AttemptSucceeded:
    """A complete answer, whose text came before in pieces."""

    number: int
    step: Step | None = None
    first_token_s: float | None
    """Seconds from the start of the attempt, like `total_s`; None if the answer came whole."""
    total_s: float
    prompt_tokens: int | None
    """None where the provider sends no count, like the other counts."""
    completion_tokens: int | None
    finish_reason: str | None
    tool_call: str | None
    """The name of the tool that was called, in the step that asks for that."""
    cost_usd: float | None
    """None where neither the section, nor the answer, nor litellm has a price."""
    requests: int | None = None
    """How many HTTP requests it was, as in `AttemptFailed`."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """The test is over; always the last event."""

    ok: bool
    attempts: int
    """How many were made."""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """The forkserver has imported litellm, and can fork."""


@dataclass(frozen=True, kw_only=True)
class Unavailable:
    """The forkserver can't use litellm, and has ended."""

    message: str


@dataclass(frozen=True, kw_only=True)
class WorkerStarted:
    """A worker has taken a job; its first message."""

    pid: int


@dataclass(frozen=True, kw_only=True)
class SkipWait:
    """To the worker: start the next attempt at once, if it is waited for."""


Event = Started | AttemptStarted | TextReceived | AttemptFailed | AttemptSucceeded | Ended
Message = Event | Ready | Unavailable | WorkerStarted | SkipWait

_CLASSES: dict[str, type[Message]] = {
    "started": Started,
    "attempt": AttemptStarted,
    "text": TextReceived,
    "failed": AttemptFailed,
    "succeeded": AttemptSucceeded,
    "ended": Ended,
    "ready": Ready,
    "unavailable": Unavailable,
    "worker": WorkerStarted,
    "skip": SkipWait,
}
_NAMES = {cls: name for name, cls in _CLASSES.items()}


def to_object(message: Message) -> dict[str, Any]:
    """Return the message as a JSON object; an optional field without a value is left out."""
    values: dict[str, Any] = {"event": _NAMES[type(message)]}
    for field in fields(message):
        value = getattr(message, field.name)
        if value is not None or field.default is MISSING:
            values[field.name] = value.value if isinstance(value, Enum) else value
    return values


def encode(message: Message) -> bytes:
    """Return the message as one line of JSON."""
    return json.dumps(to_object(message)).encode() + b"\n"


def decode(line: bytes) -> Message:
    """Return the message of a line that `encode` wrote."""
    values = json.loads(line)
    cls = _CLASSES[values.pop("event")]
    if cls is AttemptFailed:
        values["kind"] = FailureKind(values["kind"])
    return cls(**values)
