"""How each era of OpenHands turns `[agent]` and its sections into agents.

Source: `load_from_toml` until 0.26.0 and `AgentConfig.from_toml_section` from 0.27.0 on. Until
0.20.0 an unknown key ends the reading and no type is checked; until 0.26.0 types are checked, and
unknown keys ignored; from 0.27.0 on both make it ignore the agent, and `[agent]` is inherited.
"""

from collections.abc import Callable, Mapping
from typing import Any

from llm_tui.model.dialects.openhands.core_section import core
from llm_tui.model.dialects.openhands.kinds import refusal
from llm_tui.model.dialects.openhands.loader import is_named
from llm_tui.model.dialects.openhands.loading.configurations import named_tables, without_tables
from llm_tui.model.dialects.openhands.release import Release

DEFAULT = "agent"
Agents = dict[str, Mapping[str, Any]]
Kinds = Mapping[str, str]


def agents(tables: Mapping[str, Any], release: Release) -> Agents:
    """The values of each agent that OpenHands accepts; `agent` itself is always among them."""
    found: Agents = {DEFAULT: {}}
    if release.rules.needs_core_section and "core" not in tables:
        return found
    for key, content in tables.items():
        if is_named(key, DEFAULT, release) and isinstance(content, dict):
            READERS[release.rules.agents](content, release.other_fields[DEFAULT], found)
    if release.rules.sandbox_costs_core and "agents" in core(tables, release):
        # It takes the place of all that was read before it.
        return {DEFAULT: {}}
    return found


def _none(content: Mapping[str, Any], kinds: Kinds, found: Agents) -> None:
    """No agent had a configuration of its own."""


def _alone(content: Mapping[str, Any], kinds: Kinds, found: Agents) -> None:
    for name, values in {DEFAULT: without_tables(content), **named_tables(content)}.items():
        if not values.keys() <= kinds.keys():
            return
        found[name] = values


def _in_two_passes(content: Mapping[str, Any], kinds: Kinds, found: Agents) -> None:
    def is_taken(values: Mapping[str, Any]) -> bool:
        return all(
            refusal(kinds[key], value) is None for key, value in values.items() if key in kinds
        )

    taken = {name: table for name, table in named_tables(content).items() if is_taken(table)}
    found.update(taken)
    base = {key: value for key, value in content.items() if key not in taken}
    if is_taken(base):
        found[DEFAULT] = base


def _over_base(content: Mapping[str, Any], kinds: Kinds, found: Agents) -> None:
    def is_taken(values: Mapping[str, Any]) -> bool:
        return all(refusal(kinds.get(key), value) is None for key, value in values.items())

    base = without_tables(content)
    if is_taken(base):
        found[DEFAULT] = base
    base = dict(found[DEFAULT])
    for name, table in named_tables(content).items():
        if is_taken(table):
            found[name] = {**base, **table}


READERS: Mapping[str, Callable[[Mapping[str, Any], Kinds, Agents], None]] = {
    "none": _none,
    "alone": _alone,
    "in two passes": _in_two_passes,
    "over base": _over_base,
}
