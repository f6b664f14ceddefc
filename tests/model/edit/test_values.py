"""A changed value keeps as much of its spelling as it can."""

from typing import Any

import pytest

from llm_tui.model import Document, RenameKey, SetValue, UnsetValue

LLM = ("llm",)


def after(edit: Any, before: str) -> str:
    return str(edit.apply(Document(before.encode())).data.decode())


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        ('"a"', "b", '"b"'),
        ("'a'", "b", "'b'"),
        ("'a'", "it's", '"it\'s"'),
        ('"""\na"""', "b", '"""\nb"""'),
        ("'''a'''", "b", "'''b'''"),
        ("1", "b", '"b"'),
        ('"a"', 2, "2"),
        ("[1]", "b", '"b"'),
        ('"a"', ["b"], '["b"]'),
        ("1", {"a": 2}, "{ a = 2 }"),
        ("{ a = 1 }", 2, "2"),
        ("{ a = 1 }", {}, "{}"),
        ("{}", {"a": 2, "b c": 3}, '{ a = 2, "b c" = 3 }'),
        ("{a=1_000,b=2}", {"a": 1000, "b": 3}, "{a=1_000,b=3}"),
        ("{ a = 1, b = 2 }", {"b": 2, "c": 3}, "{ b = 2, c = 3 }"),
    ],
)
def test_a_value_takes_over_the_quotes_and_entries_of_the_one_before(
    before: str, value: Any, expected: str
) -> None:
    result = after(SetValue(LLM, "k", value), f"[llm]\nk = {before}\n")

    assert result == f"[llm]\nk = {expected}\n"


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        ("[]", ["a", "b"], '["a", "b"]'),
        ("[\n  1, # one\n]", [], "[]"),
        ("[1_000, 2]", [1000, 3], "[1_000, 3]"),
        ("[1_000, 2_000]", [1000, 5, 2000], "[1_000, 5, 2_000]"),
        ("[1_000, 2, 3_000]", [1000, 3000], "[1_000, 3_000]"),
        ("[1_000, 2, 3_000]", [1000, 5, 6, 3000], "[1_000, 5, 6, 3_000]"),
        ("[1_000, 2, 3, 4_000]", [1000, 5, 4000], "[1_000, 5, 4_000]"),
        ("[1, 2_000, 3, 4_000, 5]", [6, 2000, 7, 8, 4000], "[6, 2_000, 7, 8, 4_000]"),
        ("[\n  1, # one\n  2, # two\n]", [1, 3], "[\n  1, # one\n  3, # two\n]"),
        ("[\r\n  1, # one\r\n  2,\r\n]", [1, 3], "[\r\n  1, # one\r\n  3,\r\n]"),
        ("[\r\n  1,\r\n]", [1, 3], "[\r\n  1,\r\n  3,\r\n]"),
    ],
)
def test_a_list_keeps_the_entries_that_stay_and_their_comments(
    before: str, value: list[Any], expected: str
) -> None:
    end = "\r\n" if "\r\n" in before else "\n"

    result = after(SetValue(LLM, "k", value), f"[llm]{end}k = {before}{end}")

    assert result == f"[llm]{end}k = {expected}{end}"


def test_text_of_several_lines_has_the_line_ends_of_the_file() -> None:
    before = 'k = """\r\na\r\n"""\r\n'

    assert after(SetValue((), "k", "b\nc\n"), before) == before.replace("a", "b\r\nc")


def test_a_new_key_is_spelled_as_it_was_typed() -> None:
    assert after(SetValue(LLM, "k", 5000, " 5_000 "), "[llm]\n") == "[llm]\nk = 5_000\n"


def test_an_empty_table_is_written_as_one() -> None:
    assert after(SetValue(LLM, "k", {}), "[llm]\n") == "[llm]\nk = {}\n"


def test_an_unset_table_goes_with_the_sections_below_it() -> None:
    before = "[llm]\nx = 1\n[llm.k]\n[llm.k.l]\ny = 1\n[llm.m]\n"

    assert after(UnsetValue(LLM, "k"), before) == "[llm]\nx = 1\n[llm.m]\n"


def test_a_key_inside_an_inline_table_is_renamed_there() -> None:
    before = "[llm]\nk = { a = 1, b = 2 } # c\nc = 3\n\nd = 4\n"

    assert after(RenameKey(("llm", "k"), "a", "z"), before) == before.replace("a = 1", "z = 1")
