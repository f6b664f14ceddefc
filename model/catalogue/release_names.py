"""The names that a release of litellm finds a provider for: each release knows others.

The table is written by `python -m tests.litellm_names`, by asking each release itself.
"""

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

_TABLE = os.path.join(os.path.dirname(__file__), "litellm_names.json")
_TUNED = ("ft:gpt-3.5-turbo", "ft:gpt-4")
"""How the names of OpenAI's tuned models begin, which all releases know."""


class ReleaseNames(NamedTuple):
    """The names of one release."""

    prefixes: frozenset[str]
    """The providers that it takes before a slash, whatever the model."""
    providers: Mapping[str, str]
    """The provider of each name that needs none before it."""

    def provider(self, model: str) -> str | None:
        """The provider that it finds for a model; None if it refuses the name."""
        prefix, slash, _ = model.partition("/")
        if slash and prefix in self.prefixes:
            return prefix
        return "openai" if model.startswith(_TUNED) else self.providers.get(model)

    def written(self, model: str, provider: str) -> str | None:
        """How to write a model of a provider so that it is found; None if there is no way."""
        if self.provider(model) is not None:
            return model
        return f"{provider}/{model}" if provider in self.prefixes else None


@lru_cache(maxsize=4)
def release_names(version: str | None) -> ReleaseNames | None:
    """The names of a release of litellm; None for one that is not in the table."""
    table = _table()
    if version not in table["versions"]:
        return None
    index = table["versions"].index(version)
    prefixes = (names for spans, names in table["providers"] if _is_in(index, spans))
    return ReleaseNames(
        frozenset(name for names in prefixes for name in names.split()),
        {
            name: provider
            for provider, spans, names in table["names"]
            if _is_in(index, spans)
            for name in names.split()
        },
    )


@lru_cache(maxsize=1)
def _table() -> Any:
    with open(_TABLE, encoding="utf-8") as file:
        return json.load(file)


def _is_in(index: int, spans: str) -> bool:
    """Is a version within one of the spans, written as `0-3 7-9`?"""
    bounds = (span.split("-") for span in spans.split())
    return any(int(first) <= index <= int(last) for first, last in bounds)
