"""The check of all edits refuses a text with any other change than the requested one."""

from typing import Any

import pytest

from llm_tui.model import Document, EditError
from llm_tui.model.dialects.known import dialect
from llm_tui.model.edit.verify import editable_lines, verified, whole
from llm_tui.model.errors import UnsafeEditError

BEFORE = Document(b"[llm]\nx = 1\n")


@pytest.mark.parametrize(
    ("text", "tables", "reason"),
    [
        ("[llm\n", {}, "the edit would break the file: .* in line 1"),
        ("[llm]\nx = 3\n", {"llm": {"x": 2}}, "would change more than requested"),
        ("[llm]\nx = 1.0\n", {"llm": {"x": 1}}, "would change more than requested"),
    ],
)
def test_a_text_that_says_something_else_is_refused(
    text: str, tables: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UnsafeEditError, match=reason):
        verified(BEFORE, None, text, tables)


def test_a_text_may_say_any_of_what_is_intended() -> None:
    text = "[llm]\n"

    assert verified(BEFORE, None, text, {}, {"llm": {}}) == Document(text.encode())


def test_a_text_that_the_program_can_no_longer_read_is_refused() -> None:
    text = '[llm]\nx = [1, "a"]\n'
    tables = {"llm": {"x": [1, "a"]}}

    with pytest.raises(EditError, match="could no longer read the file"):
        verified(BEFORE, dialect("openhands"), text, tables)
    assert verified(BEFORE, dialect("generic"), text, tables).text == text


def test_a_text_that_the_program_reads_otherwise_stays_editable_if_it_did_before() -> None:
    before = Document(b'[llm]\nx = "\\""\ny = 1\n')
    text = '[llm]\nx = "\\""\ny = 2\n'

    assert verified(before, dialect("openhands"), text, {"llm": {"x": '"', "y": 2}}).text == text


def test_a_text_whose_lines_are_not_understood_is_not_edited() -> None:
    document = Document(b"[llm]\nx = 1\n")
    document.__dict__["lines"] = ()

    with pytest.raises(EditError, match="a layout that can't be edited safely here"):
        editable_lines(document)


def test_what_is_saved_is_read_as_a_whole_once_more() -> None:
    saved = Document(b"[llm]\nx = 1\n[llm.a]\ny = 1\n")
    document = saved.edited("[llm]\nx = 1\n[llm.a]\ny = 2\n")
    whole(saved, document, None)
    # As if a section that was not read said something else than before.
    document.tables["llm"]["x"] = 2

    with pytest.raises(UnsafeEditError, match=r"not saved: .* change more than requested"):
        whole(saved, document, None)


def test_what_the_program_reads_otherwise_as_a_whole_is_not_saved() -> None:
    saved = Document(b"[llm]\nx = 1\n")
    document = saved.edited('[llm]\nx = [1, "a"]\n')
    assert document.change is not None

    with pytest.raises(EditError, match=r"not saved: .* could no longer read the file"):
        whole(saved, document, dialect("openhands"))
