"""TOML values as nested dicts and lists: comparing them, and changing one of them."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from llm_tui.model.toml.keys import Path

MISSING = object()
"""The value of what is not set: TOML has no null, and None is not a TOML value."""


def table_at(tables: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The table of this name, an empty one where there is none."""
    table = tables.get(key)
    return table if isinstance(table, dict) else {}


def value_at(tables: object, path: Path) -> Any:
    """The value at `path` in nested dicts and lists, or MISSING."""
    for part in path:
        if isinstance(tables, dict):
            tables = tables.get(part, MISSING)
        elif isinstance(tables, list) and isinstance(part, int) and 0 <= part < len(tables):
            tables = tables[part]
        else:
            return MISSING
    return tables


def same(one: Any, other: Any) -> bool:
    """Are two TOML values equal, types included? 1, 1.0 and true differ; nan equals nan."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is not type(other):
        return False
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    return bool(one == other) and str(one) == str(other)


def with_value(tables: Any, path: Path, value: Any) -> Any:
    """Nested dicts and lists with `value` at `path`; what is not on the way there is shared."""
    if not path:
        return value
    if isinstance(tables, list):
        assert isinstance(path[0], int)
        return [
            with_value(inner, path[1:], value) if index == path[0] else inner
            for index, inner in enumerate(tables)
        ]
    inner = tables.get(path[0], {}) if isinstance(tables, dict) else {}
    return {**tables, path[0]: with_value(inner, path[1:], value)}


def without_value(tables: Any, path: Path) -> list[Any]:
    """Nested dicts and lists without the value at `path`, in all forms that they may have then.

    More than one form: a table around it that is left empty may vanish with it, as those do that
    only dotted keys or the headers below them make up.
    """
    rest = [_without(tables, path)]
    for size in range(len(path) - 1, 0, -1):
        if value_at(rest[-1], path[:size]) not in ({}, []):
            break
        rest.append(_without(rest[-1], path[:size]))
    return rest


def _without(tables: Any, path: Path) -> Any:
    head, below = path[0], path[1:]
    if isinstance(tables, list):
        kept = [
            _without(inner, below) if below and index == head else inner
            for index, inner in enumerate(tables)
        ]
        return kept if below else [inner for index, inner in enumerate(kept) if index != head]
    if below:
        return {**tables, head: _without(tables[head], below)}
    return {key: inner for key, inner in tables.items() if key != head}


def differences(before: Any, after: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of all values that only one of the two has, or that differ."""
    if before is after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before.keys() | after.keys():
            one, other = before.get(key, MISSING), after.get(key, MISSING)
            if one is not other:  # Also asked here: most are the same, and a call is not free.
                yield from differences(one, other, (*path, key))
    elif isinstance(before, dict) or isinstance(after, dict):
        yield path
        table = before if isinstance(before, dict) else after
        for key, value in table.items():
            yield from differences(value, MISSING, (*path, key))
    elif before is MISSING or after is MISSING or not same(before, after):
        yield path
