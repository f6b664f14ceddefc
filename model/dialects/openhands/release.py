"""The releases of OpenHands: which keys each knows, with their types and defaults, and its rules.

Source: `openhands/core/config/llm_config.py` of each tag, `opendevin/core/config.py` before 0.8.
"""

import json
import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from llm_tui.model.dialects.field import Field
from llm_tui.model.dialects.openhands.rules import Rules


@lru_cache(maxsize=1)
def _data(name: str) -> Any:
    """A table; only the last one is kept: what a release has of each is."""
    path = os.path.join(os.path.dirname(__file__), f"{name}.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def releases() -> tuple[str, ...]:
    """All releases that are known, oldest first."""
    return tuple(_data("fields")["releases"])


def keys() -> frozenset[str]:
    """The keys of a section that any release knows."""
    return frozenset(_data("fields")["fields"])


def assumed() -> str:
    """The release to go by where nothing around a file names one.

    The last one before OpenHands 1, to which the file is a legacy that it ignores in the end.
    """
    return str(_data("fields")["assumed"])


@lru_cache(maxsize=1)
def last_reading() -> str:
    """The newest release that reads `[llm]`."""
    loading = _data("rules")["loading"]
    return [version for version in releases() if _value(loading, version) != NOT_AT_ALL][-1]


NOT_AT_ALL = "not at all"
"""The `loading` of releases that ignore `[llm]`."""


class Release(NamedTuple):
    """One release of OpenHands."""

    version: str
    fields: Mapping[str, Field]
    """In the order in which OpenHands declares them."""
    groups: tuple[str, ...]
    """The groups of the fields, in the order in which to show them."""
    rules: Rules
    other_fields: Mapping[str, Mapping[str, str]]
    """Of the other sections that matter to us, such as `agent`: the kind of each key."""

    @property
    def reads_sections(self) -> bool:
        """Does it read `[llm]` at all?"""
        return self.rules.loading != NOT_AT_ALL


@lru_cache(maxsize=256)
def order(version: str) -> tuple[int, ...]:
    """The numbers of a version, to compare it by. Raises ValueError if it has none."""
    return tuple(map(int, version.split(".")))


@lru_cache(maxsize=8)
def release(version: str) -> Release:
    """The release of this version. Raises KeyError for one that is not known."""
    if version not in releases():
        raise KeyError(version)
    rules = {name: _value(history, version) for name, history in _data("rules").items()}
    others = {
        section: {
            name: kind for name, history in keys.items() if (kind := _value(history, version))
        }
        for section, keys in _data("sections").items()
    }
    fields = {} if rules["loading"] == NOT_AT_ALL else _fields(version)
    return Release(version, fields, tuple(_data("fields")["groups"]), Rules(**rules), others)


def _fields(version: str) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for name, entry in _data("fields")["fields"].items():
        if "removed" in entry and order(version) >= order(entry["removed"]):
            continue
        if row := _row(entry["history"], version):
            _, kind, default = row
            fields[name] = Field.of(name, kind, default, entry)
    return fields


def _row(history: Iterable[Any], version: str) -> Any:
    """The last row that begins with this release or an earlier one."""
    found = None
    for row in history:
        if order(row[0]) > order(version):
            break
        found = row
    return found


def _value(history: Iterable[Any], version: str) -> Any:
    row = _row(history, version)
    return row[1] if row else None
