"""The configurations read from `[llm]` so far."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from llm_tui.model.dialects.loaded import Fault, Layer
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.dialects.origin import Origin

if TYPE_CHECKING:
    from llm_tui.model.toml.keys import Path

Stack = tuple[Layer, ...]
DEFAULT = "llm"
"""The name of the default configuration among the others: a section of this name replaces it."""


class Reading:
    """The configurations by name, as OpenHands keeps them, and the sections that it ignores."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.configs: dict[str, Stack] = {}
        self.faults: dict[Path, tuple[Fault, ...]] = {}
        self.ignored_with: dict[Path, Path] = {}

    @cached_property
    def _defaults(self) -> Layer:
        fields = self.release.fields.values()
        return Layer(Origin.DEFAULT, {field.name: field.default for field in fields})

    def stack(self, *layers: Layer) -> Stack:
        """A configuration of these layers, from the built-in defaults to what is filled in."""
        full = (self._defaults, *layers)
        return (*full, Layer(Origin.COMPUTED, self._filled_in(full)))

    def _filled_in(self, stack: Stack) -> Mapping[str, Any]:
        """The values that OpenHands fills in once a configuration is built (`model_post_init`)."""
        found: dict[str, Any] = {}
        rules, model = self.release.rules, top(stack, "model")
        if (
            rules.default_azure_version
            and model.startswith("azure")
            and top(stack, "api_version") is None
        ):
            found["api_version"] = rules.default_azure_version
        if (
            rules.adds_high_effort
            and "gemini-2.5-pro" not in model
            and top(stack, "reasoning_effort") is None
        ):
            found["reasoning_effort"] = "high"
        return found


def top(stack: Stack, key: str) -> Any:
    """The value that wins; None where there is none."""
    for layer in reversed(stack):
        if key in layer.values:
            return layer.values[key]
    return None


def named_tables(content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The tables in `[llm]`: each is taken for a section."""
    return {name: value for name, value in content.items() if isinstance(value, dict)}


def without_tables(content: Mapping[str, Any]) -> dict[str, Any]:
    """The other values of a section."""
    return {key: value for key, value in content.items() if not isinstance(value, dict)}
