"""Which section each agent and the condenser of a file end up with.

Source: `AgentConfig.from_toml_section`, `condenser_config_from_toml_section` and
`OpenHandsConfig.get_llm_config_from_agent`. A name that is no section's means the base.
"""

from collections.abc import Collection, Mapping
from typing import Any

from llm_tui.model.dialects.dialect import Reference
from llm_tui.model.dialects.openhands.coerce import coerce
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.keys import BASE, Path

DEFAULT_AGENT = "CodeActAgent"
AGENT: Path = ("agent",)
CONDENSER: Path = ("condenser",)

_AGENT_FIELDS = {
    **dict.fromkeys(
        (
            "cli_mode",
            "enable_browsing",
            "enable_cmd",
            "enable_condensation_request",
            "enable_editor",
            "enable_finish",
            "enable_history_truncation",
            "enable_jupyter",
            "enable_llm_editor",
            "enable_mcp",
            "enable_plan_mode",
            "enable_prompt_extensions",
            "enable_som_visual_browsing",
            "enable_stuck_detection",
            "enable_think",
        ),
        "bool",
    ),
    **dict.fromkeys(("classpath", "llm_config", "runtime", "system_prompt_filename"), "str"),
    **dict.fromkeys(("condenser", "extended", "model_routing"), "dict"),
    "disabled_microagents": "names",
}


def references(tables: Mapping[str, Any], sections: Collection[Path]) -> tuple[Reference, ...]:
    """All places that name a section, the agents' first; `agent` itself is always among them.

    sections: those that OpenHands accepted.
    """
    content = tables.get("agent", {})
    if not isinstance(content, dict):
        content = {}
    base = {key: value for key, value in content.items() if not isinstance(value, dict)}
    if not _is_taken(base):
        base = {}
    found = [_reference("agent", AGENT, base.get("llm_config"), sections)]
    for name, table in content.items():
        if isinstance(table, dict) and _is_taken(table):
            chosen = table.get("llm_config", base.get("llm_config"))
            found.append(_reference(f"agent.{name}", (*AGENT, name), chosen, sections))
    condenser = tables.get("condenser", {})
    if isinstance(condenser, dict) and condenser.get("type") in ("llm", "llm_attention"):
        name = condenser.get("llm_config")
        if isinstance(name, str):
            found.append(_reference("condenser", CONDENSER, name, sections))
    return tuple(found)


def in_use(tables: Mapping[str, Any], found: Collection[Reference]) -> Path:
    """The section that a plain start of OpenHands uses: that of `[core] default_agent`."""
    core = tables.get("core", {})
    agent = core.get("default_agent", DEFAULT_AGENT) if isinstance(core, dict) else DEFAULT_AGENT
    by_user = {reference.user: reference.target for reference in found}
    return by_user.get(f"agent.{agent}", by_user["agent"])


def _reference(user: str, path: Path, name: str | None, sections: Collection[Path]) -> Reference:
    target = (*BASE, name) if name and (*BASE, name) in sections else BASE
    return Reference(user, (*path, "llm_config"), name, target)


def _is_taken(values: Mapping[str, Any]) -> bool:
    """Does OpenHands accept an agent with these values, rather than throw it away?"""
    for key, value in values.items():
        kind = _AGENT_FIELDS.get(key)
        if kind is None:
            return False
        try:
            if kind == "names":
                if not isinstance(value, list) or any(not isinstance(n, str) for n in value):
                    return False
            else:
                coerce(kind, value)
        except ValueRefusedError:
            return False
    return True
