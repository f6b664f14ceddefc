"""How each release of OpenHands retries a call that failed.

Source: `openhands/llm/retry_mixin.py` and the `LLM_RETRY_EXCEPTIONS` of `openhands/llm/llm.py`.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.retry import Ladder

_CONNECTION, _RATE, _UNAVAILABLE = "APIConnectionError", "RateLimitError", "ServiceUnavailableError"
_SERVER, _TIMEOUT, _CONTENT = "InternalServerError", "Timeout", "ContentPolicyViolationError"
NO_RESPONSE = "LLMNoResponseError"
"""OpenHands' own class for an answer without choices."""

_RETRIED = (
    ("0.4.0", (_RATE, _CONNECTION, _UNAVAILABLE)),
    ("0.7.1", (_RATE, _CONNECTION, _UNAVAILABLE, _SERVER)),
    ("0.8.0", (_RATE, _CONNECTION, _UNAVAILABLE, _SERVER, _CONTENT)),
    ("0.9.2", (_CONNECTION, _CONTENT, _SERVER, _RATE, "OpenAIError")),
    ("0.9.7", (_CONNECTION, _SERVER, _RATE, _UNAVAILABLE)),
    ("0.9.8", (_CONNECTION, _SERVER, _RATE, _UNAVAILABLE, "APIError")),
    ("0.25.0", (_RATE,)),
    ("0.32.0", (_RATE, _TIMEOUT, _SERVER, NO_RESPONSE)),
    ("0.48.0", (_RATE, _TIMEOUT, _SERVER, NO_RESPONSE, _UNAVAILABLE)),
    ("0.52.0", (_RATE, _TIMEOUT, _SERVER, NO_RESPONSE, _UNAVAILABLE, _CONNECTION)),
)


def retried_errors(release: Release) -> tuple[str, ...]:
    """The names of litellm's exceptions that are followed by another attempt."""
    return [errors for since, errors in _RETRIED if release.since(since)][-1]


def ladder(values: Mapping[str, Any], release: Release) -> Ladder:
    """The attempts and waits that a section's effective values make."""
    return Ladder(
        attempts=max(1, int(values.get("num_retries") or 0)),
        multiplier=float(values.get("retry_multiplier") or 0),
        shortest=float(values.get("retry_min_wait") or 0),
        longest=float(values.get("retry_max_wait") or 0),
        retried=retried_errors(release),
        heats_up=release.since("0.32.0"),
    )
