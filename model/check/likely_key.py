"""The key that was meant by one that the program does not know."""

import re
from collections.abc import Collection
from functools import lru_cache

from llm_tui.model.toml.bounds import MOST

_NAMES = {
    "model": "model_name model_id llm_model deployment deployment_name engine",
    "api_key": "key apikey token api_token llm_api_key openai_api_key access_token auth_token"
    " secret_key anthropic_api_key",
    "base_url": "api_base api_url url endpoint api_endpoint host baseurl api_host llm_base_url"
    " openai_api_base azure_endpoint server_url",
    "max_output_tokens": "max_tokens max_completion_tokens max_new_tokens output_tokens num_predict"
    " max_response_tokens max_return_tokens",
    "max_input_tokens": "context_window context_length num_ctx max_context_tokens context_size"
    " max_context_length input_tokens",
    "num_retries": "retries max_retries retry_count retry_attempts max_attempts",
    "retry_min_wait": "min_wait retry_wait retry_delay cooldown_time",
    "retry_max_wait": "max_wait max_retry_wait max_retry_delay",
    "retry_multiplier": "backoff backoff_factor retry_backoff multiplier",
    "timeout": "request_timeout timeout_seconds api_timeout llm_timeout",
    "temperature": "temp",
    "reasoning_effort": "effort thinking_effort reasoning",
    "caching_prompt": "prompt_caching cache_prompt enable_caching enable_prompt_caching",
    "native_tool_calling": "tool_calling function_calling native_tools use_tools",
    "custom_llm_provider": "api_type llm_provider",
    "aws_region_name": "aws_region region region_name",
    "api_version": "version azure_api_version",
    "input_cost_per_token": "input_cost prompt_cost_per_token",
    "output_cost_per_token": "output_cost completion_cost_per_token",
    "disable_vision": "no_vision",
    "completion_kwargs": "litellm_kwargs extra_kwargs llm_kwargs kwargs",
}
"""Names of these keys in other programs and libraries."""

_MEANING = {name: key for key, others in _NAMES.items() for name in (key, *others.split())}

_ALIKE = 0.8
"""How alike two keys must be, from 0 to 1, for one to be a slip of the other."""


# A file may have an unknown key in each line, and each edit checks them again.
@lru_cache(maxsize=MOST["\n"][0])
def likely(key: str, known: tuple[str, ...]) -> str | None:
    """The known key that was most likely meant; None where none is likely."""
    plain = plain_key(key)
    if plain in known:
        return plain
    meaning = _MEANING.get(plain)
    if meaning in known:
        return meaning
    if meaning and (alike := [name for name in known if _MEANING.get(name) == meaning]):
        return alike[0]
    return nearest(plain, known, _ALIKE)


def plain_key(key: str) -> str:
    """The key as most programs would spell it: `maxOutput-Tokens` is `max_output_tokens`."""
    key = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key.strip())
    return re.sub(r"[-\s.]+", "_", key).lower()


def nearest(word: str, words: Collection[str], alike: float) -> str | None:
    """The word that differs least, if that is little enough."""
    # Here: hardly any file has a name that nobody knows.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, words, 1, alike)), None)
