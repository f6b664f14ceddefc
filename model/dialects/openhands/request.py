"""The keyword arguments that OpenHands hands to `litellm.completion` for a section.

Source: `LLM.__init__` in `openhands/llm/llm.py` and `openhands/llm/model_features.py`; equal to
recorded calls of eleven releases.
"""

import json
import os
from collections.abc import Mapping
from fnmatch import fnmatch
from functools import lru_cache
from typing import Any

from llm_tui.model.dialects.dialect import Request
from llm_tui.model.dialects.openhands.release import Release

PROXY = "https://llm-proxy.app.all-hands.dev/"
"""Where every `openhands/` model is sent, whatever the base_url."""

_LIMITS = os.path.join(os.path.dirname(__file__), "output_limits.json")

_REASONING = (
    ("0.23.0", ("o1-2024-12-17", "o1", "o3-mini-2025-01-31", "o3-mini")),
    ("0.34.0", ("o3", "o3-2025-04-16", "o4-mini", "o4-mini-2025-04-16")),
    ("0.51.0", ("gemini-2.5-flash", "gemini-2.5-pro")),
    ("0.53.0", ("gpt-5*", "deepseek-r1-0528*")),
    ("0.58.0", ("claude-sonnet-4-5*", "claude-haiku-4-5*")),
)
"""Models that take neither temperature nor top_p, by the release that first knew them."""

_SIXTY_FOUR = ("claude-3-7-sonnet", "claude-3.7-sonnet", "claude-sonnet-4", "claude-haiku-4-5")
"""Models whose answers OpenHands limits to 64,000 tokens: more takes a header it does not send."""


def completion_request(values: Mapping[str, Any], release: Release) -> Request:
    """The call for a section with these effective values (key to value, None for no value)."""
    settings = dict.fromkeys(release.fields) | dict(values)
    absent: dict[str, str] = {}
    model, base_url = _destination(settings, release)
    optional = _sampling(settings, model, release, absent)
    optional |= _limits(settings, model, release)
    optional |= _extras(settings, model, release, absent)
    if "claude-opus-4-1" in model.lower() and release.since("0.55.0"):
        optional["thinking"] = {"type": "disabled"}
        if "temperature" in optional and optional.pop("top_p", None) is not None:
            absent["top_p"] = "claude-opus-4-1 takes temperature or top_p, not both"
    arguments = {
        "model": model,
        "api_key": settings.get("api_key") or None,
        "base_url": base_url,
        "api_version": settings.get("api_version"),
        "custom_llm_provider": settings.get("custom_llm_provider"),
        "timeout": settings.get("timeout"),
        "drop_params": settings.get("drop_params"),
        **optional,
        **(settings.get("completion_kwargs") or {}),
    }
    if "seed" in release.fields:
        arguments.setdefault("seed", settings.get("seed"))
    for key in ("max_input_tokens", "max_message_chars", "ollama_base_url"):
        if settings.get(key) is not None:
            absent[key] = release.fields[key].sent.rstrip(".")
    return Request(
        arguments, absent, _environment(settings), bool(settings.get("modify_params", True))
    )


def is_reasoning(model: str, release: Release) -> bool:
    """Does this release take the model for one that reasons, and takes no sampling?"""
    name = model.strip().lower()
    if "/" in name:
        name = name.rpartition("/")[2].partition(":")[0]
    name = name.removesuffix("-gguf")
    return any(
        release.since(since) and any(fnmatch(name, pattern) for pattern in patterns)
        for since, patterns in _REASONING
    )


def output_limit(model: str) -> int | None:
    """How many tokens an answer may have by the table of OpenHands' litellm, 1.77.7."""
    limits = _output_limits()
    bare = model.partition(":")[0]
    for name in (bare, bare.partition("/")[2], model.rpartition("/")[2]):
        if name in limits:
            return limits[name]
    return None


@lru_cache(maxsize=1)
def _output_limits() -> dict[str, int]:
    with open(_LIMITS, encoding="utf-8") as file:
        return {name: int(limit) for limit, names in json.load(file).items() for name in names}


def _destination(settings: Mapping[str, Any], release: Release) -> tuple[str, str | None]:
    model, base_url = settings["model"], settings.get("base_url")
    if model.startswith("openhands/") and release.since("0.49.0"):
        return f"litellm_proxy/{model.removeprefix('openhands/')}", PROXY
    return model, base_url


def _sampling(
    settings: Mapping[str, Any], model: str, release: Release, absent: dict[str, str]
) -> dict[str, Any]:
    top_p = settings.get("top_p")
    if model.startswith("huggingface") and top_p == 1:
        top_p = 0.9
    found: dict[str, Any] = {"temperature": settings["temperature"], "top_p": top_p}
    if settings.get("top_k") is not None:
        found["top_k"] = settings["top_k"]
    effort = settings.get("reasoning_effort")
    if not is_reasoning(model, release):
        if effort is not None:
            absent["reasoning_effort"] = f"OpenHands does not take {model} for a reasoning model"
        return found
    del found["temperature"]
    absent["temperature"] = f"{model} takes no temperature"
    if release.since("0.50.0"):
        del found["top_p"]
        absent["top_p"] = f"{model} takes no top_p"
    if "gemini-2.5-pro" in model and release.since("0.51.0") and effort in (None, "low", "none"):
        found["thinking"] = {"budget_tokens": 128}
        found["allowed_openai_params"] = ["thinking"]
        absent["reasoning_effort"] = "gemini-2.5-pro gets a thinking budget of 128 tokens instead"
    elif "claude-sonnet-4-5" in model or "claude-haiku-4-5" in model:
        absent["reasoning_effort"] = f"OpenHands never sends it to {model}"
    elif effort is not None:
        found["reasoning_effort"] = effort
    return found


def _limits(settings: Mapping[str, Any], model: str, release: Release) -> dict[str, Any]:
    limit = settings.get("max_output_tokens")
    if limit is None:
        small = any(name in model for name in _SIXTY_FOUR)
        limit = 64000 if small else output_limit(model)
    if limit is None and not release.since("0.33.0"):
        limit = 4096
    azure = model.startswith("azure") and release.since("0.27.0")
    name = "max_tokens" if azure or not release.since("0.23.0") else "max_completion_tokens"
    return {name: limit}


def _extras(
    settings: Mapping[str, Any], model: str, release: Release, absent: dict[str, str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    safety = settings.get("safety_settings")
    if safety and ("mistral" in model.lower() or "gemini" in model.lower()):
        found["safety_settings"] = safety
    elif safety:
        absent["safety_settings"] = "sent to gemini and mistral models only"
    if release.since("0.55.0"):
        found["aws_region_name"] = settings.get("aws_region_name")
        for key in ("aws_access_key_id", "aws_secret_access_key"):
            if settings.get(key):
                found[key] = settings[key]
    return found


def _environment(settings: Mapping[str, Any]) -> dict[str, str]:
    names = {
        "OR_SITE_URL": "openrouter_site_url",
        "OR_APP_NAME": "openrouter_app_name",
        "AWS_ACCESS_KEY_ID": "aws_access_key_id",
        "AWS_SECRET_ACCESS_KEY": "aws_secret_access_key",
        "AWS_REGION_NAME": "aws_region_name",
    }
    return {name: settings[key] for name, key in names.items() if settings.get(key)}
