"""Changes that make an agent, or a plain start of OpenHands, use another section."""

from llm_tui.model.dialects.mentions import Change, Reference
from llm_tui.model.dialects.openhands.references import AGENT, LLM_CONFIG
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, section_name
from llm_tui.model.toml.values import MISSING


def repointed(path: Path, section: Path, references: tuple[Reference, ...]) -> Change:
    """The change that makes a place name another section.

    An agent without the key has the base, unless `[agent]` names another section for all.
    """
    *place, key = path
    inherits = any(reference.user == "agent" and reference.name for reference in references)
    is_left_out = tuple(place) == AGENT or (tuple(place[:1]) == AGENT and not inherits)
    value = MISSING if section == BASE and is_left_out else section_name(section)
    return Change(tuple(place), str(key), value)


def ways_to_use(
    document: Document, section: Path, agent: str | None, started: str
) -> tuple[tuple[Change, ...], ...]:
    """One change each, the smallest first, of which the program may not follow all.

    agent: the one to use the section; None for a plain start.
    started: the agent that a plain start runs.
    """
    own = (*AGENT, agent or started)
    homes = [own] if agent else [AGENT, own]
    if not agent and isinstance(document.value(own), dict):
        homes.reverse()
    changes = [Change(home, LLM_CONFIG, section_name(section)) for home in homes]
    if section == BASE:
        written = [home for home in homes if document.value((*home, LLM_CONFIG)) is not MISSING]
        changes = [*(Change(home, LLM_CONFIG, MISSING) for home in written), *changes]
    return tuple((change,) for change in changes)
