"""The releases of OpenHands: which keys each knows, with their types and defaults.

Source: `openhands/core/config/llm_config.py` of each tag, `opendevin/core/config.py` before 0.8.
"""

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from llm_tui.model.dialects.dialect import Field

_DATA = os.path.join(os.path.dirname(__file__), "fields.json")


@lru_cache(maxsize=1)
def _data() -> Any:
    with open(_DATA, encoding="utf-8") as file:
        return json.load(file)


def releases() -> tuple[str, ...]:
    """All releases that are known, oldest first."""
    return tuple(_data()["releases"])


def newest() -> str:
    """The newest release that is known."""
    return releases()[-1]


class Release(NamedTuple):
    """One release of OpenHands."""

    version: str
    fields: Mapping[str, Field]
    """In the order in which OpenHands declares them."""
    groups: tuple[str, ...]
    """The groups of the fields, in the order in which to show them."""

    def since(self, version: str) -> bool:
        """Is it this release or a later one?"""
        return _order(self.version) >= _order(version)


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


@lru_cache(maxsize=8)
def release(version: str) -> Release:
    """The release of this version. Raises KeyError for one that is not known."""
    if version not in releases():
        raise KeyError(version)
    fields: dict[str, Field] = {}
    for name, entry in _data()["fields"].items():
        if "removed" in entry and _order(version) >= _order(entry["removed"]):
            continue
        valid = [row for row in entry["history"] if _order(row[0]) <= _order(version)]
        if valid:
            fields[name] = _field(name, entry, *valid[-1][1:])
    return Release(version, fields, tuple(_data()["groups"]))


def _field(name: str, entry: Mapping[str, Any], kind: str, default: Any) -> Field:
    return Field(
        name=name,
        kind=kind.rstrip("?"),
        optional=kind.endswith("?"),
        default=default,
        group=entry["group"],
        help=entry["help"],
        sent=entry["sent"],
        minimum=entry.get("min"),
        maximum=entry.get("max"),
        choices=tuple(entry.get("choices", ())),
    )
