"""The sections besides `[llm]` at which OpenManus stops when it is imported.

Source: `Config._load_initial_config` in `app/config.py`. A section without content counts as
missing, and unknown keys are ignored.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from llm_tui.model.dialects.coercion import coerce
from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.dialects.loaded import Stop
from llm_tui.model.dialects.openmanus.releases import Release
from llm_tui.model.errors import ValueRefusedError

_DATA = os.path.join(os.path.dirname(__file__), "sections.json")
_PROXY = ("server", "username", "password")


def section_stop(tables: Mapping[str, Any], release: Release) -> Stop | None:
    """The first section at which the release stops, and why; None if there is none."""
    return next(_stops(tables, release), None)


def _stops(tables: Mapping[str, Any], release: Release) -> Iterator[Stop]:
    required = dict(release.required)
    for section in release.sections:
        content = tables.get(section) or {}
        if not isinstance(content, dict):
            given = f"{section} = {type(content).__name__}"
            reason = f"{section} is not a table: [{section}] is expected, not {given}"
            yield Stop(reason, (section,))
            continue
        for key, kind in kinds()[section].items():
            if key in content and (why := _refusal(kind, content[key])):
                yield Stop(f"{key} in [{section}]: {why}", (section, key))
        if section == "browser":
            yield from _proxy(content.get("proxy"))
        needed = required.get(section)
        if needed and needed not in content:
            reason = f'{needed} in [{section}]: OpenManus does not start without it; "" is enough'
            yield Stop(reason, (section,) if section in tables else ())


def _proxy(content: Any) -> Iterator[Stop]:
    path = ("browser", "proxy")
    if content and not isinstance(content, dict):
        yield Stop("proxy in [browser]: it must be a table", path)
    elif content and content.get("server"):
        for key in _PROXY:
            if content.get(key) and (reason := _refusal("str", content[key])):
                yield Stop(f"{key} in [browser.proxy]: {reason}", (*path, key))


def _refusal(kind: str, value: Any) -> str | None:
    if kind == "texts":
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return None if fits else "it must be a list of text"
    try:
        coerce(FieldKind(kind), value)
    except ValueRefusedError as reason:
        return str(reason)
    return None


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Mapping[str, str]]:
    """The kind of each key that is read of each section."""
    with open(_DATA, encoding="utf-8") as file:
        found: Mapping[str, Mapping[str, str]] = json.load(file)
    return found
