"""The configuration that `-l NAME` (`--llm-config NAME`) runs on.

Source: `get_llm_config_arg` and `setup_config_from_args` in `openhands/core/config/utils.py`. The
first reads a section of a file once more, alone; it takes the place of the default configuration,
variables and all.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from llm_tui.model.dialects.loaded import Layer, Loaded
from llm_tui.model.dialects.openhands.loading.alone import section_values
from llm_tui.model.dialects.openhands.loading.coerced_values import as_written, coerced
from llm_tui.model.dialects.openhands.loading.configurations import DEFAULT, Reading, Stack
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.toml.keys import BASE


class Lookup(NamedTuple):
    """The configuration that a name leads to."""

    layers: Stack = ()
    """The configuration, lowest layer first; empty if there is none."""
    reason: str | None = None
    """Why OpenHands stops instead."""

    @property
    def inherits(self) -> bool:
        """Is what `[llm]` says part of it?"""
        return any(layer.origin is Origin.BASE or layer.source == BASE for layer in self.layers)


def lookup(
    name: str, loaded: Loaded, files: Sequence[Mapping[str, Any]], release: Release
) -> Lookup:
    """The configuration of `-l NAME`.

    files: the tables of the files of `Rules.lookup_files` that exist.
    """
    where = release.rules.lookup
    if where == "in place":
        return _in_place(name, loaded, files, release)
    path = BASE if name == DEFAULT else (*BASE, name)
    if where == "loaded, then file" and path in loaded.configs:
        return Lookup(loaded.configs[path])
    bare = name.strip("[]").removeprefix("llm.")
    for tables in files:
        content = tables.get("llm", {})
        if bare in content:
            return _alone(bare, content, release)
    return _missing(name, release)


def _in_place(
    name: str, loaded: Loaded, files: Sequence[Mapping[str, Any]], release: Release
) -> Lookup:
    """A table at the top of the file, set on the one configuration that there is."""
    bare = name.strip("[]")
    content = next((tables[bare] for tables in files if bare in tables), None)
    if content is None:
        return _missing(name, release)
    if not isinstance(content, dict):
        return Lookup(reason=f"{bare} is no section")
    values, _ = as_written(content, release)
    return Lookup((*loaded.configs[BASE], Layer(Origin.SECTION, values, (bare,))))


def _alone(name: str, content: Any, release: Release) -> Lookup:
    """A section of `[llm]` over the built-in defaults."""
    table = content[name] if isinstance(content, dict) else None
    if not isinstance(table, dict):
        return Lookup(reason=f"{name} in [llm] is no section")
    path = (*BASE, name)
    if release.rules.loading == "alone":
        values, by_path = section_values(table, path, release)
        faults = tuple(fault for found in by_path.values() for fault in found)
    else:
        values, faults = coerced(table, release)
    if faults:
        return Lookup(reason="; ".join(f"{fault.key}: {fault.reason}" for fault in faults))
    return Lookup(Reading(release).stack(Layer(Origin.SECTION, values, path)))


def _missing(name: str, release: Release) -> Lookup:
    places = " and ".join(release.rules.lookup_files)
    return Lookup(reason=f"{release.rules.program} finds no section {name} in {places}")
