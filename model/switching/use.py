"""Making a section the one in use, by the smallest edit that the program follows."""

from dataclasses import replace
from typing import NamedTuple

from llm_tui.model.edit import Edit, EditGroup
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.effective.uses import edit_of
from llm_tui.model.errors import EditError, LlmTuiError
from llm_tui.model.toml.keys import BASE, Path, write_header


class SwitchError(LlmTuiError):
    """The section can't be made the one in use."""


class Switch(NamedTuple):
    """How to make the program use a section."""

    edit: Edit | None
    """None where it is in use already."""
    notes: tuple[str, ...]
    """Side effects that its user may not expect."""


def switch(view: Resolution, section: Path, agent: str | None = None) -> Switch:
    """The smallest edit after which an agent uses a section, tried out on what the program reads.

    agent: whose section it is to be; None for a plain start.
    Raises SwitchError where the program would not use it whatever is written.
    """
    if reason := unusable(view, section):
        raise SwitchError(reason)
    program = view.dialect
    ways = program.ways_to_use(view.document, section, agent, view.agent)
    if ways is None:
        raise SwitchError(f"{program.title} has no setting that selects its section")
    if _used(view, agent) == section:
        return Switch(None, _notes(view, view, section, agent))
    refusal = ""
    for changes in ways:
        edits = tuple(map(edit_of, changes))
        edit = edits[0] if len(edits) == 1 else EditGroup(edits)
        try:
            after = replace(view, document=edit.apply(view.document, program))
        except EditError as error:
            refusal = refusal or str(error)
            continue
        if _used(after, agent) == section and not unusable(after, section):
            return Switch(edit, _notes(view, after, section, agent))
    raise SwitchError(refusal or _reason(view, section, agent))


def variables_of_base(view: Resolution) -> tuple[str, ...]:
    """The variables that set keys of the base, and of nothing else."""
    names = map(view.dialect.variable, view.environment_keys)
    return tuple(filter(None, names))


def _used(view: Resolution, agent: str | None) -> Path | None:
    return view.in_use if agent is None else view.section_of(agent)


def unusable(view: Resolution, section: Path) -> str | None:
    """The reason why a section can't be used; None if it can."""
    header, program = write_header(section), view.dialect.program
    if view.read.error:
        return f"{program} can't read the file: {view.read.error.message}"
    if view.not_read:
        return f"{view.not_read}, and uses no section of it"
    if section == BASE and view.loaded.replaces_base:
        other = write_header(view.loaded.replaces_base)
        return f"{other} replaces [llm]; use that instead"
    if view.status(section) is Status.STOPS and view.loaded.stops:
        return f"{program} stops when it starts: {view.loaded.stops}"
    if view.status(section).ignored:
        faults = view.loaded.faults.get(section, ())
        causes = ", ".join(
            f"{fault.key} in line {view.document.line_of((*section, fault.key))}"
            for fault in faults
        )
        because = f" because of {causes}" if causes else ""
        return f"{program} ignores {header}{because}; fix the section before using it"
    return None


def _reason(view: Resolution, section: Path, agent: str | None) -> str:
    now = write_header(_used(view, agent) or BASE)
    user = agent or view.agent
    runs = f"run {user} on {now}" if user else f"run on {now}"
    hint = view.dialect.not_followed(user)
    return f"{view.dialect.title} would still {runs} and not on {write_header(section)}{hint}"


def _notes(
    before: Resolution, after: Resolution, section: Path, agent: str | None
) -> tuple[str, ...]:
    notes = []
    others = _others(before, after, agent)
    if others:
        get = "gets" if len(others) == 1 else "get"
        notes.append(f"{', '.join(others)} now {get} {write_header(section)} too")
    variables = variables_of_base(after)
    if variables and section != BASE:
        names = ", ".join(variables)
        notes.append(f"{names} in the environment reaches [llm] only, not {write_header(section)}")
    if after.loaded.stops:
        notes.append(f"{after.dialect.program} stops when it starts: {after.loaded.stops}")
    return tuple(notes)


def _others(before: Resolution, after: Resolution, agent: str | None) -> tuple[str, ...]:
    """The other users that get another section too."""
    user = agent or before.agent
    meant = before.dialect.users(user) if user else ()
    was = {reference.user: reference.target for reference in before.references}
    return tuple(
        reference.user
        for reference in after.references
        if reference.user not in meant and was.get(reference.user) not in (None, reference.target)
    )
