"""The call by litellm with the same effect as what OpenManus sends.

Source: `LLM` in `app/llm.py`. It asks by the OpenAI client, the Azure one or Bedrock's, with the
model's name as it is; litellm wants the provider before it.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.retry_policy import RetryPolicy

REASONING = ("o1", "o3-mini")
"""The models that OpenManus sends no temperature to."""

RETRY_POLICY = RetryPolicy(6, 1, 1, 60, ("Exception",), raises_temperature=False, random=True)
"""The same for every section: whatever the error, it is tried again."""


def completion_request(values: Mapping[str, Any]) -> Request:
    """The call for a section with these effective values (key to value, None for no value)."""
    model = values.get("model")
    arguments: dict[str, Any] = {"model": None}
    absent: dict[str, str] = {}
    if values.get("max_input_tokens") is not None:
        absent["max_input_tokens"] = "OpenManus counts what a run sends by itself"
    if values.get("api_type") == "aws":
        provider = "bedrock/converse"
        for key in ("api_key", "base_url"):
            absent[key] = "Bedrock takes AWS's own variables and files instead"
    else:
        azure = values.get("api_type") == "azure"
        provider = "azure" if azure else "openai"
        arguments |= {key: values.get(key) for key in ("api_key", "base_url")}
        if azure:
            arguments["api_version"] = values.get("api_version")
    arguments["model"] = f"{provider}/{model}" if model else None
    if model in REASONING:
        arguments["max_completion_tokens"] = values.get("max_tokens")
        absent["temperature"] = f"{model} takes no temperature"
    else:
        arguments["max_tokens"] = values.get("max_tokens")
        arguments["temperature"] = values.get("temperature")
    return Request(arguments, absent, {}, modify_params=False)
