"""Faults besides `[llm]` at which OpenHands stops at its start.

Source: `SandboxConfig.from_toml_section` and its likes raise ValueError on one wrong key, which
nothing catches, from 0.27.0 on. Sections are used as tables without a look at whether they are.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from llm_tui.model.dialects.loaded import Stop
from llm_tui.model.dialects.openhands.core_section import CORE, SANDBOX, core_stop, volumes
from llm_tui.model.dialects.openhands.kinds import refusal
from llm_tui.model.dialects.openhands.mcp_servers import MCP, mcp_stop
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.toml.keys import Path

_STRICT = ("security", "model_routing", SANDBOX, "kubernetes")
_TABLES = (CORE, "agent", "llm", "condenser", *_STRICT)


def first_stop(
    tables: Mapping[str, Any],
    release: Release,
    environment: Mapping[str, str],
    sections: Collection[Path],
) -> Stop | None:
    """What makes OpenHands stop at its start, and why; None if nothing does.

    sections: those of `[llm]` that it accepted.
    """
    found = next(_stops(tables, release), None) if release.rules.stops_at_wrong_keys else None
    found = found or core_stop(tables, release, environment, sections)
    return found or _mount_stop(tables, release, environment)


def _stops(tables: Mapping[str, Any], release: Release) -> Iterator[Stop]:
    for section in _TABLES:
        content = tables.get(section, {})
        if release.other_fields.get(section, True) and not isinstance(content, dict):
            kind = type(content).__name__
            reason = f"{section} is not a table: [{section}] is expected, not {section} = {kind}"
            yield Stop(reason, (section,))
    for section in _STRICT:
        kinds, content = release.other_fields[section], tables.get(section, {})
        for key, value in content.items() if kinds else ():
            if why := refusal(kinds.get(key), value):
                yield Stop(f"{key} in [{section}]: {why}", (section, key))
    if release.other_fields[MCP] and MCP in tables and (found := mcp_stop(tables[MCP], release)):
        yield found


def _mount_stop(
    tables: Mapping[str, Any], release: Release, environment: Mapping[str, str]
) -> Stop | None:
    mounts = volumes(tables, release, environment)
    if not isinstance(mounts, str) or all(
        len(mount.split(":")) in (2, 3) for mount in mounts.split(",")
    ):
        return None
    reason = "it must be folder:folder, or folder:folder:mode"
    if environment.get("SANDBOX_VOLUMES"):
        return Stop(f"$SANDBOX_VOLUMES: {reason}")
    return Stop(f"volumes in [{SANDBOX}]: {reason}", (SANDBOX, "volumes"))
