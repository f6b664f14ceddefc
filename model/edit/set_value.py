"""Setting and unsetting one key."""

from dataclasses import dataclass
from typing import Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.edit.add_section import add_inline, add_section_text
from llm_tui.model.edit.layout import (
    block_around,
    ending,
    insert,
    key_line,
    replace_value,
)
from llm_tui.model.edit.protocol import Edit, Target
from llm_tui.model.edit.regions import (
    Placeholder,
    Region,
    dotted_lines,
    own_end,
    placeholders,
    regions_of,
    top,
)
from llm_tui.model.edit.remove_section import remove_section_text
from llm_tui.model.edit.render import render, render_change
from llm_tui.model.edit.verify import editable_lines, verified
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document, literal_value
from llm_tui.model.toml.keys import Path, write_header, write_key, write_path
from llm_tui.model.toml.lines import Kind, Line, Span, find, scan
from llm_tui.model.toml.values import MISSING, same, with_value, without_value


@dataclass(frozen=True)
class SetValue(Edit):
    """Give a key of a section a value: an int, float, str, bool, date, list or dict.

    raw: the TOML literal as it was typed, to keep its spelling (`3e-6`, `1_000`).
    The section is added where the file does not have it.
    """

    section: Path
    key: str
    value: Any
    raw: str | None = None

    @property
    def target(self) -> Target:
        """The key and its section."""
        return Target(self.section, self.key)

    @property
    def summary(self) -> str:
        """`set model in [llm]`, without the value: it may be a secret."""
        return f"set {self.target}"

    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """The next document; the same one if the key has this value. Raises EditError."""
        lines = editable_lines(document)
        path = (*self.section, self.key)
        old = document.value(path)
        if same(old, self.value):
            return document
        token = self._literal()
        found = find(lines, path)
        if found is not None:
            index, member = found
            token = token or _nested_change(lines[index].text, member.value, old, self.value)
            text = replace_value(lines, index, member.value, token)
        elif old is MISSING:
            _refuse_array(document, path)
            text = _add(document, self.section, self.key, token or render(self.value))
        elif isinstance(old, dict) and isinstance(self.value, dict):
            return _change_table(document, path, old, self.value, dialect)
        else:
            raise EditError(
                f"{write_header(path)} is a section of its own; remove it before setting"
                f" {self.key} in {write_header(self.section)}"
            )
        return verified(document, dialect, text, with_value(document.tables, path, self.value))

    def _literal(self) -> str:
        if self.raw is None:
            return ""
        if not same(literal_value(self.raw), self.value):
            raise EditError(f"the text for {self.key} is not the value to set")
        return self.raw.strip()


@dataclass(frozen=True)
class UnsetValue(Edit):
    """Remove a key from a section, so that the section inherits it. Only its line goes."""

    section: Path
    key: str

    @property
    def target(self) -> Target:
        """The key and its section."""
        return Target(self.section, self.key)

    @property
    def summary(self) -> str:
        """`unset model in [llm]`."""
        return f"unset {self.target}"

    def apply(self, document: Document, dialect: Dialect | None = None) -> Document:
        """The next document; the same one if the key is not there. Raises EditError."""
        editable_lines(document)
        path = (*self.section, self.key)
        if document.value(path) is MISSING:
            return document
        text = remove_section_text(document, path, recursive=True)
        return verified(document, dialect, text, *without_value(document.tables, path))


def _nested_change(text: str, span: Span, old: Any, new: Any) -> str:
    """The token for a new value, changed entry by entry where it is an inline table."""
    token = text[span[0] : span[1]]
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return render_change(token, old, new)
    holder = Document(f"value = {token}\n".encode())
    for key in old.keys() - new.keys():
        holder = UnsetValue(("value",), key).apply(holder)
    for key, value in new.items():
        holder = SetValue(("value",), key, value).apply(holder)
    return holder.token(("value",)) or render(new)


