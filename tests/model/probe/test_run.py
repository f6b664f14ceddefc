"""The state that the events of a test add up to."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptStarted,
    AttemptSucceeded,
    Ended,
    Event,
    Started,
    TextReceived,
)
from llm_tui.model.probe.run import KEPT, Attempt, Phase, Run

FAILED = AttemptFailed(number=1, kind=FailureKind.PROVIDER_FAULT, status=503, message="busy")
SUCCEEDED = AttemptSucceeded(
    number=1,
    first_token_s=0.1,
    total_s=0.5,
    prompt_tokens=1,
    completion_tokens=2,
    finish_reason="stop",
    tool_call=None,
    cost_usd=None,
)
FIRST = AttemptStarted(number=1)


def after(events: Iterable[Event]) -> Run:
    run = Run()
    for event in events:
        run = run.after(event)
    return run


@pytest.mark.parametrize(
    ("events", "phase", "ok"),
    [
        ([], Phase.STARTING, False),
        ([Started(attempts=3, litellm="1.2", python=None)], Phase.STARTING, False),
        ([FIRST], Phase.WORKING, False),
        ([FIRST, replace(FAILED, retry_in=0.0)], Phase.WAITING, False),
        ([FIRST, FAILED], Phase.WORKING, False),
        ([FIRST, replace(FAILED, retry_in=1.0), AttemptStarted(number=2)], Phase.WORKING, False),
        ([FIRST, SUCCEEDED], Phase.WORKING, True),
        ([FIRST, SUCCEEDED, Ended(ok=True, attempts=1)], Phase.ENDED, True),
        ([FIRST, FAILED, Ended(ok=False, attempts=1)], Phase.ENDED, False),
        ([FIRST, SUCCEEDED, replace(SUCCEEDED, step="tools")], Phase.WORKING, True),
        ([FIRST, SUCCEEDED, replace(FAILED, step="tools")], Phase.WORKING, False),
    ],
)
def test_events_lead_to_a_phase_and_an_outcome(events: list[Event], phase: Phase, ok: bool) -> None:
    run = after(events)

    assert (run.phase, run.ok) == (phase, ok)


def test_a_run_fails_by_its_last_step() -> None:
    assert Run().failure is None
    assert after([FIRST, FAILED]).failure == FAILED
    assert after([FIRST, FAILED, AttemptStarted(number=2)]).failure is None
    assert after([FIRST, SUCCEEDED, replace(SUCCEEDED, step="tools")]).failure is None


def test_each_attempt_keeps_its_own_outcome() -> None:
    failed = replace(FAILED, retry_in=1.0)
    run = after(
        [
            Started(attempts=3, litellm="1.2", python=None),
            FIRST,
            failed,
            AttemptStarted(number=2),
            SUCCEEDED,
        ]
    )

    assert run.attempts_allowed == 3
    assert run.attempts[0] == Attempt(1, failure=failed)
    assert run.attempts[1].number == 2
    assert run.attempts[1].success == SUCCEEDED
    assert run.last is run.attempts[1]
    assert run.failure is None


def test_text_adds_up_and_is_the_complete_answer() -> None:
    pieces = [TextReceived(text=text, first_token_s=0.2) for text in ("Hel", "lo")]
    run = after([FIRST, *pieces])

    assert run.last == Attempt(1, text="Hello", length=5, first_token_s=0.2)
    last = run.after(SUCCEEDED).last
    assert last is not None
    assert (last.text, last.length, last.first_token_s) == ("Hello", 5, 0.1)


def test_a_tool_call_has_no_text() -> None:
    called = replace(SUCCEEDED, step="tools")

    assert after([FIRST, SUCCEEDED, called]).tool_step == Attempt(
        1, text="", first_token_s=0.1, success=called
    )


@pytest.mark.parametrize("sizes", [[KEPT + 5], [KEPT - 2, 7], [KEPT, 5], [3, KEPT, 2]])
def test_of_a_long_answer_the_beginning_is_kept_and_the_length_known(sizes: list[int]) -> None:
    run = after([FIRST, *(TextReceived(text="x" * size, first_token_s=0) for size in sizes)])

    assert run.last is not None
    assert (len(run.last.text), run.last.length) == (KEPT, KEPT + 5)
    whole = run.after(SUCCEEDED).last
    assert whole is not None
    assert (len(whole.text), whole.length) == (KEPT, KEPT + 5)


def test_the_second_step_is_beside_the_attempts_and_its_failure_counts_first() -> None:
    failed = replace(FAILED, step="tools", kind=FailureKind.NO_TOOL_CALL)
    run = after([FIRST, SUCCEEDED, failed])

    assert len(run.attempts) == 1
    assert run.tool_step == Attempt(1, failure=failed)
    assert run.failure == failed


def test_what_happens_before_any_attempt_is_of_the_first() -> None:
    failed = replace(FAILED, number=0)

    assert after([failed]).attempts == (Attempt(1, failure=failed),)
    assert after([TextReceived(text="Hi", first_token_s=None)]).attempts == (Attempt(1, "Hi", 2),)
