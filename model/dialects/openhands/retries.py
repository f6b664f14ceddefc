"""How each release of OpenHands retries a call that failed.

Source: `openhands/llm/retry_mixin.py` and the `LLM_RETRY_EXCEPTIONS` of `openhands/llm/llm.py`.
"""

import math
from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.dialects.retry_policy import RetryPolicy, Waits

ENDLESS = 2**31
"""The number of attempts that means endless."""


def retried_errors(release: Release) -> tuple[str, ...]:
    """The names of litellm's exceptions that are followed by another attempt."""
    return tuple(release.rules.retried)


def retry_policy(values: Mapping[str, Any], release: Release) -> RetryPolicy:
    """The attempts and waits that a section's effective values make."""
    rules = release.rules
    apart = rules.rate_limit_waits
    return RetryPolicy(
        attempts=_attempts(_number(values.get("num_retries"))),
        # Before there was such a key, tenacity's own.
        multiplier=_number(values.get("retry_multiplier", 1)),
        shortest=_number(values.get("retry_min_wait")),
        longest=_number(values.get("retry_max_wait")),
        retried=retried_errors(release),
        raises_temperature=rules.raises_temperature,
        random=rules.random_waits,
        apart={"RateLimitError": Waits(*apart)} if apart else {},
    )


def _attempts(number: float) -> int:
    """How many attempts are made before their count reaches this number; at least one."""
    return math.ceil(max(1.0, number)) if number < ENDLESS else ENDLESS


def _number(value: Any) -> float:
    """A value as a number, else 0: before 0.21.0 types are not checked, and the call fails."""
    if not isinstance(value, int | float):
        return 0.0
    try:
        number = float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    return 0.0 if math.isnan(number) else number
