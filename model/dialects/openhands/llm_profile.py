"""A section as an LLM profile of OpenHands 1: one JSON object in a file of its own.

Source: `LLM` and `LLMProfileStore` of openhands-sdk 1.58. Its defaults differ from those of
`[llm]`, so that what a section leaves to them is written out. A key that `LLM` does not know is
dropped without a word, and a value out of its bounds keeps the profile from being loaded.
"""

import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeGuard

from llm_tui.model.catalogue.litellm_data import model_entry
from llm_tui.model.dialects.openhands.reasoning import has_native_tools
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.dialects.openhands.request import completion_request
from llm_tui.model.dialects.profile import Profile

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
SMALLEST_CONTEXT = 16_384
"""Fewer tokens of context, and OpenHands 1 refuses the profile."""

_IF_SET = (
    *("api_key", "api_version", "aws_access_key_id", "aws_secret_access_key", "aws_region_name"),
    *("ollama_base_url", "custom_tokenizer", "disable_vision"),
)
_DEFAULTS: Mapping[str, Any] = {
    "openrouter_site_url": "https://docs.all-hands.dev/",
    "openrouter_app_name": "OpenHands",
    "drop_params": True,
    "caching_prompt": True,
    "disable_stop_word": False,
    "log_completions": False,
}
"""Settings that OpenHands 1 has too, with its defaults."""
_NO_HOME: Mapping[str, Any] = {
    "safety_settings": None,
    "for_routing": False,
    "modify_params": True,
    "correct_num": 5,
}
"""Settings that it has not, each with the value of which nothing is lost."""
_FROM_CALL = ("temperature", "top_p", "top_k", "seed")
_BESIDE_CALL = {"extra_headers": "extra_headers", "extra_body": "litellm_extra_body"}
_FIRST_NULLS = {"timeout": "300", "reasoning_effort": "high", "prompt_cache_retention": "24h"}
"""Fields that are null for none, and what they become when the program saves the profile."""


class _Bounds(NamedTuple):
    least: float
    most: float = float("inf")
    whole: bool = False


_BOUNDS = {
    "temperature": _Bounds(0),
    "top_p": _Bounds(0, 1),
    "top_k": _Bounds(0),
    "timeout": _Bounds(0, whole=True),
    "seed": _Bounds(float("-inf"), whole=True),
    "input_cost_per_token": _Bounds(0),
    "output_cost_per_token": _Bounds(0),
    "max_input_tokens": _Bounds(SMALLEST_CONTEXT, whole=True),
    "max_output_tokens": _Bounds(1, whole=True),
}
_RAISED = {
    "num_retries": 0,
    "retry_multiplier": 0,
    "retry_min_wait": 0,
    "retry_max_wait": 0,
    "max_message_chars": 1,
}
"""Numbers that mean the same when they are raised to the least one that is taken."""


def name_fault(name: str) -> str | None:
    """Why a profile can't have this name; None if it can."""
    if not NAME.fullmatch(name):
        return (
            "it has at most 64 letters, digits, dots, _ and -, and begins with one of the first two"
        )
    return "OpenHands takes the .json off it" if name.endswith(".json") else None


def profile(
    values: Mapping[str, Any], release: Release, environment: Mapping[str, str] | None = None
) -> Profile:
    """The profile of a section with these effective values."""
    return _Writer(values, release, environment).profile()


