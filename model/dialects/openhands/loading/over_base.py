"""From 0.27.0 on: every section inherits from `[llm]`, and only a faulty one is ignored.

Source: `LLMConfig.from_toml_section` in `openhands/core/config/llm_config.py`. A `[llm]` with a
fault counts as empty. Values filled in there are inherited too.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.loaded import Layer
from llm_tui.model.dialects.openhands.loading.coerced_values import coerced
from llm_tui.model.dialects.openhands.loading.configurations import (
    DEFAULT,
    Reading,
    named_tables,
    without_tables,
)
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.toml.keys import Path


def read(content: Mapping[str, Any], path: Path, reading: Reading) -> None:
    """Read the base, then each section over it."""
    base, faults = coerced(without_tables(content), reading.release)
    if faults:
        reading.faults[path] = faults
        base = {}
    stack = reading.stack(Layer(Origin.SECTION, base, path))
    reading.configs[DEFAULT] = stack
    inherited = Layer(Origin.BASE, {**base, **stack[-1].values}, path)
    for name, table in named_tables(content).items():
        values, faults = coerced(table, reading.release)
        if faults:
            reading.faults[*path, name] = faults
            continue
        own = Layer(Origin.SECTION, values, (*path, name))
        reading.configs[name] = reading.stack(inherited, own)
