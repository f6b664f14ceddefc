"""How OpenManus turns the tables of a file into configurations.

Source: `Config._load_initial_config` and `LLMSettings` in `app/config.py`: every table in `[llm]`
is laid over the eight known keys of `[llm]`, other keys are ignored, and each result must be
complete, or OpenManus stops when it is imported. It calls the base `default`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from llm_tui.model.dialects.coercion import coerce
from llm_tui.model.dialects.field import Field
from llm_tui.model.dialects.loaded import Fault, Layer, Loaded, Stop
from llm_tui.model.dialects.openmanus.other_sections import section_stop
from llm_tui.model.dialects.openmanus.releases import Release
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.toml.keys import BASE, Path, write_header

DEFAULT: Path = (*BASE, "default")
"""Where there is such a section, it takes the place of the base."""


def load(tables: Mapping[str, Any], fields: Mapping[str, Field], release: Release) -> Loaded:
    """The configurations that OpenManus makes of a file's tables. It reads no variables."""
    loaded = _sections(tables, fields)
    # The other sections are read first.
    stop = section_stop(tables, release)
    return loaded._replace(stops=stop.reason, stops_at=stop.path) if stop else loaded


def _sections(tables: Mapping[str, Any], fields: Mapping[str, Field]) -> Loaded:
    content = tables.get("llm", {})
    defaults = Layer(Origin.DEFAULT, {field.name: field.default for field in fields.values()})
    if not isinstance(content, dict):
        reason = f"llm is not a table: [llm] is expected, not llm = {type(content).__name__}"
        return Loaded({BASE: (defaults,)}, {}, (), reason, stops_at=BASE)
    base, base_faults = _accepted(content, fields)
    configs: dict[Path, tuple[Layer, ...]] = {BASE: (defaults, Layer(Origin.SECTION, base, BASE))}
    faults = {BASE: base_faults}
    for name, table in content.items():
        if not isinstance(table, dict):
            continue
        path = (*BASE, name)
        values, faults[path] = _accepted(table, fields)
        inherited = Layer(Origin.BASE, base, BASE)
        configs[path] = (defaults, inherited, Layer(Origin.SECTION, values, path))
    for path, layers in configs.items():
        if path != BASE or DEFAULT not in configs:
            bad = {fault.key for fault in faults[path]}
            faults[path] += tuple(_missing(layers, fields, bad))
    if DEFAULT in configs:
        configs[BASE] = configs[DEFAULT]
    found = {path: those for path, those in faults.items() if those}
    stop = _stop(found)
    if stop is None:
        return Loaded(configs)
    return Loaded(configs, found, (), stop.reason, stops_at=stop.path)


def _accepted(
    values: Mapping[str, Any], fields: Mapping[str, Field]
) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The values of the known keys as OpenManus holds them, and why it refuses the others."""
    taken: dict[str, Any] = {}
    faults: list[Fault] = []
    for key in fields.keys() & values.keys():
        try:
            taken[key] = coerce(fields[key].kind, values[key])
        except ValueRefusedError as refusal:
            faults.append(Fault(key, str(refusal), False))
    return taken, tuple(sorted(faults))


def _missing(
    layers: tuple[Layer, ...], fields: Mapping[str, Field], refused: set[str]
) -> Iterator[Fault]:
    for field in fields.values():
        values = [layer.values[field.name] for layer in layers if field.name in layer.values]
        if values[-1] is None and not field.optional and field.name not in refused:
            yield Fault(field.name, "OpenManus does not start without it", False)


def _stop(faults: Mapping[Path, tuple[Fault, ...]]) -> Stop | None:
    for path, (first, *_) in faults.items():
        reason = f"{first.key} in {write_header(path)}: {first.reason}"
        return Stop(reason, (*path, first.key))
    return None
