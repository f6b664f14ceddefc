"""New, copied, renamed and removed sections look like their relatives and are beside them."""

from typing import Any

import pytest

from llm_tui.model import AddSection, CopySection, Document, RemoveSection, RenameSection, SetValue

LLM = ("llm",)
A, B = ("llm", "a"), ("llm", "b")


def after(edit: Any, before: str) -> str:
    return str(edit.apply(Document(before.encode())).data.decode())


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", "[llm.new]\nx = 9\n"),
        ("\n\n", "[llm.new]\nx = 9\n\n\n"),
        ("[core]\ny = 1\n\n\n", "[core]\ny = 1\n\n[llm.new]\nx = 9\n\n\n"),
        ("[llm.a]\r\nx = 1\r\n\n[core]\n",
         "[llm.a]\r\nx = 1\r\n\r\n[llm.new]\r\nx = 9\r\n\n[core]\n"),
        ("[llm.a]\n\n[llm.b]\nx = 1\n# core\n[core]\n",
         "[llm.a]\n\n[llm.b]\nx = 1\n\n[llm.new]\nx = 9\n\n# core\n[core]\n"),
        ("llm = { a = { b = 1 } }\n", "llm = { a = { b = 1 }, new = { x = 9 } }\n"),
        ("llm.a.x = 1\n", "llm.a.x = 1\nllm.new.x = 9\n"),
    ],
)  # fmt: skip
def test_where_a_new_section_is_put(before: str, expected: str) -> None:
    assert after(AddSection(("llm", "new"), {"x": 9}), before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("[core]\n", "[core]\n\n[llm.new]\n"),
        ("llm = { a = { b = 1 } }\n", "llm = { a = { b = 1 }, new = {} }\n"),
        ("llm.a.x = 1\n", "llm.a.x = 1\nllm.new = {}\n"),
    ],
)
def test_a_new_section_without_values(before: str, expected: str) -> None:
    assert after(AddSection(("llm", "new")), before) == expected


@pytest.mark.parametrize(
    ("before", "added"),
    [
        ("[llm.a]\nx=1\n[llm.b]\ny = 1\n", "[llm.new]\nx = 9\n"),
        ("[llm.a]\nx = 1\n  [llm.b]\n  y=1\n", "  [llm.new]\n  x=9\n"),
        ("[llm.a]\nx=1\n[llm.a.k]\ny = 1\n", "[llm.new]\nx=9\n"),
        ("[core.b]\ny = 1\n[llm]\nx=1\n", "[llm.new]\nx=9\n"),
        ("[llm.a]\nx=1\n  [llm.b]\n", "[llm.new]\nx=9\n"),
        ("[llm]\nx=1\n", "\n[llm.new]\nx=9\n"),
        ("[llm]\nx=1\na.b = 1\n", "\n[llm.new]\nx=9\n"),
        ("[core]\ny=1\n", "\n[llm.new]\nx=9\n"),
        ("[llm]\nx=1\n[core]\ny = 1\n[llm.k.z]\n", "[llm.new]\nx=9\n"),
    ],
)
def test_a_new_section_looks_like_its_nearest_relative(before: str, added: str) -> None:
    assert after(AddSection(("llm", "new"), {"x": 9}), before) == before + added


def test_relatives_below_a_new_section_are_not_what_it_looks_like() -> None:
    before = "[llm.a]\n[llm.a.x]\nk=1\n\n[llm.b.y]\nk = 1\n"

    result = after(AddSection(("llm", "a", "n"), {"k": 9}), before)

    assert result == before.replace("\n\n", "\n\n[llm.a.n]\nk=9\n\n")


def test_a_section_far_below_its_only_relative_follows_it() -> None:
    before = "[llm]\nx = 1\n\n[core]\n"

    result = after(AddSection(("llm", "a", "b")), before)

    assert result == before.replace("[core]", "[llm.a.b]\n\n[core]")


def test_a_section_that_only_sections_below_it_imply_is_added_above_them() -> None:
    before = "# about a\n[llm.a]\nx=1\n"

    assert after(AddSection(LLM, {"y": 2}), before) == "[llm]\ny = 2\n\n" + before


def test_a_key_of_a_dotted_table_is_added_to_the_inline_table_around_it() -> None:
    result = after(SetValue(A, "k", 1), "llm = { a.b = 1 }\n")

    assert result == "llm = { a.b = 1, a.k = 1 }\n"


