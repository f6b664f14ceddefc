"""Removing a section with all that belongs to it, and nothing else."""

from dataclasses import dataclass
from typing import Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.edit.layout import drop_member, join
from llm_tui.model.edit.protocol import Edit, Target
from llm_tui.model.edit.regions import (
    attached_start,
    cut,
    dotted_lines,
    own_end,
    regions_of,
)
from llm_tui.model.edit.verify import editable_lines, verified
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.model.toml.lines import Kind, find
from llm_tui.model.toml.values import with_value, without_value


@dataclass(frozen=True)
class RemoveSection(Edit):
    """Remove a section: its header, its own values and the comment directly above it.

    recursive: also the sections below it.
    """

    section: Path
    recursive: bool = False

    @property
    def target(self) -> Target:
        """The section."""
        return Target(self.section)

    @property
    def result(self) -> Target:
        """The section around it."""
        return Target(self.section[:-1])

    @property
    def summary(self) -> str:
        """`remove [llm.x]`."""
        return f"remove {write_header(self.section)}"

    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """The next document. Raises EditError, also where the section is not there."""
        editable_lines(document)
        old = document.value(self.section)
        if not isinstance(old, dict | list):
            raise EditError(f"{write_header(self.section)} is not a section of this file")
        text = remove_section_text(document, self.section, self.recursive)
        below = {} if self.recursive else _sections_below(document, self.section)
        if below:
            intended = with_value(document.tables, self.section, below)
            return verified(document, dialect, text, intended)
        return verified(document, dialect, text, *without_value(document.tables, self.section))


def remove_section_text(document: Document, section: Path, recursive: bool) -> str:
    """The text without a section. Raises EditError where only sections below it make it up."""
    lines = document.lines
    if found := find(lines, section):
        index, member = found
        line = lines[index]
        if member.value == line.value:
            return join(cut(lines, index, index + 1))
        outer = find((line,), section[: len(section) - len(member.key)])
        if outer is None or not member.key:
            raise EditError(f"{write_header(section)} is in an array; remove it in an editor")
        text = drop_member(line.text, outer[1].value, member.value)
        return join(lines[:index]) + text + join(lines[index + 1 :])
    elements = isinstance(document.value(section), list)
    own = regions_of(lines, section, subtree=recursive or elements)
    if not recursive and isinstance(section[-1], int) and _sections_below(document, section):
        raise EditError(f"{write_header(section)} has sections below it; remove them with it")
    stretches = [(attached_start(lines, region.header), own_end(lines, region)) for region in own]
    stretches += [(index, index + 1) for index in dotted_lines(lines, section)]
    if not stretches:
        raise EditError(
            f"{write_header(section)} has no header of its own; remove the sections below it"
        )
    kept = list(lines)
    for start, stop in sorted(stretches, reverse=True):
        kept = cut(kept, start, stop)
    return join(kept)


def _sections_below(document: Document, section: Path) -> dict[str, Any]:
    """The part of a section's value that headers below its own define."""
    own = own_values(document, section)
    value = document.value(section)
    if not isinstance(value, dict):
        return {}
    below: dict[str, Any] = {}
    for region in regions_of(document.lines, section, subtree=True):
        table = document.lines[region.header].table
        if len(table) > len(section):
            below[str(table[len(section)])] = value[str(table[len(section)])]
    return {key: inner for key, inner in below.items() if key not in own}


def own_values(document: Document, section: Path) -> dict[str, Any]:
    """The values that a section with a header sets in its own body."""
    own: dict[str, Any] = {}
    for line in document.lines:
        if line.kind is Kind.KEY and line.table == section:
            own = with_value(own, line.key, document.value(line.path))
    return own
