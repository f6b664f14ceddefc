"""Renaming and copying a section."""

from dataclasses import dataclass
from typing import Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.edit.add_section import add_section_text
from llm_tui.model.edit.layout import ending, insert
from llm_tui.model.edit.protocol import Edit, Target
from llm_tui.model.edit.regions import (
    Region,
    dotted_lines,
    own_end,
    regions_of,
    rhythm,
)
from llm_tui.model.edit.remove_section import own_values
from llm_tui.model.edit.render import render
from llm_tui.model.edit.verify import editable_lines, verified
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path, write_header, write_key, write_path
from llm_tui.model.toml.lines import Kind, Line, find
from llm_tui.model.toml.values import MISSING, with_value, without_value


@dataclass(frozen=True)
class RenameSection(Edit):
    """Give a section another name. It stays where it is; the sections below it follow.

    Where more than its last name changes, only headers can be renamed, not dotted keys.
    """

    section: Path
    new_section: Path

    @property
    def target(self) -> Target:
        """The section."""
        return Target(self.section)

    @property
    def result(self) -> Target:
        """The section under its new name."""
        return Target(self.new_section)

    @property
    def summary(self) -> str:
        """`rename [llm.x] to [llm.y]`."""
        return f"rename {write_header(self.section)} to {write_header(self.new_section)}"

    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """The next document. Raises EditError, also where the new name is taken."""
        lines = editable_lines(document)
        old = _require_free(document, self.section, self.new_section)
        if any(isinstance(part, int) for part in (*self.section, *self.new_section)):
            raise EditError("an entry of an array has no name; change it in an editor")
        if self.section[:-1] != self.new_section[:-1]:
            return self._moved(document, old, dialect)
        name = write_key(str(self.new_section[-1]))
        text = "".join(self._renamed(line, name) for line in lines)
        if text == document.text:
            raise EditError(
                f"{write_header(self.section)} is made of dotted keys inside an"
                " inline table; rename it in an editor"
            )
        intended = without_value(document.tables, self.section)[0]
        return verified(document, dialect, text, with_value(intended, self.new_section, old))

    def _moved(self, document: Document, old: Any, dialect: Dialect | None) -> Document:
        size, name = len(self.section), write_path(self.new_section)
        texts: list[str] = []
        for line in document.lines:
            text = line.text
            if line.kind is Kind.HEADER and line.table[:size] == self.section:
                text = text[: line.parts[0][0]] + name + text[line.parts[size - 1][1] :]
            elif len(line.table) < size and _sets(line, self.section):
                raise EditError(
                    f"{write_header(self.section)} has no header; rename it in an editor"
                )
            texts.append(text)
        intended = [
            with_value(rest, self.new_section, old)
            for rest in without_value(document.tables, self.section)
        ]
        return verified(document, dialect, "".join(texts), *intended)

    def _renamed(self, line: Line, name: str) -> str:
        size = len(self.section)
        if line.kind is Kind.HEADER and line.table[:size] == self.section:
            start, end = line.parts[size - 1]
        elif line.kind is Kind.KEY and len(line.table) < size <= len(line.path):
            if line.path[:size] != self.section:
                return line.text
            start, end = line.parts[size - len(line.table) - 1]
        elif line.kind is Kind.KEY and (found := find((line,), self.section)):
            start, end = found[1].parts[-1]
        else:
            return line.text
        return line.text[:start] + name + line.text[end:]


def _sets(line: Line, section: Path) -> bool:
    """Does a key of a line set a section that has no header, or something in it?"""
    if line.path[: len(section)] == section:
        return True
    return line.kind is Kind.KEY and section[: len(line.path)] == line.path


