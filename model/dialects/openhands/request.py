"""The keyword arguments with which OpenHands calls `litellm.completion` for a section.

Source: `LLM.__init__` and `init_model_info` in `openhands/llm/llm.py`; equal to recorded calls of
eleven releases.
"""

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.coercion import is_table
from llm_tui.model.dialects.openhands.first_requests import (
    argument_error,
    caching_headers,
    limit_lookup,
)
from llm_tui.model.dialects.openhands.reasoning import is_reasoning
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.secrets.masking import mask_sentences

PROXY = "https://llm-proxy.app.all-hands.dev/"
"""Where every `openhands/` model is sent, whatever the base_url."""
STAGING_PROXY = "https://llm-proxy.staging.all-hands.dev/"

_LIMITS = os.path.join(os.path.dirname(__file__), "output_limits.json")


def completion_request(
    values: Mapping[str, Any], release: Release, environment: Mapping[str, str] | None = None
) -> Request:
    """The call for a section with these effective values (key to value, None for no value).

    environment: the variables of the process, which may move the project's own proxy.
    """
    settings = dict.fromkeys(release.fields) | dict(values)
    absent: dict[str, str] = {}
    model, base_url = _destination(settings, release, environment or {})
    optional = _sampling(settings, model, release, absent)
    optional |= _limits(settings, model, release)
    optional |= _extras(settings, model, release, absent)
    _adjust_to_model(optional, model, release, absent)
    key = settings.get("api_key")
    arguments = {
        "model": model,
        "api_key": key if key or release.rules.sends_empty_key else None,
        "base_url": base_url,
        "api_version": settings.get("api_version"),
        "custom_llm_provider": settings.get("custom_llm_provider"),
        "timeout": settings.get("timeout"),
        **{name: settings.get(name) for name in _as_they_are(release)},
        **optional,
        **_extra_arguments(settings, absent),
        **caching_headers(model, settings, release.rules),
    }
    absent |= _never_sent(settings, release)
    # A reason may quote the model.
    absent = dict(zip(absent, mask_sentences(*absent.values()), strict=True))
    return Request(
        arguments,
        absent,
        _environment(settings, release),
        bool(settings.get("modify_params", "modify_params" in release.fields)),
        limit_lookup=limit_lookup(
            model, base_url, key, _unset_limit(settings, model, release), release.rules
        ),
        error=argument_error(settings, release.rules),
    )


def _adjust_to_model(
    optional: dict[str, Any], model: str, release: Release, absent: dict[str, str]
) -> None:
    """What some models do not take together, or not by default."""
    if "claude-opus-4-1" in model.lower() and release.rules.disables_opus_thinking:
        optional["thinking"] = {"type": "disabled"}
    if (
        "temperature" in optional
        and any(name in model.lower() for name in release.rules.temperature_without_top_p)
        and optional.pop("top_p", None) is not None
    ):
        absent["top_p"] = f"{model} takes temperature or top_p, not both"


def _never_sent(settings: Mapping[str, Any], release: Release) -> dict[str, str]:
    """The keys that are used otherwise, with what for."""
    names = ("max_input_tokens", "max_message_chars", "ollama_base_url")
    return {
        name: release.fields[name].delivery_text(release.rules.program).rstrip(".")
        for name in names
        if settings.get(name) is not None
    }


def _as_they_are(release: Release) -> list[str]:
    """The later keys that are sent whether they have a value or not."""
    names = ["drop_params"] if release.rules.sends_drop_params else []
    return [*names, "seed"] if "seed" in release.fields else names


def output_limit(model: str) -> int | None:
    """The most tokens of an answer by the table of OpenHands' litellm, 1.77.7."""
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


def _destination(
    settings: Mapping[str, Any], release: Release, environment: Mapping[str, str]
) -> tuple[str, Any]:
    # Before 0.21.0 types are not checked: what is no text is shown as if it were.
    model, base_url = str(settings["model"]), settings.get("base_url")
    if model.startswith("openhands/") and release.rules.rewrites_openhands_prefix:
        proxy = _proxy(environment) if release.rules.proxy_variables else PROXY
        return f"litellm_proxy/{model.removeprefix('openhands/')}", proxy
    return model, base_url


