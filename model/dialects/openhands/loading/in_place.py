"""OpenDevin 0.5.3 to 0.7.1: one configuration, changed in place.

Source: `LLMConfig` in `opendevin/core/config.py`, a dataclass and a singleton: building it once
more with some values sets those on the one that there is. It ignores unknown keys silently.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.loaded import Layer
from llm_tui.model.dialects.openhands.loading.coerced_values import as_written
from llm_tui.model.dialects.openhands.loading.configurations import DEFAULT, Reading
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.toml.keys import Path


def read(content: Mapping[str, Any], path: Path, reading: Reading) -> None:
    """Take over what is known. A section `[llm.NAME]` is a value of no meaning."""
    values, _ = as_written(content, reading.release)
    reading.configs[DEFAULT] = reading.stack(Layer(Origin.SECTION, values, path))
