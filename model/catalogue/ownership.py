"""The owners of hosts and API keys, and the providers whose format one server may speak."""

import re

from llm_tui.model.catalogue.provider import KeyShape, host_of
from llm_tui.model.catalogue.providers import PROVIDERS, SHARED_KEY_SHAPE, provider_record


def host_owner(address: str) -> str | None:
    """The provider whose own host an address names; None for any other host."""
    host = host_of(address)
    return next((record.name for record in PROVIDERS.values() if record.owns(host)), None)


def key_owner(key: str) -> str | None:
    """The provider whose keys look like this one; None where several have such keys."""
    return next(
        (
            record.name
            for record in PROVIDERS.values()
            if any(key.startswith(shape.prefix) for shape in record.key_shapes)
        ),
        None,
    )


def key_shapes() -> tuple[KeyShape, ...]:
    """The shapes of the API keys of all providers, those with the longest prefix first."""
    own = (shape for record in PROVIDERS.values() for shape in record.key_shapes)
    return tuple(sorted((SHARED_KEY_SHAPE, *own), key=lambda shape: -len(shape.prefix)))


def key_prefix_pattern() -> str:
    """A regular expression that matches how the API keys of any provider begin."""
    return "|".join(re.escape(shape.prefix) for shape in key_shapes())


def speak_alike(one: str, other: str) -> bool:
    """Would one server understand what litellm sends to either provider?"""
    if one.removesuffix("_chat") == other.removesuffix("_chat"):
        return True
    return provider_record(one).shares_servers and provider_record(other).shares_servers
