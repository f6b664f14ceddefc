"""Faults besides `[llm]` at which OpenHands stops at its start, from 0.27.0 on.

Source: `SandboxConfig.from_toml_section` and its likes raise ValueError on one wrong key, which
nothing catches. Sections are used as tables without a look at whether they are. Of `[mcp]` only the
keys are checked here, not the servers.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.loaded import StopCause
from llm_tui.model.dialects.openhands.kinds import refusal
from llm_tui.model.dialects.openhands.release import Release

_STRICT = ("security", "model_routing", "sandbox", "mcp", "kubernetes")
_TABLES = ("core", "agent", "llm", "condenser", *_STRICT)


def strict_fault(tables: Mapping[str, Any], release: Release) -> StopCause | None:
    """Which key makes OpenHands stop at its start, and why; None if none does."""
    if release.rules.stops_at_wrong_keys:
        for section in _TABLES:
            if cause := _not_a_table(section, tables, release):
                return cause
        for section in _STRICT:
            kinds = release.other_fields[section]
            for key, value in tables.get(section, {}).items() if kinds else ():
                if reason := refusal(kinds.get(key), value) or _bad_mount(section, key, value):
                    return StopCause(f"{key} in [{section}]: {reason}", (section, key))
    return _own_list(tables, release)


def _bad_mount(section: str, key: str, value: Any) -> str | None:
    if (section, key) != ("sandbox", "volumes"):
        return None
    fits = all(len(mount.split(":")) in (2, 3) for mount in value.split(","))
    return None if fits else "it must be folder:folder, or folder:folder:mode"


def _not_a_table(section: str, tables: Mapping[str, Any], release: Release) -> StopCause | None:
    known = release.other_fields.get(section, True)
    content = tables.get(section, {})
    if not known or isinstance(content, dict):
        return None
    kind = type(content).__name__
    reason = f"{section} is not a table: [{section}] is expected, not {section} = {kind}"
    return StopCause(reason, (section,))


def _own_list(tables: Mapping[str, Any], release: Release) -> StopCause | None:
    """`llms` in `[core]` takes the place of OpenHands' own list of configurations."""
    core = tables.get("core")
    if release.rules.agents == "none" or not isinstance(core, dict):
        return None
    if core.get("llms", {}) == {}:
        return None
    reason = "llms in [core]: OpenHands keeps its own configurations under this name"
    return StopCause(reason, ("core", "llms"))
