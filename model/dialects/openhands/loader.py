"""How OpenHands turns the tables of a file into configurations.

Source: `LLMConfig.from_toml_section` in `openhands/core/config/llm_config.py`, 0.27.0 to 0.62.0:
every table in `[llm]` is a section of its own and inherits what the rest of `[llm]` came to; one
key that is not taken throws away the section it stands in.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.dialect import Fault, Layer, Loaded
from llm_tui.model.dialects.openhands.coerce import coerce
from llm_tui.model.dialects.openhands.environment import environment_values
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.dialects.openhands.strict import strict_fault
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.keys import BASE, Path
from llm_tui.model.origin import Origin

AZURE_VERSION = "2024-12-01-preview"


def load(tables: Mapping[str, Any], release: Release, environment: Mapping[str, str]) -> Loaded:
    """The configurations that a release makes of a file's tables and the environment."""
    content = tables.get("llm", {})
    variables, environment_faults = environment_values(release.fields, environment)
    top = Layer(Origin.ENVIRONMENT, variables)
    defaults = _defaults(release)
    if not isinstance(content, dict):
        reason = f"llm is not a table: [llm] is expected, not llm = {type(content).__name__}"
        return Loaded({BASE: (defaults, top)}, {}, environment_faults, reason)
    own = {key: value for key, value in content.items() if not isinstance(value, dict)}
    base, faults = _validated(own, release)
    all_faults: dict[Path, tuple[Fault, ...]] = {}
    if faults:
        all_faults[BASE] = faults
        base = {}
    below = Layer(Origin.SECTION, base, BASE)
    layers = (defaults, below, _computed((defaults, below)))
    configs: dict[Path, tuple[Layer, ...]] = {BASE: (*layers, top)}
    inherited = Layer(Origin.BASE, {**base, **layers[-1].values}, BASE)
    for name, table in content.items():
        if not isinstance(table, dict):
            continue
        path = (*BASE, name)
        values, faults = _validated(table, release)
        if faults:
            all_faults[path] = faults
            continue
        stack = (defaults, inherited, Layer(Origin.SECTION, values, path))
        configs[path] = (*stack, _computed(stack))
    if (replacement := configs.get((*BASE, "llm"))) is not None:
        configs[BASE] = (*replacement, top)
        configs[*BASE, "llm"] = configs[BASE]
    stops = next((f"{f.variable}: {f.reason}" for f in environment_faults if f.crash), None)
    stops = strict_fault(tables) or stops
    return Loaded(configs, all_faults, environment_faults, stops)


def _defaults(release: Release) -> Layer:
    return Layer(Origin.DEFAULT, {field.name: field.default for field in release.fields.values()})


def _validated(
    values: Mapping[str, Any], release: Release
) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The values as OpenHands holds them, or why it refuses them."""
    taken: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, value in values.items():
        field = release.fields.get(key)
        if field is None:
            faults.append(Fault(key, f"OpenHands {release.version} knows no such key", True))
            continue
        try:
            taken[key] = coerce(field.kind, value)
        except ValueRefusedError as refusal:
            faults.append(Fault(key, str(refusal), False))
    return taken, tuple(faults)


def _computed(layers: tuple[Layer, ...]) -> Layer:
    """What OpenHands fills in once a configuration is built (`model_post_init`)."""
    model, version = (_top(layers, key) for key in ("model", "api_version"))
    if model.startswith("azure") and version is None:
        return Layer(Origin.COMPUTED, {"api_version": AZURE_VERSION})
    return Layer(Origin.COMPUTED, {})


def _top(layers: tuple[Layer, ...], key: str) -> Any:
    for layer in reversed(layers):
        if key in layer.values:
            return layer.values[key]
    return None
