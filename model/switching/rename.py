"""Renaming and removing a section together with its references, and the names it can have."""

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.edit import Edit, RemoveSection, RenameSection, SetValue
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header
from llm_tui.model.toml.values import MISSING


def free_name(document: Document, dialect: Dialect, name: str) -> Path:
    """The section of a new name. Raises EditError where there is one, or the program takes none."""
    name = name.strip().removeprefix("llm.")
    if not name:
        raise EditError("a section needs a name")
    section = (*BASE, name)
    if document.value(section) is not MISSING:
        raise EditError(f"{write_header(section)} already exists")
    if fault := dialect.name_fault(name):
        raise EditError(fault)
    return section


def renamed(document: Document, dialect: Dialect, section: Path, name: str) -> tuple[Edit, ...]:
    """The edits that give a section another name, everywhere. Raises EditError."""
    if section == BASE:
        because = " that the others inherit from" if dialect.inherits else ""
        raise EditError(f"[llm] is the base{because}; it keeps its name")
    new_section = free_name(document, dialect, name)
    return (
        RenameSection(section, new_section),
        *_repointed(dialect.mentions(document.tables, section), new_section),
    )


def removed(
    document: Document, dialect: Dialect, section: Path, instead: Path | None
) -> tuple[Edit, ...]:
    """The edits that remove a section.

    instead: the section that takes its place where it is named; None leaves those names.
    """
    edits: tuple[Edit, ...] = (RemoveSection(section, recursive=section != BASE),)
    if instead is not None:
        edits += _repointed(dialect.mentions(document.tables, section), instead)
    return edits


def _repointed(places: tuple[Path, ...], section: Path) -> tuple[Edit, ...]:
    return tuple(SetValue(path[:-1], str(path[-1]), section_name(section)) for path in places)
