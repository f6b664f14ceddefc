"""How OpenHands turns the tables of a file and the environment into configurations.

Source: `load_from_toml`, `load_from_env` and `finalize_config` in `openhands/core/config/utils.py`,
in `opendevin/core/config.py` before 0.9. How `[llm]` itself is read differs most: see `loading`.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from llm_tui.model.dialects.loaded import EnvironmentFault, Layer, Loaded, Stop
from llm_tui.model.dialects.openhands.core_section import core
from llm_tui.model.dialects.openhands.environment import environment_values
from llm_tui.model.dialects.openhands.loading.configurations import DEFAULT, Reading, Stack, top
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.dialects.openhands.strict import first_stop
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.toml.keys import BASE, Path, write_header

READERS = {
    "in place": "llm_tui.model.dialects.openhands.loading.in_place",
    "alone": "llm_tui.model.dialects.openhands.loading.alone",
    "in two passes": "llm_tui.model.dialects.openhands.loading.in_two_passes",
    "over base": "llm_tui.model.dialects.openhands.loading.over_base",
}
"""The modules that read `[llm]`, each with its `read`, by the rule of the release."""


def load(tables: Mapping[str, Any], release: Release, environment: Mapping[str, str]) -> Loaded:
    """The configurations that a release makes of a file's tables and the environment."""
    if not release.reads_sections:
        reason = f"{release.rules.program} {release.version} does not read [llm]"
        return Loaded({BASE: ()}, unread=reason if llm_tables(tables, release) else None)
    reading = Reading(release)
    variables, faults = environment_values(release, environment)
    unread = _unread(tables, release)
    if unread is None:
        reader = import_module(READERS[release.rules.loading])
        for key, content in llm_tables(tables, release).items():
            reader.read(content, (key,), reading)
        _forget(tables, reading)
    else:
        values, flat_faults = environment_values(release, tables)
        reading.configs[DEFAULT] = reading.stack(Layer(Origin.SECTION, values))
        faults = (*flat_faults, *faults)
    base = reading.configs.get(DEFAULT) or reading.stack()
    reading.configs[DEFAULT] = (*base, Layer(Origin.ENVIRONMENT, variables))
    configs = _configs(reading)
    stop = (
        first_stop(tables, release, environment, configs)
        or _variable_fault(faults)
        or _folder_fault(configs)
    )
    replaced = (*BASE, DEFAULT)
    return Loaded(
        configs,
        reading.faults,
        faults,
        stop.reason if stop else None,
        reading.ignored_with,
        replaced if replaced in configs else None,
        unread if tables else None,
        stop.path if stop else (),
    )


def llm_tables(tables: Mapping[str, Any], release: Release) -> dict[str, Mapping[str, Any]]:
    """The tables that the release takes for `[llm]`, by their key in the file."""
    return {
        key: content
        for key, content in tables.items()
        if is_named(key, "llm", release) and isinstance(content, dict)
    }


def is_named(key: str, section: str, release: Release) -> bool:
    """Is a top-level key the one of this section?"""
    return (key.lower() if release.rules.ignores_section_case else key) == section


def _unread(tables: Mapping[str, Any], release: Release) -> str | None:
    """Why no section of the file is read, if so."""
    if not release.rules.needs_core_section or "core" in tables:
        return None
    program = f"{release.rules.program} {release.version}"
    return f"there is no [core]: {program} takes the file for one of the old kind, LLM_MODEL = …"


def _forget(tables: Mapping[str, Any], reading: Reading) -> None:
    """Apply `llms = {}` in `[core]`: it takes the place of all that was read before it."""
    rules = reading.release.rules
    if rules.loading == "in place" or not rules.sandbox_costs_core:
        return
    if core(tables, reading.release).get("llms") == {}:
        sections = [(*BASE, name) for name in reading.configs if name != DEFAULT]
        reading.ignored_with.update(dict.fromkeys((BASE, *sections), ("core", "llms")))
        reading.configs.clear()


def _configs(reading: Reading) -> dict[Path, Stack]:
    """The configurations by section; that of a section `[llm.llm]` is the default one."""
    found: dict[Path, Stack] = {BASE: _finished(reading.configs[DEFAULT], reading.release)}
    for name, stack in reading.configs.items():
        if name != DEFAULT:
            found[*BASE, name] = _finished(stack, reading.release)
    replaced = (*BASE, DEFAULT)
    if any(layer.source == replaced for layer in found[BASE]):
        found[replaced] = found[BASE]
    return found


def _finished(stack: Stack, release: Release) -> Stack:
    """A configuration with the values that OpenHands adds after the environment."""
    key = "embedding_base_url"
    if key not in release.fields or top(stack, key) is not None:
        return stack
    address = top(stack, "base_url")
    return stack if address is None else (*stack, Layer(Origin.COMPUTED, {key: address}))


def _variable_fault(faults: tuple[EnvironmentFault, ...]) -> Stop | None:
    crashes = (Stop(f"{fault.variable}: {fault.reason}") for fault in faults if fault.crash)
    return next(crashes, None)


def _folder_fault(configs: Mapping[Path, Stack]) -> Stop | None:
    """Types may be unchecked, but only text can be made an absolute folder."""
    key = "log_completions_folder"
    for path, stack in configs.items():
        value = top(stack, key)
        if value is not None and not isinstance(value, str):
            reason = f"{key} in {write_header(path)}: it must be text in quotes"
            return Stop(reason, (*path, key))
    return None
