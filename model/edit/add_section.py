"""Adding a section, in the style in which the file writes its relatives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.edit.layout import add_member, ending, insert, join, key_line
from llm_tui.model.edit.protocol import Edit, Target
from llm_tui.model.edit.regions import (
    Region,
    attached_start,
    dotted_lines,
    new_section_index,
    regions,
    regions_of,
    rhythm,
)
from llm_tui.model.edit.render import render
from llm_tui.model.edit.verify import editable_lines, verified
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path, write_header, write_key, write_path
from llm_tui.model.toml.lines import Kind, Line, find
from llm_tui.model.toml.values import MISSING, with_value


@dataclass(frozen=True)
class AddSection(Edit):
    """Open a section with these values, in their order."""

    section: Path
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def target(self) -> Target:
        """The section."""
        return Target(self.section)

    @property
    def summary(self) -> str:
        """`add [llm.x]`."""
        return f"add {write_header(self.section)}"

    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """The next document. Raises EditError, also where the section already exists."""
        editable_lines(document)
        if any(isinstance(part, int) for part in self.section):
            raise EditError(f"{write_header(self.section)} is in an array; add it in an editor")
        old = document.value(self.section)
        if old is not MISSING and not _is_implied(document, self.section):
            raise EditError(f"{write_header(self.section)} already exists")
        tokens = {key: render(value) for key, value in self.values.items()}
        text = add_section_text(document, self.section, tokens)
        inherited = old if isinstance(old, dict) else {}
        intended = with_value(document.tables, self.section, {**inherited, **self.values})
        return verified(document, dialect, text, intended)


def add_section_text(document: Document, section: Path, tokens: Mapping[str, str]) -> str:
    """The text with a new section, in the style in which the file writes its relatives."""
    lines = document.lines
    entries = ", ".join(f"{write_key(key)} = {token}" for key, token in tokens.items())
    inline = add_inline(lines, section, f"{{ {entries} }}" if entries else "{}")
    if inline is not None:
        return inline
    if below := regions_of(lines, section, subtree=True):
        return _insert_headed(lines, section, tokens, attached_start(lines, below[0].header), True)
    related = _last_relative(lines, section)
    if related is not None:
        index = new_section_index(lines, related)
        return _insert_headed(lines, section, tokens, index, False)
    if dotted := dotted_lines(lines, section[:-1]):
        return _insert_dotted(lines, section, tokens, dotted[-1])
    return _insert_headed(lines, section, tokens, _file_end(lines), False)


def add_inline(lines: tuple[Line, ...], path: Path, token: str) -> str | None:
    """The text with a value added to the inline table that `path` lies in; None if in none.

    Raises EditError where what lies around it is a value that can hold no other.
    """
    for size in range(len(path) - 1, 0, -1):
        if found := find(lines, path[:size]):
            index, member = found
            line = lines[index]
            if line.text[member.value[0]] != "{":
                raise EditError(f"{write_header(path[:size])} is not a section")
            text = add_member(line.text, member.value, write_path(path[size:]), token)
            return join(lines[:index]) + text + join(lines[index + 1 :])
    return None


def _last_relative(lines: tuple[Line, ...], section: Path) -> Region | None:
    """The region that a new section follows: its parent's last one, else the last of its root."""
    for size in range(len(section) - 1, 0, -1):
        if found := regions_of(lines, section[:size], subtree=True):
            return found[-1]
    return None


def _file_end(lines: tuple[Line, ...]) -> int:
    end = len(lines)
    while end and lines[end - 1].kind is Kind.BLANK:
        end -= 1
    return end


def _insert_headed(
    lines: tuple[Line, ...], section: Path, tokens: Mapping[str, str], index: int, gap_below: bool
) -> str:
    """The text with a headed section put at a line; the file's gap goes above or below it."""
    end = ending(lines, index - 1)
    like, indent = _model_lines(lines, section, index)
    texts = [f"{indent}{write_header(section)}{end}"]
    texts += [key_line(write_key(key), token, like, (), end) for key, token in tokens.items()]
    gap = [end] * rhythm(lines, section)
    if gap_below:
        return insert(lines, index, texts + gap)
    above = gap if index else []
    glued = index < len(lines) and lines[index].kind is not Kind.BLANK
    return insert(lines, index, above + texts + (gap if glued else []))


def _model_lines(lines: tuple[Line, ...], section: Path, index: int) -> tuple[Line | None, str]:
    """A line to look like, and the indent for the header: those of the nearest relative above."""
    for region in reversed(regions(lines)):
        header = lines[region.header]
        if (
            region.header < index
            and len(header.table) == len(section)
            and header.table[0] == section[0]
        ):
            keys = [line for line in lines[region.header : region.end] if line.kind is Kind.KEY]
            if keys:
                return keys[-1], header.indent
    near = [line for line in lines[:index] if len(line.key) == 1]
    related = [line for line in near if line.table[:1] == section[:1]]
    return next(reversed(related or near), None), ""


def _insert_dotted(
    lines: tuple[Line, ...], section: Path, tokens: Mapping[str, str], last: int
) -> str:
    like = lines[last]
    prefix = write_path(section)
    end = ending(lines, last)
    texts = [
        key_line(f"{prefix}.{write_key(key)}", token, like, (), end)
        for key, token in tokens.items()
    ]
    return insert(lines, last + 1, texts or [key_line(prefix, "{}", like, (), end)])


def _is_implied(document: Document, section: Path) -> bool:
    """Is the section there only because sections below it have headers?"""
    lines = document.lines
    if regions_of(lines, section) or dotted_lines(lines, section):
        return False
    return bool(regions_of(lines, section, subtree=True))
