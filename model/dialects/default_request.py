"""The call for a section of a program whose requests are not known."""

from collections.abc import Callable, Mapping
from typing import Any

from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.field import Role

_OTHER_ADDRESS = "api_base"
_OTHER_PROVIDER = "provider"
_SENT = ("top_p", "max_tokens", "max_completion_tokens", "seed")
"""Keys that mean the same wherever they are used, and to litellm."""
_SENT_ROLES = (Role.API_KEY, Role.API_VERSION, Role.TEMPERATURE, Role.TIMEOUT)


def plain_request(values: Mapping[str, Any], key: Callable[[Role], str]) -> Request:
    """The model, address, API key and sampling of a section as litellm calls them.

    values: the effective values; None for no value.
    key: the name of the field that has a role.
    """
    model = values.get(key(Role.MODEL))
    addresses = (key(Role.BASE_URL), _OTHER_ADDRESS)
    providers = (key(Role.PROVIDER), _OTHER_PROVIDER)
    base_url = _first(values, addresses)
    provider = _first(values, providers)
    if base_url and not provider and isinstance(model, str) and not _has_provider(model):
        # A server of one's own most likely speaks like OpenAI.
        model = f"openai/{model}"
    names = {key(role): role.value for role in _SENT_ROLES} | {name: name for name in _SENT}
    arguments = {
        "model": model if isinstance(model, str) else None,
        "api_key": None,
        "base_url": base_url,
        **{names[k]: values[k] for k in names if values.get(k) is not None},
    }
    if isinstance(provider, str):
        arguments["custom_llm_provider"] = provider
    known = {key(Role.MODEL), *addresses, *providers, *names}
    absent = {key: "its meaning is not known" for key in values if key not in known}
    return Request(arguments, absent, {}, modify_params=False, client_retries=0)


def _first(values: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((values[key] for key in keys if values.get(key)), None)


def _has_provider(model: str) -> bool:
    from llm_tui.model.catalogue.litellm_data import is_provider

    return "/" in model and is_provider(model.partition("/")[0])
