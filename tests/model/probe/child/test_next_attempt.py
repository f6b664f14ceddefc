"""The decision after a failed attempt."""

from typing import Any

import pytest

from llm_tui.model.dialects.retry_policy import NO_RESPONSE, RetryPolicy, Waits
from llm_tui.model.probe.child.answer_errors import (
    EmptyAnswerError,
    NoResponseError,
    OwnLimitError,
)
from llm_tui.model.probe.child.next_attempt import Retry, is_retried, next_attempt
from tests.model.probe.child.errors import made

POLICY = RetryPolicy(4, 1, 2, 6, ("RateLimitError", NO_RESPONSE), raises_temperature=True)
LIMITED = made("RateLimitError")


@pytest.mark.parametrize(("number", "wait"), [(1, 2), (2, 2), (3, 4), (4, None), (5, None)])
def test_waits_grow_until_the_attempts_are_used_up(number: int, wait: float | None) -> None:
    retry = next_attempt(POLICY, number, LIMITED, {"model": "m"})

    assert retry == (None if wait is None else Retry(wait, {"model": "m"}))


def test_a_wait_is_not_longer_than_the_longest() -> None:
    retry = next_attempt(POLICY._replace(attempts=9), 8, LIMITED, {})

    assert retry == Retry(6, {})


def test_what_the_policy_does_not_name_ends_the_test() -> None:
    assert next_attempt(POLICY, 1, made("BadRequestError"), {}) is None


@pytest.mark.parametrize(
    ("name", "wait"), [("RateLimitError", 60), ("Timeout", 2), ("MyRateLimitError", 2)]
)
def test_an_error_may_have_bounds_of_its_own(name: str, wait: float) -> None:
    policy = POLICY._replace(
        retried=("RateLimitError", "Timeout", "MyRateLimitError"),
        apart={"RateLimitError": Waits(60, 90)},
    )

    assert next_attempt(policy, 1, made(name), {}) == Retry(wait, {})
    longest = next_attempt(policy._replace(attempts=20), 15, LIMITED, {})
    assert longest == Retry(90, {})


def test_a_random_wait_is_drawn_between_nothing_and_what_it_would_be() -> None:
    drawn = []

    def draw(shortest: float, longest: float) -> float:
        drawn.append((shortest, longest))
        return 1.25

    policy = POLICY._replace(random=True)

    assert next_attempt(policy, 3, LIMITED, {}, draw) == Retry(1.25, {})
    assert drawn == [(0, 4)]
    assert next_attempt(POLICY, 3, LIMITED, {}, draw) == Retry(4, {})


@pytest.mark.parametrize(
    ("error", "raises", "arguments", "temperature"),
    [
        (NoResponseError(), True, {"temperature": 0}, 1.0),
        (NoResponseError(), True, {"temperature": 0.0}, 1.0),
        (NoResponseError(), True, {}, 1.0),
        (NoResponseError(), True, {"temperature": 0.5}, 0.5),
        (NoResponseError(), False, {"temperature": 0}, 0),
        (LIMITED, True, {"temperature": 0}, 0),
    ],
)
def test_after_an_answer_without_content_the_temperature_rises_from_0_to_1(
    error: Exception, raises: bool, arguments: dict[str, Any], temperature: float
) -> None:
    given = {"model": "m", **arguments}
    retry = next_attempt(POLICY._replace(raises_temperature=raises), 1, error, given)

    assert retry is not None
    assert retry.arguments == {"model": "m", "temperature": temperature}
    assert given == {"model": "m", **arguments}


@pytest.mark.parametrize(
    ("error", "names", "expected"),
    [
        (made("Timeout"), ("Timeout",), True),
        (made("Timeout"), ("timeout",), False),
        (made("Timeout"), (), False),
        (made("Timeout", module="openai"), ("Timeout",), False),
        (made("Own", bases=(made("Timeout").__class__,), module="x"), ("Timeout",), True),
        (made("OpenAIError", module="openai"), ("OpenAIError",), True),
        (made("APIError", module="openai"), ("APIError",), False),
        (ValueError(), ("Exception",), True),
        (ValueError(), ("ValueError",), False),
        (NoResponseError(), (NO_RESPONSE,), True),
        (NoResponseError(), ("Exception",), False),
        (EmptyAnswerError(), ("Exception",), True),
        (EmptyAnswerError(), (NO_RESPONSE,), False),
        (OwnLimitError(5), ("Exception", "Timeout"), False),
        (
            made("MidStreamFallbackError", original_exception=made("RateLimitError")),
            ("RateLimitError",),
            True,
        ),
        (
            made("MidStreamFallbackError", original_exception=made("RateLimitError")),
            ("MidStreamFallbackError",),
            False,
        ),
        (made("MidStreamFallbackError", original_exception="x"), ("MidStreamFallbackError",), True),
        (
            made("InternalServerError", original_exception=made("RateLimitError")),
            ("RateLimitError",),
            False,
        ),
    ],
)
def test_an_error_is_retried_if_litellms_class_is_named(
    error: Exception, names: tuple[str, ...], expected: bool
) -> None:
    assert is_retried(error, names) == expected
