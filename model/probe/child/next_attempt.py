"""The decision after a failed attempt: stop, or try again after how long and with what."""

import random
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from llm_tui.model.dialects.retry_policy import NO_RESPONSE, RetryPolicy
from llm_tui.model.probe.child.answer_errors import NoResponseError, OwnLimitError


class Retry(NamedTuple):
    """The next attempt."""

    wait_s: float
    arguments: Mapping[str, Any]
    """Keyword arguments of its call."""


def next_attempt(
    policy: RetryPolicy,
    number: int,
    error: BaseException,
    arguments: Mapping[str, Any],
    draw: Callable[[float, float], float] = random.uniform,
) -> Retry | None:
    """Return the attempt after number `number`, counted from 1, failed; None if there is none.

    draw: returns a number between two bounds, for policies with random waits.
    """
    if number >= policy.attempts or not is_retried(error, policy.retried):
        return None
    longest = _bounded(policy, error).wait(number)
    is_cold = arguments.get("temperature", 0) == 0
    if policy.raises_temperature and isinstance(error, NoResponseError) and is_cold:
        arguments = {**arguments, "temperature": 1.0}
    return Retry(draw(0, longest) if policy.random else longest, arguments)


def is_retried(error: BaseException, names: Collection[str]) -> bool:
    """Is the error, or what it wraps, of one of the classes of these names? `Exception` means all.

    All others are litellm's. Most are also of openai's classes, among them some of the same name
    that mean more: to openai, a timeout is an APIConnectionError, and nearly all are an APIError.
    """
    if isinstance(error, OwnLimitError):
        return False
    if isinstance(error, NoResponseError):
        return NO_RESPONSE in names
    original = getattr(error, "original_exception", None)
    if isinstance(original, BaseException) and type(error).__name__ == "MidStreamFallbackError":
        error = original
    return "Exception" in names or any(
        base.__name__ in names
        and (base.__module__.startswith("litellm") or base.__name__ == "OpenAIError")
        for base in type(error).__mro__
    )


def _bounded(policy: RetryPolicy, error: BaseException) -> RetryPolicy:
    """The policy with the bounds of this error's waits, if it has its own."""
    bounds = policy.apart.get(type(error).__name__)
    if bounds is None:
        return policy
    return policy._replace(shortest=bounds.shortest, longest=bounds.longest)
