"""litellm's tables of models and providers, read from its data files without importing litellm.

The files lie in litellm's package; models are dropped from them once they are retired, so one that
they do not have may well exist.
"""

import json
import os
import re
from array import array
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

_MODELS = "model_prices_and_context_window_backup.json"
_PROVIDERS = "provider_endpoints_support_backup.json"
_ENTRY = rb'\n {0,4}"([^"\n]+)": \{'
_PROVIDER = rb'"litellm_provider": "([^"\n]+)"'
_FAMILIES = ("vertex_ai", "bedrock")

_MORE_PROVIDERS = (
    "aiohttp_openai aleph_alpha anyscale bedrock_mantle charity_engine dotprompt empiriolabs"
    " humanloop langflow langfuse litellm_agent modelscope nadir palm parasail sagemaker_nova"
    " veniceai vertex_ai_beta"
)
"""Providers that neither file names."""


def registry_path(name: str = _MODELS) -> str | None:
    """The path of a data file; None where litellm is not installed."""
    spec = find_spec("litellm")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = os.path.join(folder, name)
        if os.path.exists(path):
            return path
    return None


@lru_cache(maxsize=64)
def model_entry(name: str) -> dict[str, Any] | None:
    """The entry of a model, by its name with or without the provider; None if there is none.

    Only this entry is parsed: the whole file is three megabytes.
    """
    for candidate in dict.fromkeys((name, name.partition("/")[2], name.rpartition("/")[2])):
        if (place := _place(candidate)) is not None:
            return _entry_at(place)
    return None


@lru_cache(maxsize=64)
def has_model(name: str) -> bool:
    """Does litellm list a model by just this name?"""
    return _place(name) is not None


def chat_entries() -> Iterator[tuple[str, dict[str, Any]]]:
    """All chat models, each under the name that litellm accepts."""
    path = registry_path()
    if path is None:
        return
    with open(path, encoding="utf-8") as file:
        entries = json.load(file)
    for name, entry in entries.items():
        if not isinstance(entry, dict) or entry.get("mode") != "chat":
            continue
        provider = str(entry.get("litellm_provider", ""))
        if "/" in name or provider not in _PREFIXED:
            yield name, entry
        elif not name.startswith(_SIZES):
            yield f"{provider}/{name}", entry


_PREFIXED = ("deepseek", "gemini", "together_ai", "volcengine")
"""Providers whose models litellm lists without the prefix that it needs, 1.106.2."""

_SIZES = "together-ai-"
"""The prefix of prices by the size of a model: there is no such model."""


def _entry_at(place: int) -> dict[str, Any] | None:
    path = registry_path()
    assert path is not None
    with open(path, "rb") as file:
        file.seek(place)
        entry, _ = json.JSONDecoder().raw_decode(file.read(_LONGEST).decode(errors="ignore"))
    return entry if isinstance(entry, dict) else None


_LONGEST = 16_384
"""The most bytes of an entry."""


def _place(name: str) -> int | None:
    """The offset of a model's entry in the file; None if there is none."""
    names, places = _index()
    at = -1 if "\n" in name else names.rfind(f"\n{name}\n".encode(errors="replace"))
    return None if at < 0 else places[names.count(b"\n", 0, at)]


@lru_cache(maxsize=1)
def _index() -> "tuple[bytes, array[int]]":
    """The names of all models, each on a line, and where their entries are.

    In one piece: as a table of three thousand strings they would take half a megabyte.
    """
    names, places = bytearray(b"\n"), array("L")
    for match in re.finditer(_ENTRY, _data()):
        names += match[1] + b"\n"
        places.append(match.end() - 1)
    return bytes(names), places


@lru_cache(maxsize=1)
def _providers() -> frozenset[str]:
    """The providers of all models."""
    return frozenset(name.decode() for name in set(re.findall(_PROVIDER, _data())))


def _data() -> bytes:
    path = registry_path()
    if path is None:
        return b""
    with open(path, "rb") as file:
        return file.read()


@lru_cache(maxsize=1)
def providers() -> frozenset[str]:
    """The names that litellm accepts before the slash of a model's name."""
    names = set(_MORE_PROVIDERS.split())
    for name in _providers():
        names.add(provider_family(name))
    path = registry_path(_PROVIDERS)
    if path is not None:
        with open(path, encoding="utf-8") as file:
            names |= json.load(file).get("providers", {}).keys()
    return frozenset(name for name in names if "/" not in name)


def is_provider(name: str) -> bool:
    """Does litellm know models of a provider of this name?"""
    return name in _providers()


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
    """The prefix of a provider's models, for a provider that litellm has several kinds of."""
    return next((family for family in _FAMILIES if provider.startswith(family)), provider)
