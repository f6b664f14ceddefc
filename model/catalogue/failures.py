"""The classes of a failed call, each with what to do about it."""

from enum import Enum


class Kind(Enum):
    """The class of a failure, and what to do about it."""

    KEY_MISSING = "key missing"
    KEY_REFUSED = "key refused"
    MODEL_NOT_FOUND = "model not found"
    NO_PROVIDER = "no provider"
    RATE_LIMITED = "rate limited"
    UNREACHABLE = "unreachable"
    TLS = "TLS"
    PARAMETER_REFUSED = "parameter refused"
    PROVIDER_FAULT = "provider fault"
    TIMED_OUT = "timed out"
    EMPTY = "empty answer"
    GARBLED = "garbled answer"
    NO_TOOL_CALL = "no tool call"
    CANCELLED = "cancelled"
    BROKEN = "the test itself failed"

    @property
    def advice(self) -> str:
        """What to do next."""
        return _ADVICE[self]


_ADVICE = {
    Kind.KEY_MISSING: "Set api_key, or the provider's own variable.",
    Kind.KEY_REFUSED: "Check api_key: is it this provider's, and still valid?",
    Kind.MODEL_NOT_FOUND: "Check the model's name, and that this key may use it.",
    Kind.NO_PROVIDER: "Put the provider before the model (openai/…) or set custom_llm_provider.",
    Kind.RATE_LIMITED: "Wait, or check the quota and the billing of the account.",
    Kind.UNREACHABLE: "Check base_url, and that the server runs and can be reached from here.",
    Kind.TLS: "Check https:// in base_url, and the certificate of the server.",
    Kind.PARAMETER_REFUSED: "Unset what the provider names, or set drop_params = true.",
    Kind.PROVIDER_FAULT: "The provider failed; try again, or look at its status page.",
    Kind.TIMED_OUT: "The model may be slow or loading; raise timeout or the limit of the test.",
    Kind.EMPTY: "The model answered nothing; check the model and max_output_tokens.",
    Kind.GARBLED: "The answer is not what this provider sends; check base_url and the provider.",
    Kind.NO_TOOL_CALL: "OpenHands needs tool calls, or set native_tool_calling = false.",
    Kind.CANCELLED: "",
    Kind.BROKEN: "This is a fault of llm-tui or of litellm's installation.",
}
