"""The class of a failure by the words of the provider, or of a proxy before it."""

import re

from llm_tui.model.catalogue.failures import FailureKind

_WORDS: tuple[tuple[FailureKind, tuple[str, ...]], ...] = (
    # litellm's own words first: with them nothing was sent.
    (FailureKind.MODEL_NOT_FOUND, ("LLM Provider NOT provided",)),
    (
        FailureKind.KEY_MISSING,
        (
            "api_key client option must be set",
            "Missing credentials",
            "Unable to locate credentials",
        ),
    ),
    (FailureKind.GARBLED, ("HTTP 200 but its body",)),
    (
        FailureKind.OUT_OF_QUOTA,
        (
            r"insufficient[ _](?:balance|credit|funds|quota)",
            r"exceeded your current quota|exceeded your monthly",
            r"billing_not_active|check your billing|payment required|Arrearage",
            r"(?:more|available|included) credits|credit (?:balance|limit)",
            r"ExceededBudget|over budget|budget has been exceeded|spending limit",
        ),
    ),
    (
        FailureKind.REGION_REFUSED,
        (
            r"location is not supported|unsupported[ _]countr|country, region, or territory",
            r"not (?:available|supported) in (?:your|this) (?:region|country|location)",
        ),
    ),
    (
        FailureKind.CONTENT_REFUSED,
        (
            r"content[ _](?:filter|policy|management policy)|ContentPolicyViolation|safety system",
            r"ResponsibleAIPolicy|data_inspection_failed|usage polic|(?:was|were|been) flagged",
        ),
    ),
    (
        FailureKind.TOO_LARGE,
        (
            r"context_length_exceeded|ContextWindowExceeded|maximum context length|context window",
            r"(?:prompt|input|request|string) (?:is )?too (?:long|large)|request_too_large",
            r"input token count|too many (?:input )?tokens",
        ),
    ),
    (
        FailureKind.MODEL_NOT_FOUND,
        (
            # LiteLLM's proxy answers the first one with status 400.
            r"Invalid model(?: name|:| ')|unknown model|not a valid model|model_not_found",
            r"DeploymentNotFound|No models? (?:is )?loaded|decommissioned|No endpoints found for",
            r"\bmodels?\b[^.{}]{0,120}(?:does not exist|doesn't exist|not found|is not supported)",
            r"Invocation of model ID|models/\S+ is not found|not found the model|model not exist",
            r"not_found_error.{0,40}model:|model identifier|Unable to access \S*\s?model",
        ),
    ),
    (
        FailureKind.KEY_REFUSED,
        (
            # LiteLLM's proxy without a database says so to every key but its master key.
            r"No connected db\.",
            r"(?:incorrect|invalid|wrong)[ _](?:x-)?api[ _-]key",
            r"api[ _-]key (?:is )?(?:not valid|invalid|expired)",
        ),
    ),
    (
        FailureKind.NO_ACCESS,
        (
            r"(?:not|n't) have access to (?:the |this )?model|access to the model|data policy",
            r"not allowed to (?:access|call|use)|must be verified to|use case details",
            r"AccessDeniedException|organization has been disabled",
        ),
    ),
    (FailureKind.OVERLOADED, (r"\boverloaded|no capacity|at capacity|high demand|too busy",)),
)
_PATTERNS = tuple((kind, re.compile("|".join(words), re.IGNORECASE)) for kind, words in _WORDS)


def kind_by_words(text: str) -> FailureKind | None:
    """The class that a message names; None if it names none."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), None)
