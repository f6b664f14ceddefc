"""The models that a release treats as reasoning models, without sampling parameters.

Source: `REASONING_EFFORT_SUPPORTED_MODELS` in `openhands/llm/llm.py` until 0.54.0, then
`openhands/llm/model_features.py`.
"""

from collections.abc import Callable, Mapping
from fnmatch import fnmatch
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


def _whole_name(model: str, known: str) -> bool:
    return model.lower() == known


def _name_or_last_part(model: str, known: str) -> bool:
    return known in (model.lower(), model.rpartition("/")[2])


def _pattern(model: str, known: str) -> bool:
    name = model.strip().lower()
    if "/" in name:
        name = name.rpartition("/")[2].partition(":")[0]
    return fnmatch(name.removesuffix("-gguf"), known)


MATCHES: Mapping[str, Callable[[str, str], bool]] = {
    "whole name": _whole_name,
    "name or last part": _name_or_last_part,
    "pattern": _pattern,
}
