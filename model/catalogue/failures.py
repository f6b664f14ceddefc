"""The classes of a failed call, each with its advice."""

from enum import Enum
from typing import Self


class FailureKind(Enum):
    """The class of a failed call. Its value is its name for people."""

    advice: str
    """What to do next, as a sentence; empty where there is nothing to do."""

    def __new__(cls, title: str, advice: str = "") -> Self:
        """A member whose value is the title alone."""
        member = object.__new__(cls)
        member._value_ = title
        member.advice = advice
        return member

    KEY_MISSING = "key missing", "Set api_key, or the provider's own variable."
    KEY_REFUSED = "key refused", "Check api_key: is it this provider's, and still valid?"
    MODEL_NOT_FOUND = (
        "model not found",
        "Check the model's name, and that this API key may use it.",
    )
    NO_PROVIDER = (
        "no provider",
        "Put the provider before the model (openai/…), or set custom_llm_provider.",
    )
    RATE_LIMITED = "rate limited", "Wait, or check the quota and the billing of the account."
    UNREACHABLE = (
        "unreachable",
        "Check base_url, and that the server runs and can be reached from here.",
    )
    TLS = "TLS", "Check https:// in base_url, and the certificate of the server."
    PARAMETER_REFUSED = (
        "parameter refused",
        "Unset the parameter that the provider names, or set drop_params = true.",
    )
    PROVIDER_FAULT = "provider fault", "Try again, or look at the provider's status page."
    TIMED_OUT = (
        "timed out",
        "The model may be slow or loading: raise timeout or the limit of the test.",
    )
    EMPTY = "empty answer", "Check the model and max_output_tokens."
    GARBLED = (
        "garbled answer",
        "The answer is not in this provider's format: check base_url and the provider.",
    )
    NO_TOOL_CALL = (
        "no tool call",
        "Choose a model that calls tools, or set native_tool_calling = false.",
    )
    CANCELLED = "cancelled"
    BROKEN = "the test itself failed", "llm-tui or the litellm installation is broken."
