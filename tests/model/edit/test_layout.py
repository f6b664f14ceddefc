"""A new or changed line looks like those around it."""

from typing import Any

import pytest

from llm_tui.model import AddSection, Document, RenameKey, SetValue, UnsetValue

LLM = ("llm",)


def after(edit: Any, before: str) -> str:
    return str(edit.apply(Document(before.encode())).data.decode())


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("# c\n[llm]\r\na = 1\r\n\n", "# c\n[llm]\r\na = 1\r\nz = 9\r\n\n"),
        ("# c\r\n[llm]\na = 1\n\r\n", "# c\r\n[llm]\na = 1\nz = 9\n\r\n"),
        ("[llm]\r\na = 1", "[llm]\r\na = 1\r\nz = 9\r\n"),
        ("[llm]", "[llm]\nz = 9\n"),
    ],
    ids=["CRLF above", "LF above", "no end of the last line", "no end of any line"],
)
def test_a_new_line_ends_like_the_line_above_it(before: str, expected: str) -> None:
    assert after(SetValue(LLM, "z", 9), before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ('a = """\r\nx"""', 'a = """\r\nx"""\r\nz = 9\r\n'),
        ('a = """\nx"""', 'a = """\nx"""\nz = 9\n'),
        ("[llm]\n", "z = 9\n[llm]\n"),
        ("[llm]\na=1\n", "z = 9\n[llm]\na=1\n"),
        ("a=1\n# c\n\n[llm]\nb = 2\n", "a=1\nz=9\n# c\n\n[llm]\nb = 2\n"),
        ("", "z = 9\n"),
    ],
    ids=[
        "CRLF in a value",
        "LF in a value",
        "before a section",
        "unlike a section",
        "after",
        "empty",
    ],
)
def test_a_new_key_outside_of_all_sections(before: str, expected: str) -> None:
    assert after(SetValue((), "z", 9), before) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a = 1", "z = 9"),
        ("a=1", "z=9"),
        ("a =1", "z =9"),
        ("  a = 1", "  z = 9"),
        ("  a    = 1", "  z    = 9"),
        ("ab  = 1", "z   = 9"),
        ("  abcde  = 1\n  ab     = 1", "  z      = 9"),
        ("a   = 1\nabc = 1", "z   = 9"),
        ("ab  = 1\nabc = 1", "z   = 9"),
        ("# c\na     = 1\n# c\nabcde = 1", "z     = 9"),
        ("a    = 1\nlong_key = 1", "z = 9"),
        ("a     = 1\n\nabcde = 1", "z = 9"),
        ("ab \t= 1\nabc = 1", "z = 9"),
        ("a\t\t= 1", "z\t\t= 9"),
        ("a  =\t1", "z  =\t9"),
        ("a = 1 # one", "z = 9"),
    ],
)
def test_a_new_key_has_the_indent_and_the_equals_sign_of_the_one_above_it(
    line: str, expected: str
) -> None:
    before = f"[llm]\n{line}\n"

    assert after(SetValue(LLM, "z", 9), before) == f"{before}{expected}\n"


def test_a_key_too_long_for_the_column_has_one_space_before_its_equals_sign() -> None:
    before = "[llm]\na   = 1\nb   = 2\n"

    assert after(SetValue(LLM, "long_key", 9), before) == before + "long_key = 9\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("[llm]\n# about\n\n[core]\n", "[llm]\n# about\nz = 9\n\n[core]\n"),
        ("[llm]\n# one\n# two\n\n# y = 1\n", "[llm]\n# one\n# two\nz = 9\n\n# y = 1\n"),
        ("[llm]\n\n[core]\n", "[llm]\nz = 9\n\n[core]\n"),
        ("[a]\nx=1\n[llm]\n", "[a]\nx=1\n[llm]\nz=9\n"),
        ("[a]\nx=1\n[llm]\n[b]\n\n\ny = 1\n", "[a]\nx=1\n[llm]\nz=9\n[b]\n\n\ny = 1\n"),
        ("[a]\nx=1\n\n\n[llm]\n[b]\ny = 1\n", "[a]\nx=1\n\n\n[llm]\nz = 9\n[b]\ny = 1\n"),
        ("[a]\n  x=1\n[llm]\n", "[a]\n  x=1\n[llm]\nz = 9\n"),
        ("[a]\nx.y=1\n[llm]\n", "[a]\nx.y=1\n[llm]\nz = 9\n"),
        ("[a]\nx=1\n  [llm]\n", "[a]\nx=1\n  [llm]\n  z = 9\n"),
    ],
)
def test_the_first_key_of_a_section_looks_like_the_nearest_one_with_the_same_indent(
    before: str, expected: str
) -> None:
    assert after(SetValue(LLM, "z", 9), before) == expected


