"""`[core]`: when OpenHands ignores it, and which of its values stop OpenHands at its start.

Source: `load_from_toml` and `finalize_config`. The values are set on the configuration without a
look at their types, in releases before 0.27 after all other sections, and used a moment later.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from llm_tui.model.dialects.loaded import Fault, Stop
from llm_tui.model.dialects.openhands.kinds import refusal
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.values import MISSING

CORE = "core"
SANDBOX = "sandbox"
_NO_TEXT = "it must be text in quotes"
_OWN = "OpenHands keeps its own {} under this name"
_CALLED = frozenset({"security", "get_llm_config", "get_agent_config"})
"""Attributes that are used a moment later, where any may be set."""
_METHODS = frozenset(
    {
        *("defaults_dict", "get_agent_config", "get_agent_configs", "get_llm_config"),
        *("get_agent_to_llm_config_map", "get_llm_config_from_agent", "set_agent_config"),
        *("get_llm_config_from_agent_config", "set_llm_config", "construct", "copy", "dict"),
        *("from_orm", "json", "model_computed_fields", "model_config", "model_construct"),
        *("model_copy", "model_dump", "model_dump_json", "model_extra", "model_fields"),
        *("model_fields_set", "model_json_schema", "model_parametrized_name", "model_post_init"),
        *("model_rebuild", "model_validate", "model_validate_json", "model_validate_strings"),
        *("parse_file", "parse_obj", "parse_raw", "schema", "schema_json"),
        *("update_forward_refs", "validate"),
    }
)
"""Attributes of the configuration that are no settings; pydantic refuses to set them."""


def core(tables: Mapping[str, Any], release: Release) -> Mapping[str, Any]:
    """The values of `[core]` that the release uses; none where it ignores the section."""
    content = tables.get(CORE)
    is_lost = lost_core(tables, release) is not None
    return content if isinstance(content, dict) and not is_lost else {}


def lost_core(tables: Mapping[str, Any], release: Release) -> Fault | None:
    """The key of `[sandbox]` for which `[core]` is ignored too; None where it is not."""
    if not release.rules.sandbox_costs_core or SANDBOX not in tables or CORE not in tables:
        return None
    content = tables[SANDBOX]
    if not isinstance(content, dict):
        return Fault(
            "", f"[{SANDBOX}] is expected, not {SANDBOX} = {type(content).__name__}", False
        )
    kinds = release.other_fields[SANDBOX]
    for key, value in content.items():
        if key not in kinds or release.rules.loading != "alone":
            # Before 0.21.0 no type is checked.
            reason = refusal(kinds.get(key), value)
            if reason:
                return Fault(key, reason, key not in kinds)
    return None


def core_stop(
    tables: Mapping[str, Any],
    release: Release,
    environment: Mapping[str, str],
    sections: Collection[Path],
) -> Stop | None:
    """The value of `[core]` at which OpenHands stops; None where there is none.

    sections: those that it accepted.
    """
    if release.rules.agents == "none":
        return None
    content = tables.get(CORE, {})
    if isinstance(content, str | list) and lost_core(tables, release) is None:
        return Stop(f"{CORE} is not a table: [{CORE}] is expected", (CORE,))
    used = core(tables, release)
    for key, reason in (
        *_own_lists(used, tables, release, sections),
        *_methods(used, release),
        *_used_values(_Settings(used, environment), tables, release, environment),
    ):
        is_written = key in used
        where = f"{key} in [{CORE}]" if is_written else f"${key.upper()}"
        return Stop(f"{where}: {reason}", (CORE, key) if is_written else ())
    return None


class _Settings:
    """Values of `[core]`, over which variables of the same names win."""

    def __init__(self, written: Mapping[str, Any], environment: Mapping[str, str]) -> None:
        self._written = written
        self._environment = environment

    def __getitem__(self, key: str) -> Any:
        """The value of a key; None where there is none."""
        return self._environment.get(key.upper()) or self._written.get(key)


def _own_lists(
    used: Mapping[str, Any],
    tables: Mapping[str, Any],
    release: Release,
    sections: Collection[Path],
) -> Iterator[tuple[str, str]]:
    """Values in place of OpenHands' own configurations, which nothing of the file replaces."""
    is_last = release.rules.sandbox_costs_core
    llms = used.get("llms", {})
    kept = {
        name
        for name in (llms if isinstance(llms, dict) else ())
        if is_last or (name not in tables if name == BASE[0] else (*BASE, name) not in sections)
    }
    if kept or not isinstance(llms, dict):
        yield "llms", _OWN.format("configurations")
    agents = used.get("agents", {})
    if not isinstance(agents, dict) or ("agent" in agents and (is_last or "agent" not in tables)):
        yield "agents", _OWN.format("agents")
    if SANDBOX in used and (is_last or SANDBOX not in tables):
        yield SANDBOX, f"its settings belong in [{SANDBOX}]"


def _methods(used: Mapping[str, Any], release: Release) -> Iterator[tuple[str, str]]:
    names = _CALLED if release.rules.loading == "alone" else _METHODS
    yield from ((key, "it is no setting") for key in used if key in names)


def _used_values(
    settings: _Settings,
    tables: Mapping[str, Any],
    release: Release,
    environment: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    if settings["cache_dir"] and not isinstance(settings["cache_dir"], str):
        yield "cache_dir", _NO_TEXT
    if volumes(tables, release, environment) is MISSING:
        yield from _workspace(settings, release)
    if release.rules.checks_runtime and not isinstance(settings["runtime"] or "", str):
        yield "runtime", _NO_TEXT
    store = settings["file_store"]
    store = release.rules.file_store if store is None else store
    path = settings["file_store_path"]
    if (
        release.rules.file_store
        and store == "local"
        and not settings["jwt_secret"]
        and path is not None
        and not isinstance(path, str)
    ):
        yield "file_store_path", _NO_TEXT


def _workspace(settings: _Settings, release: Release) -> Iterator[tuple[str, str]]:
    base, rewrite = settings["workspace_base"], settings["workspace_mount_rewrite"]
    if base is not None and not isinstance(base, str):
        yield "workspace_base", _NO_TEXT
    when = release.rules.workspace_rewrite
    is_rewritten = when == "always" or base is not None
    if when == "with a workspace" and settings["workspace_mount_path"] is not None:
        is_rewritten = True
    if rewrite and is_rewritten and not (isinstance(rewrite, str) and ":" in rewrite):
        yield "workspace_mount_rewrite", "it must be old:new"


def volumes(tables: Mapping[str, Any], release: Release, environment: Mapping[str, str]) -> Any:
    """The mounts of the sandbox: a variable wins over the file; MISSING where there are none."""
    if "volumes" not in release.other_fields[SANDBOX]:
        return MISSING
    content = tables.get(SANDBOX)
    written = content.get("volumes", MISSING) if isinstance(content, dict) else MISSING
    return environment.get("SANDBOX_VOLUMES") or written