class _Writer:
    """Fills the fields of one profile, and collects what has no place in it."""

    def __init__(
        self,
        values: Mapping[str, Any],
        release: Release,
        environment: Mapping[str, str] | None,
    ) -> None:
        self._values = values
        self._release = release
        self._call = completion_request(values, release, environment).arguments
        extra = values.get("completion_kwargs")
        # A variable may hold anything.
        self._extra: Mapping[str, Any] = extra if isinstance(extra, dict) else {}
        self._fields: dict[str, Any] = {"schema_version": 1}
        self._lacking: dict[str, str] = {}

    def profile(self) -> Profile:
        """The profile."""
        self._model()
        self._same_keys()
        self._retries()
        self._sampling()
        self._limits()
        self._way_of_asking()
        self._extras()
        return Profile(self._fields, self._lacking, tuple(self._notes()))

    def _model(self) -> None:
        model, provider = str(self._values["model"]), self._values.get("custom_llm_provider")
        if provider and not model.startswith(f"{provider}/"):
            model = f"{provider}/{model}"
        self._fields["model"] = model
        address = self._values.get("base_url")
        if not address:
            return
        rewrites = self._release.rules.rewrites_openhands_prefix
        if model.startswith("openhands/") and rewrites:
            program = f"{self._release.rules.program} {self._release.version}"
            reason = f"{program} overrides it for openhands/ models; OpenHands 1 would follow it"
            self._lacking["base_url"] = reason
        else:
            self._fields["base_url"] = address

    def _same_keys(self) -> None:
        for key in _IF_SET:
            value = self._extra.get(key, self._values.get(key))
            if value is not None and value != "":
                self._fields[key] = value
        for key in ("input_cost_per_token", "output_cost_per_token"):
            self._bounded(key, self._values.get(key))
        for key, default in _DEFAULTS.items():
            value = self._values.get(key)
            if value is not None and value != default:
                self._fields[key] = value
        if self._values.get("log_completions"):
            self._log_folder()

    def _log_folder(self) -> None:
        key = "log_completions_folder"
        value = self._values.get(key)
        if value == self._release.fields[key].default:
            self._lacking[key] = "the default folder of OpenHands 1 is another one"
        else:
            self._fields[key] = value

    def _retries(self) -> None:
        for key, least in _RAISED.items():
            value = self._values.get(key)
            if _is_finite(value):
                self._fields[key] = max(least, value)
            elif value is not None:
                self._lacking[key] = "OpenHands 1 takes a number only"
        self._fields["timeout"] = None
        self._bounded("timeout", self._values.get("timeout"))

    def _sampling(self) -> None:
        """What is sent is written: OpenHands 1 sends neither temperature nor top_p by itself."""
        for key in _FROM_CALL:
            self._bounded(key, self._call.get(key))
        if {"temperature", "top_p", "top_k"} & self._fields.keys():
            self._fields["capability_overrides"] = {"supports_sampling_params": True}
        self._fields["reasoning_effort"] = self._call.get("reasoning_effort")

    def _limits(self) -> None:
        limit = self._values.get("max_output_tokens")
        for name in ("max_tokens", "max_completion_tokens"):
            limit = self._extra.get(name, limit)
        self._bounded("max_output_tokens", limit)
        self._bounded("max_input_tokens", self._values.get("max_input_tokens"))

    def _way_of_asking(self) -> None:
        tools = self._values.get("native_tool_calling")
        if tools is None:
            tools = has_native_tools(str(self._call["model"]), self._release)
        self._fields["native_tool_calling"] = tools
        self._fields["extended_thinking_budget"] = 0
        self._fields["prompt_cache_retention"] = None
        self._fields["api_mode"] = "chat"

    def _extras(self) -> None:
        handled = {*_FROM_CALL, "reasoning_effort", "api_version"}
        handled |= {"max_tokens", "max_completion_tokens"}
        for key, value in self._extra.items():
            if key in _BESIDE_CALL:
                self._fields[_BESIDE_CALL[key]] = value
            elif key not in handled:
                self._lacking[f"completion_kwargs.{key}"] = "a profile has no such field"
        for key, harmless in _NO_HOME.items():
            if self._values.get(key, harmless) not in (harmless, None):
                self._lacking[key] = "a profile has no such field"
        if "thinking" in self._call and "thinking" not in self._extra:
            self._lacking["thinking"] = "the release sets it for this model, a profile can't"

    def _notes(self) -> list[str]:
        nulls = [key for key in _FIRST_NULLS if self._fields[key] is None]
        becomes = ", ".join(f"{key} {_FIRST_NULLS[key]}" for key in nulls)
        notes = [f"null is lost when OpenHands saves the profile; then it has {becomes}"]
        if "max_output_tokens" not in self._fields:
            notes.append("max_output_tokens is that of litellm's table, which its version decides")
        if (context := self._small_context()) is not None:
            least = f"OpenHands 1 refuses a context of less than {SMALLEST_CONTEXT:,} tokens"
            notes.append(f"{least}, and litellm knows {context:,} for this model")
        if str(self._fields["model"]).startswith("bedrock") and self._fields.get("api_key"):
            notes.append("api_key is not sent to Bedrock by OpenHands 1")
        if str(self._fields.get("api_key", "")).startswith("gAAAA"):
            notes.append("api_key begins like an encrypted one: OpenHands 1 may decrypt it")
        if {"openrouter_site_url", "openrouter_app_name"} & self._fields.keys():
            notes.append("openrouter_site_url and openrouter_app_name go to every provider there")
        return [*notes, "the OpenHands CLI reads no profiles"]

    def _small_context(self) -> int | None:
        """The context of the model by litellm's table, if it keeps the profile from loading."""
        if "max_input_tokens" in self._fields:
            return None
        known = (model_entry(str(self._fields["model"])) or {}).get("max_input_tokens")
        return known if isinstance(known, int) and known < SMALLEST_CONTEXT else None

    def _bounded(self, key: str, value: Any) -> None:
        """Set a number that may be absent, unless OpenHands 1 would refuse the profile for it."""
        if value is None:
            return
        least, most, whole = _BOUNDS[key]
        is_number = _is_finite(value) and least <= value <= most
        if is_number and (not whole or value == int(value)):
            self._fields[key] = value
            return
        bound = f"of at least {least:g}" + (f" and at most {most:g}" if most < least + 2 else "")
        kind = "whole number" if whole else "number"
        self._lacking[key] = f"OpenHands 1 takes a {kind} {bound} only"


def _is_finite(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and math.isfinite(value)
