"""From 0.27.0 on: every section inherits from `[llm]`, and only a faulty one is ignored.

Source: `LLMConfig.from_toml_section` in `openhands/core/config/llm_config.py`. A `[llm]` with a
fault counts as empty. Values filled in there are inherited too.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from llm_tui.model.dialects.loaded import Fault, Layer
from llm_tui.model.dialects.openhands.loading.coerced_values import coerced
from llm_tui.model.dialects.openhands.loading.configurations import (
    DEFAULT,
    Reading,
    Stack,
    named_tables,
    without_tables,
)
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.toml.keys import Path


class _Read(NamedTuple):
    """One section as it was read."""

    table: Mapping[str, Any]
    stack: Stack
    faults: tuple[Fault, ...]


class _Sections(NamedTuple):
    """The sections of a file as they were read."""

    surroundings: tuple[str, str]
    by_name: Mapping[str, _Read]


_last: dict[Path, _Sections] = {}
"""What was read last: of a file that is edited, all sections but one are the same tables."""


def read(content: Mapping[str, Any], path: Path, reading: Reading) -> None:
    """Read the base, then each section over it."""
    base, faults = coerced(without_tables(content), reading.release)
    if faults:
        reading.faults[path] = faults
        base = {}
    stack = reading.stack(Layer(Origin.SECTION, base, path))
    reading.configs[DEFAULT] = stack
    inherited = Layer(Origin.BASE, {**base, **stack[-1].values}, path)
    surroundings = reading.release.version, repr(inherited)
    last, found = _last.get(path), {}
    known = last.by_name if last and last.surroundings == surroundings else {}
    for name, table in named_tables(content).items():
        one = known.get(name)
        if one is None or one.table is not table:
            one = _read(table, inherited, (*path, name), reading)
        found[name] = one
        if one.faults:
            reading.faults[*path, name] = one.faults
        else:
            reading.configs[name] = one.stack
    _last[path] = _Sections(surroundings, found)


def _read(table: Mapping[str, Any], inherited: Layer, path: Path, reading: Reading) -> _Read:
    values, faults = coerced(table, reading.release)
    stack = () if faults else reading.stack(inherited, Layer(Origin.SECTION, values, path))
    return _Read(table, stack, faults)
