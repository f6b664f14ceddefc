"""Models whose provider litellm finds by their name or address alone."""

import re

from llm_tui.model.catalogue.litellm_data import (
    has_model,
    provider_of,
    providers,
    registry_path,
)
from llm_tui.model.catalogue.provider import host_of
from llm_tui.model.catalogue.release_names import release_names

_FAMILIES = r"(?:chatgpt|gpt|claude|gemini|command)-|o\d\b|ft:|text-|dall-e"
"""Names that newer releases of litellm place although they do not list them."""

_HOSTS = """
api.perplexity.ai api.endpoints.anyscale.com api.deepinfra.com api.mistral.ai codestral.mistral.ai
api.groq.com integrate.api.nvidia.com api.getnadir.com api.deepseek.com api.together.ai
api.together.xyz app.empower.dev api.friendli.ai api.sambanova.ai api.x.ai ollama.com
api.galadriel.ai api.llama.com api.featherless.ai inference.api.nscale.com api.studio.nebius.ai
dashscope-intl.aliyuncs.com dashscope.aliyuncs.com api.ai21.com api-inference.modelscope.cn
api.moonshot.ai api.cerebras.ai
"""
"""Hosts by which litellm finds the provider (`openai_compatible_endpoints`)."""


def refuses(litellm: str | None, model: str, base_url: object) -> bool:
    """Does this release of litellm find no provider for a model? False where it is not known."""
    names = release_names(litellm)
    if names is None or names.provider(model) is not None:
        return False
    return host_of(str(base_url or "")) not in _HOSTS.split()


def placed_name(litellm: str | None, model: str) -> str | None:
    """The name of a model with its provider, as a release takes it; None if none is known."""
    names, provider = release_names(litellm), provider_of(model)
    return names.written(model, provider) if names and provider else None


def is_placed(model: str, base_url: str) -> bool:
    """Does litellm find the provider of a model by its name or its address?

    Where litellm is not installed nothing is known of names, and so nothing is wrong with one.
    """
    if model and registry_path() is None:
        return True
    prefix, slash, _ = model.partition("/")
    if (slash and prefix in providers()) or has_model(model):
        return True
    is_of_family = not slash and re.match(_FAMILIES, model) is not None
    return is_of_family or host_of(base_url) in _HOSTS.split()
