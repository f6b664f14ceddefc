"""A document is whatever the bytes are; a syntax error is a problem with a place, never raised."""

import pytest

from llm_tui.model import Document
from llm_tui.model.toml.values import MISSING

BAD: list[tuple[bytes, int, int, str]] = [
    (b'[llm]\nmodel = "a\nb = 1\n', 2, 11, "closing quote"),
    (b"[llm]\nmodel = 'a\nb = 1\n", 2, 9, "closing quote"),
    (b"[llm]\na = 1\na = 2\n", 3, 6, "twice"),
    (b"[llm]\n[llm]\n", 2, 5, "opened twice"),
    (b"[llm]\na = None\n", 2, 5, "not a value"),
    (b"[llm]\n>>>>>>> theirs\n", 2, 1, "neither a section"),
    (b"[llm]\na = 16G\n", 2, 7, "after the value"),
    (b"[llm]\nname = 'caf\xe9'\n", 2, 12, "UTF-8"),
]


@pytest.mark.parametrize(("data", "line", "column", "message"), BAD)
def test_bad_toml_is_a_problem_with_a_place(
    data: bytes, line: int, column: int, message: str
) -> None:
    problem = Document(data).problem

    assert problem is not None
    assert (problem.line, problem.column) == (line, column)
    assert message in problem.message


def test_bytes_that_are_not_utf8_can_be_shown() -> None:
    assert Document(b"caf\xe9").text == "caf\ufffd"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    document = Document(b"\xef\xbb\xbf[llm]\nmodel = 'm'\n")

    assert document.has_bom
    assert document.value(("llm", "model")) == "m"


def test_every_setting_knows_its_line_in_every_layout() -> None:
    text = """\
llm.base_url = "u"
[agent]
a = 1

# comment
[ llm . "gpt-4.1" ]  # header
stop = [
  "]", # [llm.no]
]
model = '''
x'''
fast.model = 2
[[llm.list]]
k = 1
[[llm.list]]
k = 2
"""
    document = Document(text.replace("llm.base_url", "x.base_url").encode())

    numbers = document.line_numbers

    assert numbers["x", "base_url"] == 1
    assert numbers["llm", "gpt-4.1"] == 6
    assert numbers["llm", "gpt-4.1", "stop"] == 7
    assert numbers["llm", "gpt-4.1", "model"] == 10
    assert numbers["llm", "gpt-4.1", "fast", "model"] == 12
    assert numbers["llm", "list", 1, "k"] == 16


def test_a_value_inside_an_inline_table_has_the_line_of_the_table() -> None:
    document = Document(b"\nllm = { fast = { model = 'm' } }\n")

    assert document.line_of(("llm", "fast", "model")) == 2


def test_dotted_keys_and_arrays_of_tables_have_lines_of_their_own() -> None:
    text = "llm.fast.model = 1\nllm.model = 2\n[[llm.list]]\nk = 1\n[llm.slow.extra]\na = 1\n"
    document = Document(text.encode())

    assert document.line_of(("llm",)) == 2
    assert document.line_of(("llm", "fast")) == 1
    assert document.line_of(("llm", "list")) == 3
    assert document.line_of(("llm", "slow")) == 5


def test_what_is_not_written_has_no_place_though_what_is_around_it_has() -> None:
    document = Document(b"[llm]\nmodel = { a = 1 }\n")

    assert document.place_of(("llm", "model", "a")) == 2
    assert document.place_of(("llm", "api_version")) is None
    assert document.line_of(("llm", "api_version")) == 1
    assert Document(b"[core]\n[llm.a]\n").place_of(("llm",)) is None


def test_what_is_not_there_has_no_line_and_no_value() -> None:
    document = Document(b"[llm]\n")

    assert document.line_of(("agent",)) is None
    assert document.value(("llm", "model")) is MISSING


def test_a_value_in_an_inline_table_that_is_not_toml_has_no_spelling() -> None:
    text = 'llm = { model = "m", api_key nan\n= "k", timeout = 3 }\n'

    assert Document(text.encode()).token(("llm", "timeout")) is None