def _proxy(environment: Mapping[str, str]) -> str:
    """The project's own proxy, as `openhands/utils/llm.py` chooses it."""
    host = environment.get("WEB_HOST", "")
    is_staging = ".staging." in host or host.startswith("staging")
    return environment.get("LITE_LLM_API_URL") or (STAGING_PROXY if is_staging else PROXY)


def _sampling(
    settings: Mapping[str, Any], model: str, release: Release, absent: dict[str, str]
) -> dict[str, Any]:
    rules, top_p = release.rules, settings.get("top_p")
    if rules.lowers_huggingface_top_p and model.startswith("huggingface") and top_p == 1:
        top_p = 0.9
    found: dict[str, Any] = {"temperature": settings["temperature"], "top_p": top_p}
    if settings.get("top_k") is not None:
        found["top_k"] = settings["top_k"]
    effort = settings.get("reasoning_effort")
    if not is_reasoning(model, release):
        if effort is not None:
            absent["reasoning_effort"] = f"OpenHands does not take {model} for a reasoning model"
        return found
    for name in rules.not_sent_to_reasoning:
        del found[name]
        absent[name] = f"{model} takes no {name}"
    return found | _effort(effort, model, release, absent)


def _effort(effort: Any, model: str, release: Release, absent: dict[str, str]) -> dict[str, Any]:
    """How long a reasoning model is asked to think."""
    rules = release.rules
    if (
        rules.limits_gemini_thinking
        and "gemini-2.5-pro" in model
        and effort in (None, "low", "none")
    ):
        absent["reasoning_effort"] = "gemini-2.5-pro gets a thinking budget of 128 tokens instead"
        return {"thinking": {"budget_tokens": 128}, "allowed_openai_params": ["thinking"]}
    if any(name in model for name in rules.never_sends_effort_to):
        absent["reasoning_effort"] = f"OpenHands never sends it to {model}"
        return {}
    return {"reasoning_effort": effort} if effort is not None or rules.sends_missing_effort else {}


def _limits(settings: Mapping[str, Any], model: str, release: Release) -> dict[str, Any]:
    rules, limit = release.rules, settings.get("max_output_tokens")
    if limit is None and rules.adds_known_output_limit:
        small = any(name in model for name in rules.limited_to_64000)
        known = 64000 if small else output_limit(model)
        limit = rules.default_output_limit if known is None else known
    azure = model.startswith("azure")
    return {rules.azure_output_limit_name if azure else rules.output_limit_name: limit}


def _unset_limit(settings: Mapping[str, Any], model: str, release: Release) -> str | None:
    """The argument of the output limit, where neither the section nor a rule has one."""
    rules = release.rules
    if settings.get("max_output_tokens") is not None or not rules.adds_known_output_limit:
        return None
    if any(name in model for name in rules.limited_to_64000):
        return None
    return rules.output_limit_name


def _extras(
    settings: Mapping[str, Any], model: str, release: Release, absent: dict[str, str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    safety = settings.get("safety_settings")
    if safety and ("mistral" in model.lower() or "gemini" in model.lower()):
        found["safety_settings"] = safety
    elif safety:
        absent["safety_settings"] = "sent to gemini and mistral models only"
    if release.rules.sends_aws:
        found["aws_region_name"] = settings.get("aws_region_name")
        for key in ("aws_access_key_id", "aws_secret_access_key"):
            if settings.get(key):
                found[key] = settings[key]
    return found


def _extra_arguments(settings: Mapping[str, Any], absent: dict[str, str]) -> Mapping[str, Any]:
    """The user's own arguments. A variable, or a file of the old kind, can make them anything."""
    given = settings.get("completion_kwargs") or {}
    if is_table(given):
        return given
    absent["completion_kwargs"] = "it is not a table, and every call fails with a TypeError"
    return {}


def _environment(settings: Mapping[str, Any], release: Release) -> dict[str, str]:
    names: dict[str, str] = {}
    if release.rules.exports_openrouter:
        names |= {"OR_SITE_URL": "openrouter_site_url", "OR_APP_NAME": "openrouter_app_name"}
    if release.rules.exports_aws:
        names |= {
            "AWS_ACCESS_KEY_ID": "aws_access_key_id",
            "AWS_SECRET_ACCESS_KEY": "aws_secret_access_key",
            "AWS_REGION_NAME": "aws_region_name",
        }
    return {name: settings[key] for name, key in names.items() if settings.get(key)}
