"""Any edit on any file: exactly what was asked for, or refused."""

import copy
import tomllib
from collections import Counter
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from llm_tui.model import (
    AddSection,
    CopySection,
    Document,
    EditError,
    RemoveSection,
    RenameKey,
    RenameSection,
    SetValue,
    UnsetValue,
)
from llm_tui.model.errors import UnsafeEditError
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.values import MISSING, same, value_at
from tests.model.files import documents, edits


def applied(tables: dict[str, Any], edit: Any) -> dict[str, Any]:
    """The tables after an edit, computed on plain dicts rather than on text."""
    tables = copy.deepcopy(tables)
    if isinstance(edit, SetValue):
        opened(tables, edit.section)[edit.key] = edit.value
    elif isinstance(edit, UnsetValue):
        opened(tables, edit.section).pop(edit.key, None)
    elif isinstance(edit, AddSection):
        opened(tables, edit.section).update(edit.values)
    elif isinstance(edit, RenameKey):
        table = opened(tables, edit.section)
        table[edit.new_key] = table.pop(edit.key)
    elif isinstance(edit, RenameSection):
        value = opened(tables, edit.section[:-1]).pop(edit.section[-1])
        opened(tables, edit.new_section[:-1])[edit.new_section[-1]] = value
    return tables


def opened(tables: Any, path: Path) -> Any:
    for part in path:
        tables = tables.setdefault(part, {}) if isinstance(tables, dict) else tables[part]
    return tables


def pruned(tables: Any) -> Any:
    """Without what is empty: a table of dotted keys ends with its last key, an array likewise."""
    if isinstance(tables, dict):
        inner = {key: pruned(value) for key, value in tables.items()}
        return {key: value for key, value in inner.items() if value not in ({}, [])}
    return [pruned(value) for value in tables] if isinstance(tables, list) else tables


def comments(document: Document) -> Counter[str]:
    lines = document.text.splitlines()
    return Counter(line.strip() for line in lines if line.strip().startswith("#"))


@given(documents(), st.data())
@settings(max_examples=4 * settings().max_examples)
def test_an_edit_changes_what_was_asked_for_and_nothing_else(
    document: Document, data: st.DataObject
) -> None:
    """The safety net is never needed: an edit is understood and refused, or it is right."""
    assume(document.problem is None)
    edit = data.draw(edits(document))

    try:
        result = edit.apply(document)
    except UnsafeEditError:
        raise
    except EditError:
        return

    tables = tomllib.loads(result.data.decode().removeprefix("\ufeff"))
    if isinstance(edit, CopySection):
        assert same(without(tables, edit.new_section), pruned(document.tables))
    elif isinstance(edit, RemoveSection):
        # The entries of an array move up; of a named section, what lies below it may stay.
        is_entry = isinstance(edit.section[-1], int)
        rest = pruned(tables) if is_entry else without(tables, edit.section)
        assert same(rest, without(document.tables, edit.section))
    else:
        assert same(pruned(tables), pruned(applied(document.tables, edit)))


def without(tables: Any, section: Path) -> Any:
    tables = copy.deepcopy(tables)
    if value_at(tables, section) is not MISSING:
        del opened(tables, section[:-1])[section[-1]]
    return pruned(tables)


@given(documents(), st.data())
@settings(max_examples=3 * settings().max_examples)
def test_only_removing_a_section_takes_comment_lines_away(
    document: Document, data: st.DataObject
) -> None:
    """Except the one comment that a value is filled in for, and what a table's own values take."""
    assume(document.problem is None)
    edit = data.draw(edits(document))
    assume(not isinstance(edit, RemoveSection))
    if isinstance(edit, SetValue | UnsetValue):
        assume(not isinstance(document.value((*edit.section, edit.key)), dict | list))
    try:
        result = edit.apply(document)
    except EditError:
        return

    lost = comments(document) - comments(result)

    assert lost.total() <= (1 if isinstance(edit, SetValue) else 0)


@given(documents(newlines=("\r\n",)), st.data())
@settings(max_examples=3 * settings().max_examples)
def test_line_endings_and_byte_order_mark_stay(document: Document, data: st.DataObject) -> None:
    """A file with CRLF has no bare LF after any edit, and keeps its mark."""
    assume(document.problem is None and b"\r\n" in document.data)
    try:
        result = data.draw(edits(document)).apply(document)
    except EditError:
        return

    assert b"\n" not in result.data.replace(b"\r\n", b"")
    assert result.has_bom == document.has_bom
