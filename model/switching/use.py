"""Making a section the one in use, by the smallest edit that OpenHands follows."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from llm_tui.model.edit import Edit, SetValue, UnsetValue
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import EditError, LlmTuiError
from llm_tui.model.toml.keys import BASE, LLM_CONFIG, Path, section_name, write_header
from llm_tui.model.toml.values import MISSING


class SwitchError(LlmTuiError):
    """The section can't be made the one in use."""


class Switch(NamedTuple):
    """How to make a section the one in use."""

    edit: Edit | None
    """None where it is in use already."""
    notes: tuple[str, ...]
    """What else changes, or stays, that its user may not expect."""


def switch(view: Resolution, section: Path, agent: str | None = None) -> Switch:
    """The smallest edit after which an agent uses a section, tried out on what OpenHands makes.

    agent: whose section it is to be; else that of the agent which a plain start runs.
    Raises SwitchError where the program would not use it whatever is written.
    """
    if reason := unusable(view, section):
        raise SwitchError(reason)
    if view.agent is None:
        raise SwitchError(f"{view.dialect.title} has no setting that says which section it runs on")
    user = agent or view.agent
    if view.section_of(user) == section:
        return Switch(None, _notes(view, view, section, user))
    refusal = ""
    for edit in _candidates(view, section, user, alone=agent is not None):
        try:
            after = replace(view, document=edit.apply(view.document))
        except EditError as error:
            refusal = refusal or str(error)
            continue
        if after.section_of(user) == section and not unusable(after, section):
            return Switch(edit, _notes(view, after, section, user))
    raise SwitchError(refusal or _reason(view, section, user))


def variables_of_base(view: Resolution) -> tuple[str, ...]:
    """The variables that set keys of the base, and of nothing else."""
    names = map(view.dialect.variable, view.environment_keys)
    return tuple(filter(None, names))


def _candidates(view: Resolution, section: Path, user: str, *, alone: bool) -> Iterator[Edit]:
    """What could be written, the smallest first."""
    document = view.document
    own: Path = ("agent", user)
    homes = [own] if alone else [("agent",), own]
    if not alone and isinstance(document.value(own), dict):
        homes.reverse()
    if section == BASE:
        written = [home for home in homes if document.value((*home, LLM_CONFIG)) is not MISSING]
        yield from (UnsetValue(home, LLM_CONFIG) for home in written)
    yield from (SetValue(home, LLM_CONFIG, section_name(section)) for home in homes)


def unusable(view: Resolution, section: Path) -> str | None:
    """Why, if so, whoever refers to a section does not get what it says."""
    header = write_header(section)
    if view.read.error:
        return f"{view.dialect.program} can't read the file: {view.read.error.message}"
    if section == BASE and (*BASE, "llm") in view.loaded.configs:
        return '[llm.llm] takes the place of [llm]; use "llm.llm"'
    if view.status(section).lost:
        faults = view.loaded.faults.get(section, ())
        causes = ", ".join(
            f"{fault.key} in line {view.document.line_of((*section, fault.key))}"
            for fault in faults
        )
        because = f" because of {causes}" if causes else ""
        return f"{view.dialect.program} throws {header} away{because}; repair it before using it"
    return None


def _reason(view: Resolution, section: Path, user: str) -> str:
    now = write_header(view.section_of(user) or BASE)
    return (
        f"{view.dialect.title} would still run {user} on {now} and not on"
        f" {write_header(section)}; a key in [agent.{user}] or [agent] may make it skip that"
    )


def _notes(before: Resolution, after: Resolution, section: Path, user: str) -> tuple[str, ...]:
    notes = []
    was = {reference.user: reference.target for reference in before.references}
    others = [
        reference.user
        for reference in after.references
        if reference.user not in ("agent", f"agent.{user}")
        and was.get(reference.user) not in (None, reference.target)
    ]
    if others:
        notes.append(f"{', '.join(others)} now gets {write_header(section)} too")
    variables = variables_of_base(after)
    if variables and section != BASE:
        names = ", ".join(variables)
        notes.append(f"{names} in the environment reaches [llm] only, not {write_header(section)}")
    if after.loaded.stops:
        notes.append(f"{after.dialect.program} stops when it starts: {after.loaded.stops}")
    return tuple(notes)
