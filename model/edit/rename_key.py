"""Renaming one key."""

from dataclasses import dataclass

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.edit.layout import (
    aligns_equals,
    block_around,
    equals_style,
    join,
    replace_head,
)
from llm_tui.model.edit.protocol import Edit, Target
from llm_tui.model.edit.verify import editable_lines, verified
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path, write_header, write_key
from llm_tui.model.toml.lines import Line, Member, find
from llm_tui.model.toml.values import MISSING, with_value, without_value


@dataclass(frozen=True)
class RenameKey(Edit):
    """Give a key of a section another name. Its value, its comment and its place stay."""

    section: Path
    key: str
    new_key: str

    @property
    def target(self) -> Target:
        """The key and its section."""
        return Target(self.section, self.key)

    @property
    def result(self) -> Target:
        """The key under its new name."""
        return Target(self.section, self.new_key)

    @property
    def summary(self) -> str:
        """`rename timout to timeout in [llm]`."""
        return f"rename {self.key} to {self.new_key} in {write_header(self.section)}"

    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """The next document. Raises EditError, also where the new name is taken."""
        lines = editable_lines(document)
        path, new_path = (*self.section, self.key), (*self.section, self.new_key)
        value = document.value(path)
        if value is MISSING:
            raise EditError(f"{self.key} is not set in {write_header(self.section)}")
        if document.value(new_path) is not MISSING:
            raise EditError(f"{self.new_key} is set in {write_header(self.section)} already")
        found = find(lines, path)
        if found is None:
            raise EditError(f"{write_header(path)} is a section of its own; rename that")
        text = _with_key(lines, *found, write_key(self.new_key))
        intended = without_value(document.tables, path)[0]
        return verified(document, dialect, text, with_value(intended, new_path, value))


def _with_key(lines: tuple[Line, ...], index: int, member: Member, key: str) -> str:
    line = lines[index]
    start, end = member.parts[-1]
    if member.value != line.value:
        text = line.text[:start] + key + line.text[end:]
        return join(lines[:index]) + text + join(lines[index + 1 :])
    before, after = equals_style(line)
    if aligns_equals(line, block_around(lines, index)):
        before = " " * max(1, len(before) + (end - start) - len(key))
    value = line.text[line.value[0] : line.value[1]]
    return replace_head(lines, index, f"{line.text[:start]}{key}{before}={after}{value}")
