"""The scanner and TOML's own parser agree on every file."""

from hypothesis import assume, given

from llm_tui.model import Document
from llm_tui.model.toml.lines import Kind, members, scan
from llm_tui.model.toml.values import MISSING
from tests.model.files import documents


@given(documents())
def test_the_lines_join_to_the_text(document: Document) -> None:
    assume(document.problem is None)

    assert "".join(line.text for line in document.lines) == document.text


@given(documents())
def test_every_line_is_where_the_parser_finds_its_value(document: Document) -> None:
    assume(document.problem is None)

    for line in document.lines:
        if line.kind in (Kind.KEY, Kind.HEADER):
            assert document.value(line.path) is not MISSING


@given(documents())
def test_the_token_of_a_value_is_that_value(document: Document) -> None:
    assume(document.problem is None)

    for line in document.lines:
        if line.kind is Kind.KEY:
            token = line.text[slice(*line.value)]
            value = Document(f"v = {token}\n".encode()).value(("v",))
            assert repr(value) == repr(document.value(line.path))


@given(documents())
def test_a_line_is_read_alike_with_an_indent_and_without(document: Document) -> None:
    """Those without are mostly read by a shorter way."""
    assume(document.problem is None)

    for line in document.lines:
        if line.kind is Kind.KEY and not line.indent:
            (indented,) = scan(f" {line.text}")
            assert indented.key == line.key
            assert indented.text[slice(*indented.value)] == line.text[slice(*line.value)]
            assert indented.parts == tuple((start + 1, end + 1) for start, end in line.parts)


def test_the_entries_of_an_inline_table_are_found_between_strings_that_look_like_ends() -> None:
    text = "{ a = '}', \"b,c\" = [1, 2], d.e = { f = 1 } }"

    found = [(entry.key, text[slice(*entry.value)]) for entry in members(text, (0, len(text)))]

    assert found == [(("a",), "'}'"), (("b,c",), "[1, 2]"), (("d", "e"), "{ f = 1 }")]
