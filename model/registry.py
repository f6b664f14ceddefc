"""What litellm knows of a model, read from its data file without importing litellm.

The file lies in litellm's package; it drops models once they are retired, so a model that it does
not have may well exist.
"""

import json
import os
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

_NAME = "model_prices_and_context_window_backup.json"


def registry_path() -> str | None:
    """Where the file is; None where litellm is not installed."""
    spec = find_spec("litellm")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = os.path.join(folder, _NAME)
        if os.path.exists(path):
            return path
    return None


@lru_cache(maxsize=64)
def model_entry(name: str) -> dict[str, Any] | None:
    """The entry of a model, by its name with or without the provider; None if there is none.

    Only this entry is parsed: the whole file is three megabytes.
    """
    text = _text()
    for candidate in dict.fromkeys((name, name.partition("/")[2], name.rpartition("/")[2])):
        start = text.find(f'\n    "{candidate}": {{') if candidate else -1
        if start >= 0:
            entry, _ = json.JSONDecoder().raw_decode(text, text.index("{", start))
            if isinstance(entry, dict):
                return entry
    return None


def chat_entries() -> Iterator[tuple[str, dict[str, Any]]]:
    """All models that one can talk to, with the name by which litellm takes them."""
    for name, entry in json.loads(_text() or "{}").items():
        if not isinstance(entry, dict) or entry.get("mode") != "chat":
            continue
        provider = str(entry.get("litellm_provider", ""))
        if "/" in name or provider not in _PREFIXED:
            yield name, entry
        elif not name.startswith(_SIZES):
            yield f"{provider}/{name}", entry


_PREFIXED = ("deepseek", "gemini", "together_ai", "volcengine")
"""Providers of which litellm has names that it does not take as they are, 1.106.2."""

_SIZES = "together-ai-"
"""What prices by the size of a model stand under: there is no such model."""


def _text() -> str:
    path = registry_path()
    if path is None:
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def is_provider(name: str) -> bool:
    """Does litellm know models of a provider of this name?"""
    return f'"litellm_provider": "{name}"' in _text()


def provider_of(model: str, custom: str | None = None) -> str | None:
    """The provider that litellm would most likely send a model to; None where it is not known."""
    if custom:
        return custom
    if "/" in model:
        return model.partition("/")[0]
    entry = model_entry(model)
    if entry is None:
        return None
    return provider_family(str(entry.get("litellm_provider", ""))) or None


@lru_cache(maxsize=256)
def provider_family(provider: str) -> str:
    """The provider as it is written before a model, of one that litellm has several kinds of."""
    families = ("vertex_ai", "bedrock")
    return next((family for family in families if provider.startswith(family)), provider)
