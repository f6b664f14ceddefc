"""Who uses a section: the references of a file, also those without effect."""

from typing import TYPE_CHECKING, NamedTuple

from llm_tui.model.dialects.mentions import Change, IdleReference, Reference
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header
from llm_tui.model.toml.values import MISSING

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit


class Use(NamedTuple):
    """A place that makes something use a section."""

    user: str
    """Who it is, such as `agent.NAME`."""
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
        return edit_of(view.dialect.repointed(self.path, section, view.references))


def uses(view: Resolution) -> tuple[Use, ...]:
    """All references of a file: those in effect, then those without effect."""
    found = [_use(view, reference) for reference in view.references]
    users = {use.user for use in found}
    idle = view.dialect.idle_references(view.read.tables)
    return (*found, *(_idle_use(view, one) for one in idle if one.user not in users))


def edit_of(change: Change) -> "Edit":
    """The edit that makes a change."""
    # Imported here: who only shows references needs no edits.
    from llm_tui.model.edit import SetValue, UnsetValue

    section, key, value = change
    return UnsetValue(section, key) if value is MISSING else SetValue(section, key, value)


def _use(view: Resolution, reference: Reference) -> Use:
    line = view.document.place_of(reference.path)
    trouble = _trouble(view, reference.name, reference.target)
    return Use(reference.user, reference.path, reference.name, line, reference.target, trouble)


def _trouble(view: Resolution, name: str | None, target: Path) -> str | None:
    if name is None or section_name(target) == name:
        return None
    path = (*BASE, name)
    gets = f"{write_header(target)} is used instead"
    if view.has(path):
        return f"{write_header(path)} is ignored: {gets}"
    plain = name.strip("[]").removeprefix("llm.")
    if view.has((*BASE, plain)):
        return f'the name is written without llm., as "{plain}": {gets}'
    return f"there is no section {write_header(path)}: {gets}"


def _idle_use(view: Resolution, one: IdleReference) -> Use:
    line = view.document.place_of(one.path)
    return Use(one.user, one.path, one.name, line, None, one.reason)