COPIED = [
    ("[llm.a]\nx = 1\n", "[llm.a]\nx = 1\n\n[llm.b]\nx = 1\n"),
    ("[llm.a]\nx = 1", "[llm.a]\nx = 1\n\n[llm.b]\nx = 1\n"),
    ("[llm.a] # c\n# x\nx = 1 # one\n\n[core]\n",
     "[llm.a] # c\n# x\nx = 1 # one\n\n[llm.b] # c\n# x\nx = 1 # one\n\n[core]\n"),
    ("[llm.a]\nx = 1\n[llm.a.k]\ny = 2\n",
     "[llm.a]\nx = 1\n[llm.a.k]\ny = 2\n[llm.b]\nx = 1\n[llm.b.k]\ny = 2\n"),
    ("[llm.a.k]\ny = 2\n", "[llm.a.k]\ny = 2\n\n[llm.b.k]\ny = 2\n"),
    ("[llm]\na.x = 1\na.y = 2\nz = 3\n",
     "[llm]\na.x = 1\na.y = 2\nb.x = 1\nb.y = 2\nz = 3\n"),
    ("[llm]\na = { x = 1 }\n", "[llm]\na = { x = 1 }\nb = { x = 1 }\n"),
    ("[llm]\na = { x = 1 }", "[llm]\na = { x = 1 }\nb = { x = 1 }\n"),
    ("llm = { a = { x = 1 } }\n", "llm = { a = { x = 1 }, b = { x = 1 } }\n"),
    ("llm.a.x = 1\n", "llm.a.x = 1\nllm.b.x = 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "expected"), COPIED)
def test_a_section_is_copied_beside_itself_with_all_that_is_below_it(
    before: str, expected: str
) -> None:
    assert after(CopySection(A, B), before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("[llm]\nx = 1\n[llm.a]\ny = 2\n", "[llm]\nx = 1\n[llm.b]\nx = 1\n[llm.a]\ny = 2\n"),
        ("llm.x = 1\nllm.a.y = 2\n", "llm.x = 1\nllm.b.x = 1\nllm.a.y = 2\n"),
        ("llm = { x = 1, a = { y = 2 } }\n", "llm = { x = 1, a = { y = 2 }, b = { x = 1 } }\n"),
    ],
)
def test_the_base_is_copied_without_the_sections_below_it(before: str, expected: str) -> None:
    assert after(CopySection(LLM, B), before) == expected


def test_a_base_that_is_only_implied_has_nothing_to_copy() -> None:
    with pytest.raises(Exception, match="has nothing of its own to copy"):
        after(CopySection(LLM, B), "[llm.a]\nx = 1\n")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("[llm.a]\n[llm.a.k]\n[llm.ab]\n", "[llm.b]\n[llm.b.k]\n[llm.ab]\n"),
        ("[llm]\na.x = 1\nab.x = 1\n# a\n", "[llm]\nb.x = 1\nab.x = 1\n# a\n"),
        ("llm.a.x = 1\nllm.x = 2\n", "llm.b.x = 1\nllm.x = 2\n"),
        ("llm = { x = 1, a = { x = 2 } } # a\n", "llm = { x = 1, b = { x = 2 } } # a\n"),
        ("[llm]\na = { x = 1 }\n", "[llm]\nb = { x = 1 }\n"),
    ],
)
def test_a_section_is_renamed_in_every_layout(before: str, expected: str) -> None:
    assert after(RenameSection(A, B), before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("llm = { x = 1, a = { x = 2 } }\n", "llm = { x = 1 }\n"),
        ("[llm]\na = { x = 1 }\ny = 1\n", "[llm]\ny = 1\n"),
        ("[llm]\na.x = 1\ny = 1\na.z = 1\n", "[llm]\ny = 1\n"),
        ("[[llm.a]]\nx = 1\n[[llm.a]]\nx = 2\n[core]\n", "[core]\n"),
        ("[llm.a]\nx = 1\n[core]\n[llm.a.k]\ny = 1\n", "[core]\n[llm.a.k]\ny = 1\n"),
    ],
)
def test_a_section_is_removed_in_every_layout(before: str, expected: str) -> None:
    assert after(RemoveSection(A), before) == expected


def test_a_section_inside_an_inline_table_is_removed_alone() -> None:
    before = "x = 1\nllm = { x = 1, a = { x = 2 } } # c\ny = 1\n\nz = 1\n"

    assert after(RemoveSection(A), before) == before.replace(", a = { x = 2 }", "")


def test_an_entry_of_an_array_of_tables_is_removed_with_the_sections_below_it() -> None:
    before = "[[llm.a]]\n[llm.a.b]\nx = 1\n[[llm.a]]\ny = 2\n"

    result = after(RemoveSection(("llm", "a", 0), recursive=True), before)

    assert result == "[[llm.a]]\ny = 2\n"


def test_removing_with_all_below_leaves_nothing_of_it() -> None:
    before = "[llm.a]\nx = 1\n[core]\n[llm.a.k]\ny = 1\n[llm.ab]\n"

    assert after(RemoveSection(A, recursive=True), before) == "[core]\n[llm.ab]\n"