@dataclass(frozen=True)
class CopySection(Edit):
    """Copy a section, with its inner comments, to a new one below it.

    A copy of the base to a named section takes its own values only, not the sections below it.
    """

    section: Path
    new_section: Path

    @property
    def target(self) -> Target:
        """The section."""
        return Target(self.section)

    @property
    def result(self) -> Target:
        """The copy."""
        return Target(self.new_section)

    @property
    def summary(self) -> str:
        """`copy [llm.x] to [llm.y]`."""
        return f"copy {write_header(self.section)} to {write_header(self.new_section)}"

    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """The next document. Raises EditError, also where the new name is taken."""
        lines = editable_lines(document)
        _require_free(document, self.section, self.new_section)
        to_child = self.new_section[:-1] == self.section
        if not to_child and self.new_section[:-1] != self.section[:-1]:
            raise EditError("a section can be copied beside itself or below itself only")
        if not all(isinstance(part, str) for part in self.section):
            raise EditError(f"{write_header(self.section)} is in an array; copy it in an editor")
        own = regions_of(lines, self.section, subtree=not to_child)
        if own:
            text, values = self._copy_headed(document, own)
        else:
            text, values = self._copy_unheaded(document, to_child)
        return verified(
            document, dialect, text, with_value(document.tables, self.new_section, values)
        )

    def _copy_headed(self, document: Document, own: list[Region]) -> tuple[str, dict[str, Any]]:
        lines, size = document.lines, len(self.section)
        subtree = len(own) > 1 or lines[own[0].header].table != self.section
        values = document.value(self.section)
        if not subtree or self.new_section[:-1] == self.section:
            values = own_values(document, self.section)
        blank = ending(lines, own[-1].header) * rhythm(lines, self.section)
        texts: list[str] = []
        for region in own:
            header = lines[region.header]
            names = [str(part) for part in header.table[size:] if isinstance(part, str)]
            start, end = header.parts[0][0], header.parts[-1][1]
            name = write_path((*self.new_section, *names))
            body = lines[region.header + 1 : own_end(lines, region)]
            texts += [blank, header.text[:start] + name + header.text[end:]]
            texts += [line.text for line in body]
        texts = _ended(texts, ending(lines, own[-1].header))
        return insert(lines, own_end(lines, own[-1]), texts), values

    def _copy_unheaded(self, document: Document, to_child: bool) -> tuple[str, dict[str, Any]]:
        lines = document.lines
        values = document.value(self.section)
        if to_child:
            values = {key: value for key, value in values.items() if not isinstance(value, dict)}
        if found := find(lines, self.section):
            index, member = found
            line = lines[index]
            if to_child or member.value != line.value:
                tokens = {key: render(value) for key, value in values.items()}
                return add_section_text(document, self.new_section, tokens), values
            return insert(lines, index + 1, [self._dotted(line, end=ending(lines, index))]), values
        below = len(self.section) + 1
        dotted = [
            index
            for index in dotted_lines(lines, self.section)
            if not to_child or not isinstance(document.value(lines[index].path[:below]), dict)
        ]
        texts = [self._dotted(lines[index], end=ending(lines, index)) for index in dotted]
        if not dotted:
            raise EditError(f"{write_header(self.section)} has nothing of its own to copy")
        return insert(lines, dotted[-1] + 1, texts), values

    def _dotted(self, line: Line, end: str) -> str:
        """A line that sets a dotted key, with the new section in the place of the old one."""
        depth = len(self.section) - len(line.table)
        spans = line.parts[depth:]
        names = [write_key(str(part)) for part in self.new_section[len(line.table) :]]
        names += [line.text[start:stop] for start, stop in spans]
        text = line.text[: line.parts[0][0]] + ".".join(names) + line.text[line.parts[-1][1] :]
        return text if text.endswith("\n") else text + end


def _require_free(document: Document, section: Path, new_section: Path) -> Any:
    """The value of a section. Raises EditError if it is missing or the new name is taken."""
    value = document.value(section)
    if not isinstance(value, dict | list):
        raise EditError(f"{write_header(section)} is not a section of this file")
    if document.value(new_section) is not MISSING:
        raise EditError(f"{write_header(new_section)} already exists")
    return value


def _ended(texts: list[str], end: str) -> list[str]:
    return [text if text.endswith("\n") or not text else text + end for text in texts]
