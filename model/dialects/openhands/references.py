"""The section that each agent, the condenser, the draft editor and the router use.

Source: `get_llm_config_from_agent` in `openhands/core/config/openhands_config.py`,
`condenser_config_from_toml_section`, `openhands/runtime/utils/edit.py` and the `[model_routing]` of
`load_from_toml`. A name that is no section's means the base.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from llm_tui.model.dialects.coercion import coerce
from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.dialects.loaded import Layer
from llm_tui.model.dialects.mentions import IdleReference, Reference, user_at
from llm_tui.model.dialects.openhands.agents import DEFAULT, agents
from llm_tui.model.dialects.openhands.core_section import core
from llm_tui.model.dialects.openhands.kinds import refusal
from llm_tui.model.dialects.openhands.loading.configurations import named_tables, top
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header
from llm_tui.model.toml.values import table_at, value_at

LLM_CONFIG = "llm_config"
"""The key by which an agent or a condenser names its section."""

DEFAULT_AGENT = "CodeActAgent"
AGENT: Path = (DEFAULT,)
CONDENSER = "condenser"
DRAFT_EDITOR = "draft_editor"
NO_ROUTER = "noop_router"
_EDITOR_FLAGS = ("enable_llm_editor", "codeact_enable_llm_editor")
_LEAST = {"keep_first": 0, "max_size": 2}

Configs = Mapping[Path, tuple[Layer, ...]]


def references(
    tables: Mapping[str, Any] | None,
    configs: Configs,
    release: Release,
    environment: Mapping[str, str],
) -> tuple[Reference, ...]:
    """All places that choose a section, the agents' first; `agent` itself is always among them.

    tables: None where OpenHands can't read the file.
    configs: those of the sections that OpenHands accepted.
    """
    if tables is None:
        return tuple(_agents({}, configs, release, environment))
    return (
        *_agents(tables, configs, release, environment),
        *_condenser(tables, configs, release),
        *_draft_editor(tables, configs, release),
        *_router(tables, configs, release),
    )


def default_agent(
    tables: Mapping[str, Any], release: Release, environment: Mapping[str, str]
) -> str | None:
    """The agent that a plain start of OpenHands runs; None where agents choose no section."""
    if release.rules.agents == "none":
        return None
    agent = core(tables, release).get("default_agent", DEFAULT_AGENT)
    return str(environment.get("DEFAULT_AGENT") or agent)


def in_use(
    tables: Mapping[str, Any],
    found: tuple[Reference, ...],
    release: Release,
    environment: Mapping[str, str],
) -> Path:
    """The section that a plain start of OpenHands uses: that of `[core] default_agent`."""
    agent = default_agent(tables, release, environment)
    if agent is None:
        return BASE
    by_user = {reference.user: reference.target for reference in found}
    return by_user.get(f"agent.{agent}", by_user[DEFAULT])


def _agents(
    tables: Mapping[str, Any], configs: Configs, release: Release, environment: Mapping[str, str]
) -> Iterator[Reference]:
    for name, values in agents(tables, release).items():
        path = AGENT if name == DEFAULT else (*AGENT, name)
        chosen = values.get(LLM_CONFIG)
        if path == AGENT and release.rules.agents != "none":
            chosen = environment.get("AGENT_LLM_CONFIG") or chosen
        yield _reference(".".join(map(str, path)), (*path, LLM_CONFIG), chosen, configs)


def _condenser(
    tables: Mapping[str, Any], configs: Configs, release: Release
) -> Iterator[Reference]:
    kinds = release.other_fields[CONDENSER]
    if not kinds:
        return
    if CONDENSER not in tables:
        if core(tables, release).get("enable_default_condenser", True):
            yield Reference(CONDENSER, (), None, BASE)
        return
    values = tables[CONDENSER]
    if not isinstance(values, dict) or not _is_condenser(values, kinds):
        return
    path = (CONDENSER, LLM_CONFIG)
    reference = _reference(CONDENSER, path, values[LLM_CONFIG], configs)
    # Only a [llm] in the file can replace a section that is missing.
    if reference.target != BASE or BASE[0] in tables:
        yield reference


def _is_condenser(values: Mapping[str, Any], kinds: Mapping[str, str]) -> bool:
    """Does OpenHands accept it, and does it ask a model at all?"""
    if values.get("type") not in ("llm", "llm_attention") or LLM_CONFIG not in values:
        return False
    if values["type"] == "llm_attention" and "max_event_length" in values:
        return False
    if any(refusal(kinds.get(key), value) for key, value in values.items()):
        return False
    return all(int(values.get(key, least)) >= least for key, least in _LEAST.items())


def _draft_editor(
    tables: Mapping[str, Any], configs: Configs, release: Release
) -> Iterator[Reference]:
    base = agents(tables, release)[DEFAULT]
    if any(_is_on(base.get(flag, False)) for flag in _EDITOR_FLAGS):
        section = (*BASE, DRAFT_EDITOR)
        target = section if section in configs else BASE
        yield Reference(DRAFT_EDITOR, (), DRAFT_EDITOR, target)


def _is_on(value: Any) -> bool:
    try:
        return bool(coerce(FieldKind.BOOLEAN, value))
    except ValueRefusedError:
        return bool(value)


def _router(tables: Mapping[str, Any], configs: Configs, release: Release) -> Iterator[Reference]:
    values = tables.get("model_routing", {})
    if not release.other_fields["model_routing"] or not isinstance(values, dict):
        return
    if values.get("router_name", NO_ROUTER) == NO_ROUTER:
        return
    for path, stack in configs.items():
        if path == (*BASE, *BASE):
            continue  # The same as the base.
        # The router is set up before the variables are read.
        if top(
            tuple(layer for layer in stack if layer.origin is not Origin.ENVIRONMENT), "for_routing"
        ):
            yield Reference("router", (), section_name(path), path)


def _reference(user: str, path: Path, name: Any, configs: Configs) -> Reference:
    name = name if isinstance(name, str) else None
    target = (*BASE, name) if name and (*BASE, name) in configs else BASE
    return Reference(user, path, name, target)


def idle_references(tables: Mapping[str, Any], program: str) -> Iterator[IdleReference]:
    """Names in agents and in a condenser, with the reason for which they may be without effect."""
    named = [(*AGENT, name) for name in named_tables(table_at(tables, DEFAULT))]
    for section in (AGENT, *named):
        header = write_header(section)
        yield from _idle(tables, section, f"{program} ignores {header}, for a key that it refuses")
    reason = "[condenser] asks no model: its type is neither llm nor llm_attention"
    yield from _idle(tables, (CONDENSER,), reason)


def _idle(tables: Mapping[str, Any], section: Path, reason: str) -> Iterator[IdleReference]:
    path = (*section, LLM_CONFIG)
    name = value_at(tables, path)
    if isinstance(name, str):
        yield IdleReference(user_at(path), path, name, reason)
