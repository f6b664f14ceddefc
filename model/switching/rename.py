"""Renaming and removing a section together with what refers to it, and the names it can have."""

from collections.abc import Iterator
from typing import Any

from llm_tui.model.edit import AddSection, Edit, RemoveSection, RenameSection, SetValue
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, LLM_CONFIG, Path, section_name, write_header
from llm_tui.model.toml.values import MISSING


def mentions(document: Document, section: Path) -> tuple[Path, ...]:
    """Where the file names a section, also where OpenHands would not look for it."""
    return tuple(_mentions(document.tables, section_name(section), ()))


def _mentions(tables: Any, name: str, above: Path) -> Iterator[Path]:
    entries = tables.items() if isinstance(tables, dict) else enumerate(tables)
    for key, value in entries:
        path = (*above, key)
        if isinstance(value, dict | list) and path != BASE:
            yield from _mentions(value, name, path)
        elif key == LLM_CONFIG and value == name:
            yield path


def user_of(mention: Path) -> str:
    """Who names the section there: `agent.Finder`."""
    return ".".join(map(str, mention[:-1]))


def free_name(document: Document, name: str) -> Path:
    """The section that a new name stands for. Raises EditError where it can't be one."""
    name = name.strip().removeprefix("llm.")
    if not name:
        raise EditError("a section needs a name")
    section = (*BASE, name)
    if section == (*BASE, "llm"):
        raise EditError("[llm.llm] would take the place of [llm]; choose another name")
    if document.value(section) is not MISSING:
        raise EditError(f"{write_header(section)} is there already")
    # Whether a name can be read does not depend on the rest of the file, which may be long.
    try:
        AddSection(section).apply(Document(b""))
    except EditError as error:
        raise EditError(
            "OpenHands can't read such a name: it has no \", no \\ and no control character"
        ) from error
    return section


def renamed(document: Document, section: Path, name: str) -> tuple[Edit, ...]:
    """The edits that give a section another name, everywhere. Raises EditError."""
    if section == BASE:
        raise EditError("[llm] is the base that the others inherit from; it keeps its name")
    new_section = free_name(document, name)
    return (
        RenameSection(section, new_section),
        *_pointed(mentions(document, section), new_section),
    )


def removed(document: Document, section: Path, instead: Path | None) -> tuple[Edit, ...]:
    """The edits that remove a section.

    instead: the section that takes its place where it is named; None leaves those names.
    """
    edits: tuple[Edit, ...] = (RemoveSection(section, recursive=section != BASE),)
    if instead is not None:
        edits += _pointed(mentions(document, section), instead)
    return edits


def _pointed(places: tuple[Path, ...], section: Path) -> tuple[Edit, ...]:
    return tuple(SetValue(path[:-1], LLM_CONFIG, section_name(section)) for path in places)