def _change_table(
    document: Document, path: Path, old: dict[str, Any], new: Any, dialect: Dialect | None
) -> Document:
    """Change a table that is made of headers or dotted keys, key by key."""
    for key, value in new.items():
        document = SetValue(path, key, value).apply(document, dialect)
    for key in old.keys() - new.keys():
        document = UnsetValue(path, key).apply(document, dialect)
    if not same(document.value(path), new):
        raise EditError(f"{write_path(path)} is made of dotted keys and can't be left empty")
    return document


def _refuse_array(document: Document, path: Path) -> None:
    """Raise EditError for a key of an array of tables, rather than of one of its tables."""
    for size, part in enumerate(path):
        if isinstance(document.value(path[:size]), list) and not isinstance(part, int):
            raise EditError(
                f"{write_path(path[:size])} is an array of tables, which has no key {part} of its"
                f" own; write its header with single brackets, {write_header(path[:size])}"
            )


def _add(document: Document, section: Path, key: str, token: str) -> str:
    """The text with a key that its section does not have yet."""
    lines = document.lines
    if (text := add_inline(lines, (*section, key), token)) is not None:
        return text
    if own := regions_of(lines, section):
        return _add_to_region(lines, own[0], key, token)
    if not section:
        return _add_at_root(lines, key, token)
    if dotted := dotted_lines(lines, section):
        return _add_dotted(lines, dotted[-1], section, key, token)
    return add_section_text(document, section, {key: token})


def _add_to_region(lines: tuple[Line, ...], region: Region, key: str, token: str) -> str:
    body = range(region.header + 1, region.end)
    waiting = [place for place in placeholders(lines, body.start, body.stop) if place.key == key]
    if len(waiting) == 1:
        return _activate(lines, waiting[0], token)
    keys = [index for index in body if lines[index].kind is Kind.KEY]
    like = lines[keys[-1]] if keys else _relative(lines, region)
    if waiting:
        index = waiting[-1].line + 1
    elif keys:
        index = keys[-1] + 1
    else:
        index = _below_header(lines, region)
    end = ending(lines, index - 1)
    block = block_around(lines, keys[-1]) if keys else ()
    return insert(lines, index, [key_line(write_key(key), token, like, block, end)])


def _below_header(lines: tuple[Line, ...], region: Region) -> int:
    """The line of the first value in an empty section: below the comment under its header."""
    end = own_end(lines, region)
    index = region.header + 1
    while index < end and lines[index].kind is Kind.COMMENT:
        index += 1
    return index


def _relative(lines: tuple[Line, ...], region: Region) -> Line | None:
    """A line of another section to look like, indented as this one's header asks for."""
    indent = lines[region.header].indent
    alike = [i for i, line in enumerate(lines) if len(line.key) == 1 and line.indent == indent]
    if alike:
        return lines[min(alike, key=lambda index: abs(index - region.header))]
    return scan(f"{indent}k = 0\n")[0]


def _activate(lines: tuple[Line, ...], place: Placeholder, token: str) -> str:
    """The text with a commented-out value made active, and given another value."""
    active = scan(place.text)[0]
    replaced = (*lines[: place.line], active, *lines[place.line + 1 :])
    return replace_value(replaced, place.line, active.value, token)


def _add_at_root(lines: tuple[Line, ...], key: str, token: str) -> str:
    keys = [i for i, line in enumerate(lines) if line.kind is Kind.KEY and not line.table]
    index = keys[-1] + 1 if keys else top(lines)
    like = lines[keys[-1]] if keys else None
    return insert(lines, index, [key_line(write_key(key), token, like, (), ending(lines))])


def _add_dotted(lines: tuple[Line, ...], last: int, section: Path, key: str, token: str) -> str:
    line = lines[last]
    prefix = ".".join(
        line.text[start:end] for start, end in line.parts[: len(section) - len(line.table)]
    )
    name = f"{prefix}.{write_key(key)}"
    block = block_around(lines, last)
    return insert(lines, last + 1, [key_line(name, token, line, block, ending(lines, last))])
