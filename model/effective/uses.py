"""Who uses a section: the references of a file, also those that nothing comes of."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_tui.model.dialects.contract import Reference
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.toml.keys import BASE, LLM_CONFIG, Path, section_name, write_header
from llm_tui.model.toml.values import value_at

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit


class Use(NamedTuple):
    """A place that makes something use a section."""

    user: str
    """`agent`, `agent.NAME`, `condenser`, `draft_editor`, `router`."""
    path: Path
    """Where the name is written, or would be; empty where the name is not the file's to choose."""
    name: str | None
    """As written; None where nothing is."""
    line: int | None
    target: Path | None
    """The section that is used; None where the whole place is without effect."""
    trouble: str | None
    """Why that is another section than the one that is named, if so."""

    def concerns(self, section: Path) -> bool:
        """Does it use this section, or mean to?"""
        return self.target == section or (bool(self.name) and (*BASE, self.name) == section)

    def pointing_to(self, view: Resolution, section: Path) -> "Edit":
        """The smallest edit that makes it use another section."""
        # Imported here: who only shows references needs no edits.
        from llm_tui.model.edit import SetValue, UnsetValue

        *place, key = self.path
        # An agent without the key has the base, unless [agent] names another section for all.
        inherits = any(
            reference.user == "agent" and reference.name for reference in view.references
        )
        if section == BASE and place[0] == "agent" and (len(place) == 1 or not inherits):
            return UnsetValue(tuple(place), str(key))
        return SetValue(tuple(place), str(key), section_name(section))


def uses(view: Resolution) -> tuple[Use, ...]:
    """All references of a file: those in force, then those that nothing comes of."""
    found = [_use(view, reference) for reference in view.references]
    users = {use.user for use in found}
    return (*found, *(use for use in _idle(view) if use.user not in users))


def _use(view: Resolution, reference: Reference) -> Use:
    line = view.document.line_numbers.get(reference.path)
    trouble = _trouble(view, reference.name, reference.target)
    return Use(reference.user, reference.path, reference.name, line, reference.target, trouble)


def _trouble(view: Resolution, name: str | None, target: Path) -> str | None:
    if name is None or section_name(target) == name:
        return None
    path = (*BASE, name)
    gets = f"{write_header(target)} is used instead"
    if path in view.paths and view.status(path) is Status.DROPPED:
        return f"{write_header(path)} was thrown away: {gets}"
    plain = name.strip("[]").removeprefix("llm.")
    if plain != name and (*BASE, plain) in view.paths:
        return f'the name is written without llm., as "{plain}": {gets}'
    return f"there is no section {write_header(path)}: {gets}"


def _idle(view: Resolution) -> Iterator[Use]:
    """Names written where the program does not look, or in a section that it throws away."""
    tables = view.read.tables
    agents = [("agent", name) for name in _tables_in(tables.get("agent"))]
    for section in (("agent",), *agents, ("condenser",)):
        name = value_at(tables, (*section, LLM_CONFIG))
        if isinstance(name, str):
            header = write_header(section)
            reason = f"{view.dialect.program} throws {header} away, for a key that it refuses"
            if section == ("condenser",):
                reason = "[condenser] asks no model: its type is neither llm nor llm_attention"
            line = view.document.line_numbers.get((*section, LLM_CONFIG))
            user = ".".join(map(str, section))
            yield Use(user, (*section, LLM_CONFIG), name, line, None, reason)


def _tables_in(table: Any) -> list[str]:
    if not isinstance(table, dict):
        return []
    return [name for name, value in table.items() if isinstance(value, dict)]
