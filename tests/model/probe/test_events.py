"""Events as JSON."""

import json

import pytest

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptStarted,
    AttemptSucceeded,
    Ended,
    Message,
    Ready,
    SkipWait,
    Started,
    TextReceived,
    Unavailable,
    WorkerStarted,
    decode,
    encode,
    to_object,
)

FAILED = AttemptFailed(number=1, kind=FailureKind.RATE_LIMITED, status=429, message="no")
SUCCEEDED = AttemptSucceeded(
    number=2,
    first_token_s=None,
    total_s=0.5,
    prompt_tokens=12,
    completion_tokens=None,
    finish_reason="stop",
    tool_call=None,
    cost_usd=None,
)

OBJECTS: list[tuple[Message, str]] = [
    (
        Started(attempts=3, litellm="1.2", python=None),
        '{"event": "started", "attempts": 3, "litellm": "1.2", "python": null}',
    ),
    (AttemptStarted(number=1), '{"event": "attempt", "number": 1}'),
    (
        TextReceived(text="é\n", first_token_s=0.09),
        '{"event": "text", "text": "\\u00e9\\n", "first_token_s": 0.09}',
    ),
    (
        FAILED,
        '{"event": "failed", "number": 1, "kind": "rate limited", "status": 429, "message": "no"}',
    ),
    (
        SUCCEEDED,
        json.dumps(
            {
                "event": "succeeded",
                "number": 2,
                "first_token_s": None,
                "total_s": 0.5,
                "prompt_tokens": 12,
                "completion_tokens": None,
                "finish_reason": "stop",
                "tool_call": None,
                "cost_usd": None,
            }
        ),
    ),
    (Ended(ok=True, attempts=2), '{"event": "ended", "ok": true, "attempts": 2}'),
    (Ready(), '{"event": "ready"}'),
    (Unavailable(message="no litellm"), '{"event": "unavailable", "message": "no litellm"}'),
    (WorkerStarted(pid=7), '{"event": "worker", "pid": 7}'),
    (SkipWait(), '{"event": "skip"}'),
]


@pytest.mark.parametrize(("message", "text"), OBJECTS, ids=lambda value: type(value).__name__)
def test_a_message_is_one_line_of_json_and_comes_back_equal(message: Message, text: str) -> None:
    assert encode(message) == text.encode() + b"\n"
    assert decode(encode(message)) == message


def test_an_optional_field_with_a_value_is_written_even_if_that_is_0_or_empty() -> None:
    failed = AttemptFailed(
        number=1,
        step="tools",
        kind=FailureKind.EMPTY,
        status=None,
        message="",
        retry_in=0,
        total_s=0.0,
    )

    assert to_object(failed) == {
        "event": "failed",
        "number": 1,
        "step": "tools",
        "kind": "empty",
        "status": None,
        "message": "",
        "retry_in": 0,
        "total_s": 0.0,
    }
    assert decode(encode(failed)) == failed