def test_the_keys_of_a_new_section_are_aligned_like_those_of_its_relative() -> None:
    before = "[llm.a]\nmodel   = 1\n"

    result = after(AddSection(("llm", "b"), {"model": 2, "seed": 3}), before)

    assert result == before + "\n[llm.b]\nmodel   = 2\nseed    = 3\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a = 1   # one\nz = 22  # two\n", "a = 1   # one\nz = 999 # two\n"),
        ("a = 1  # one\nz = 22 # two\n", "a = 1  # one\nz = 999 # two\n"),
        ("z = 1   # one\nb = 22  # two\n", "z = 999 # one\nb = 22  # two\n"),
        ("z = 1   # one\n# c\nb = 22  # two\n", "z = 999 # one\n# c\nb = 22  # two\n"),
        ("z = 1   # one\n\nb = 22  # two\n", "z = 999   # one\n\nb = 22  # two\n"),
        ("z = 1   # one\n[a]\nb = 22  # two\n", "z = 999   # one\n[a]\nb = 22  # two\n"),
        ("z = 1   # one\nbcd = 22 # two\n", "z = 999   # one\nbcd = 22 # two\n"),
        ("z = 1   # one\n", "z = 999   # one\n"),
        ("z = 1# one\nb = 2# two\n", "z = 999# one\nb = 2# two\n"),
        ("z = 1\t# one\nb = 2\t# two\n", "z = 999\t# one\nb = 2\t# two\n"),
        ("z = 1   # one  \nb = 22  # two\n", "z = 999 # one  \nb = 22  # two\n"),
        ("z = 1   \nb = 2   \n", "z = 999   \nb = 2   \n"),
        ("z = [\n1]  # one\nb = 2     # two\n", "z = 999  # one\nb = 2     # two\n"),
        ("z = 1   # one\n        # more\nb = 2\n", "z = 999 # one\n        # more\nb = 2\n"),
        ("z = 1   # one\nb = 2\n\nc = 22  # c\n", "z = 999   # one\nb = 2\n\nc = 22  # c\n"),
        ("a = 1   # one\nz = 22  # two  ", "a = 1   # one\nz = 999 # two  "),
        ("z = [\n1]     # one\nb = 2     # two\n", "z = 999     # one\nb = 2     # two\n"),
    ],
)
def test_a_comment_after_a_changed_value_stays_below_its_neighbours(
    before: str, expected: str
) -> None:
    assert after(SetValue(LLM, "z", 999), f"[llm]\n{before}") == f"[llm]\n{expected}"


def test_comments_are_below_each_other_from_the_first_line_of_a_file_on() -> None:
    before = "a = 1   # one\nz = 22  # two\n[llm]\n"

    assert after(SetValue((), "z", 999), before) == before.replace("22 ", "999")
    assert after(SetValue((), "a", 999), before) == before.replace("1  ", "999")


def test_a_value_typed_over_several_lines_moves_no_comment() -> None:
    before = "[llm]\nz = 1   # one\nb = 22  # two\n"

    assert after(SetValue(LLM, "z", [1], "[\n1]"), before) == before.replace("= 1 ", "= [\n1] ")


def test_a_value_inside_an_inline_table_is_replaced_alone() -> None:
    before = "[llm]\nk = { a = 1, b = 2 } # c\nc = 3\n\nd = 4\n"

    assert after(SetValue(("llm", "k"), "a", 9), before) == before.replace("a = 1", "a = 9")


def test_a_value_that_takes_several_lines_moves_no_comment() -> None:
    before = '[llm]\nz = """\na"""  # one\nb = 1  # two\n'

    result = after(SetValue(LLM, "z", "bcd"), before)

    assert result == before.replace('\na"""', '\nbcd"""')


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("{}", "{ z = 9 }"),
        ("{ a = 1 }", "{ a = 1, z = 9 }"),
        ("{a=1}", "{a=1, z=9}"),
        ("{a=1,b=2}", "{a=1,b=2,z=9}"),
        ("{ a = 1 , b = 2, c = 3 }", "{ a = 1 , b = 2, c = 3, z = 9 }"),
        ("{ a =1 }  # c", "{ a =1, z =9 }  # c"),
        ("{ a.b = 1 }", "{ a.b = 1, z = 9 }"),
    ],
)
def test_an_entry_is_added_to_an_inline_table_like_the_last_one(before: str, expected: str) -> None:
    result = after(SetValue(("llm", "k"), "z", 9), f"[llm]\nk = {before}\n")

    assert result == f"[llm]\nk = {expected}\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("{ z = 1 }  # c", "{}  # c"),
        ("{ z = 1, a = 2 }", "{ a = 2 }"),
        ("{ a = 1, z = 2 }", "{ a = 1 }"),
        ("{ a = 1 , z = 2, b = 3 }", "{ a = 1, b = 3 }"),
        ("{ a = 1, b = 2, z = 3 }", "{ a = 1, b = 2 }"),
    ],
)
def test_an_entry_is_taken_out_of_an_inline_table(before: str, expected: str) -> None:
    result = after(UnsetValue(("llm", "k"), "z"), f"[llm]\nk = {before}\n")

    assert result == f"[llm]\nk = {expected}\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("z = 1\n", "zzz = 1\n"),
        ("z=1\n", "zzz=1\n"),
        ("  z     = 1\n", "  zzz   = 1\n"),
        ("z     = 1\n", "zzz   = 1\n"),
        ("z     = 1\nabcde = 2\n", "zzz   = 1\nabcde = 2\n"),
        ("z = 1   # one\nb = 22  # two\n", "zzz = 1 # one\nb = 22  # two\n"),
        ("z\t= 1\n", "zzz\t= 1\n"),
        ("z  = 1\nab = 2\n", "zzz = 1\nab = 2\n"),
    ],
)
def test_a_renamed_key_keeps_the_columns(before: str, expected: str) -> None:
    assert after(RenameKey(LLM, "z", "zzz"), f"[llm]\n{before}") == f"[llm]\n{expected}"
