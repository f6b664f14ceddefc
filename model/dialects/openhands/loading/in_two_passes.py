"""0.21.0 to 0.26.0: sections are read alone first, then over `[llm]` up to the first that fails.

Source: `load_from_toml` in `openhands/core/config/utils.py`. The second pass ends at the first
validation error, one in `[llm]` itself too: what comes after it stays as the first pass made it.
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
    """Read all sections without inheritance, then the base, then all sections with it."""
    sections = named_tables(content)
    for name, table in sections.items():
        values, faults = coerced(table, reading.release)
        if faults:
            reading.faults[*path, name] = faults
        else:
            reading.configs[name] = reading.stack(Layer(Origin.SECTION, values, (*path, name)))
    base, faults = coerced(without_tables(content), reading.release)
    if faults:
        reading.faults[path] = faults
        return
    reading.configs[DEFAULT] = reading.stack(Layer(Origin.SECTION, base, path))
    inherited = Layer(Origin.BASE, base, path)
    for name, table in sections.items():
        # A table in a section fails the first pass only.
        values, faults = coerced(without_tables(table), reading.release)
        if faults:
            return
        own = Layer(Origin.SECTION, values, (*path, name))
        reading.configs[name] = reading.stack(inherited, own)
        reading.faults.pop((*path, name), None)
