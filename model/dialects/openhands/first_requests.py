"""What OpenHands sends, or refuses to, besides the call itself.

Source: `LLM.__init__`, `init_model_info` and the wrapper of the call in `openhands/llm/llm.py`.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.calls import LimitLookup
from llm_tui.model.dialects.openhands.rules import Rules

_PREFIX = "litellm_proxy/"


def limit_lookup(
    model: str, base_url: Any, key: Any, argument: str | None, rules: Rules
) -> LimitLookup | None:
    """The request for the models of LiteLLM's proxy; None for another provider.

    argument: the one that takes the output limit; None if the section has one.
    """
    if not model.startswith(_PREFIX) or not rules.asks_proxy_for_limit:
        return None
    address = str(base_url)
    if rules.adds_http_to_proxy:
        address = str(base_url or "").strip()
        if not address.startswith(("http://", "https://")):
            address = f"http://{address}"
    return LimitLookup(
        url=f"{address}/v1/model/info",
        headers={"Authorization": f"Bearer {key or None}"},
        model=model.removeprefix(_PREFIX),
        argument=argument,
    )


def caching_headers(model: str, settings: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """The argument with the header that prompt caching took once; empty where it is not sent."""
    names = {model, model.rpartition("/")[2]}
    if settings.get("caching_prompt") is not True or names.isdisjoint(rules.cached_models):
        return {}
    return {"extra_headers": {"anthropic-beta": "prompt-caching-2024-07-31"}}


def argument_error(settings: Mapping[str, Any], rules: Rules) -> str | None:
    """The error that completion_kwargs make OpenHands raise; None if they make none."""
    extra = settings.get("completion_kwargs") or {}
    if not isinstance(extra, Mapping):
        return "completion_kwargs is not a table: OpenHands stops with TypeError"
    twice = " and ".join(name for name in extra if name in rules.own_arguments)
    if not twice:
        return None
    return (
        f"completion_kwargs names {twice}, which OpenHands passes itself: it stops with TypeError"
    )
