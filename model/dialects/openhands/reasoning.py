"""The models that a release treats as reasoning models, or gives its tools as tools.

Source: `REASONING_EFFORT_SUPPORTED_MODELS` in `openhands/llm/llm.py` until 0.54.0, then
`openhands/llm/model_features.py`.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from llm_tui.model.dialects.openhands.release import Release


def is_reasoning(model: str, release: Release) -> bool:
    """Does the release know that the model reasons?"""
    rules = release.rules
    return _is_among(model, tuple(rules.reasoning_models), rules.reasoning_match)


@lru_cache(maxsize=256)
def _is_among(model: str, known: tuple[str, ...], match: str) -> bool:
    """Remembered: the sections of a large file share a few models."""
    return any(MATCHES[match](model, one) for one in known)


def has_native_tools(model: str, release: Release) -> bool:
    """Does the release send tools to the model where the section does not say?"""
    matches = MATCHES[release.rules.native_tools_match]
    return any(matches(model, known) for known in release.rules.native_tools)


def _whole_name(model: str, known: str) -> bool:
    return model.lower() == known


def _name_or_last_part(model: str, known: str) -> bool:
    return known in (model.lower(), model.rpartition("/")[2])


def _part_of_the_name(model: str, known: str) -> bool:
    return known in model


def _pattern(model: str, known: str) -> bool:
    """As a file name: the only patterns are names, and what names begin with."""
    name = model.strip().lower()
    if "/" not in known:
        if "/" in name:
            name = name.rpartition("/")[2].partition(":")[0]
        name = name.removesuffix("-gguf")
    return name.startswith(known[:-1]) if known.endswith("*") else name == known


MATCHES: Mapping[str, Callable[[str, str], bool]] = {
    "whole name": _whole_name,
    "name or last part": _name_or_last_part,
    "part of the name": _part_of_the_name,
    "pattern": _pattern,
}
