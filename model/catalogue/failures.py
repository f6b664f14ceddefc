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
    NO_ACCESS = (
        "no access",
        "Ask for access to this model in the provider's console, or use another model.",
    )
    MODEL_NOT_FOUND = (
        "model not found",
        "Check the model's name, and the provider before it (openai/…).",
    )
    RATE_LIMITED = "rate limited", "Wait, or raise the limits of the account."
    OUT_OF_QUOTA = "out of quota", "Check the credit, the budget and the billing of the account."
    UNREACHABLE = (
        "unreachable",
        "Check base_url, its http:// or https://, and that the server can be reached from here.",
    )
    WRONG_ADDRESS = (
        "wrong address",
        "Check the path of base_url: the server answers, but has nothing at this address.",
    )
    PARAMETER_REFUSED = (
        "parameter refused",
        "Unset the parameter that the provider names, or set drop_params = true.",
    )
    TOO_LARGE = (
        "too large",
        "The prompt and max_output_tokens exceed what the model or the account takes.",
    )
    CONTENT_REFUSED = "content refused", "The provider's filter refuses the prompt or the answer."
    REGION_REFUSED = (
        "region refused",
        "The provider does not serve this model where the request comes from.",
    )
    OVERLOADED = "overloaded", "Try again in a while: the provider has no capacity now."
    PROVIDER_FAULT = "provider fault", "Try again, or look at the provider's status page."
    TIMED_OUT = (
        "timed out",
        "The model may be slow or loading: raise timeout or the limit of the test.",
    )
    EMPTY = "empty", "Check the model and max_output_tokens: thinking uses them up, too."
    GARBLED = (
        "garbled",
        "The answer is not in this provider's format: check base_url and the provider.",
    )
    NO_TOOL_CALL = (
        "no tool call",
        "Choose a model that calls tools, or set native_tool_calling = false.",
    )
    CANCELLED = "cancelled"
    TEST_FAULT = (
        "test fault",
        "llm-tui or its litellm lacks something: the provider is not at fault.",
    )
