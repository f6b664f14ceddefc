"""Which lines go with a section, and where new ones are put among comments and blank lines."""

from typing import Any

import pytest

from llm_tui.model import AddSection, Document, RemoveSection, SetValue, UnsetValue

LLM = ("llm",)
NEW = AddSection(("llm", "new"), {"x": 9})
ADDED = "[llm.new]\nx = 9\n"


def after(edit: Any, before: str) -> str:
    return str(edit.apply(Document(before.encode())).data.decode())


@pytest.mark.parametrize(
    "before",
    [
        "[llm.a]\nx = 1\n\n>>>[core]\ny = 2\n",
        "[llm.a]\nx = 1\n\n>>># the core\n[core]\n",
        "[llm.a]\nx = 1\n# y = 2\n\n>>>[core]\n",
        "[llm.a]\nx = 1\n# a note\n\n>>>[core]\n",
        "[llm.a]\nx = 1\n\n# y = 2\n\n>>>[core]\n",
        "[llm.a]\nx = 1\n\n# y = 2\n# z = 3\n\n>>># ---- core ----\n\n[core]\n",
        "[llm.a]\nx = 1\n\n# a note\n\n>>>[core]\n",
        "[llm.a]\nx = 1\n\n# a note\n\n# another\n\n>>>[core]\n",
        "[llm.a]\nx = 1\n\n>>># ---- core ----\n\n[core]\n",
        "[llm.a]\nx = 1\n\n>>># text above\n# =========\n\n[core]\n",
        "[llm.a]\nx = 1\n\n# a note\n\n>>># ---- core ----\n\n[core]\n",
        "[llm.a]\nx = 1\n\n# [llm.b]\n# y = 2\n\n>>>[core]\n",
        "[llm.a]\nx = 1\n\n# ---- b ----\n# [llm.b]\n\n>>>[core]\n",
        "[llm.a]\nx = 1\n\n>>># [agent]\n# y = 2\n\n[core]\n",
        "[llm.a]\nx = 1\n\n>>># [llm.b]\n# [agent]\n\n[core]\n",
        "[llm.a]\nx = 1\n\n# [llm.b]\n\n>>># [agent]\n\n[core]\n",
        '[llm.a]\nx = 1\n\n# ["llm".b]\n\n>>>[core]\n',
        "[llm.a]\nx = 1\n\n# [[ llm.b ]]\n\n>>>[core]\n",
    ],
)
def test_a_new_section_follows_its_relatives_and_leaves_others_their_comments(before: str) -> None:
    place = before.index(">>>")
    before = before.replace(">>>", "")

    result = after(NEW, before)

    assert result == before[:place] + ADDED + "\n" + before[place:]


@pytest.mark.parametrize(
    "before",
    [
        "[llm.a]\nx = 1\n",
        "[llm.a]\nx = 1\n# y = 2\n",
        "[llm.a]\nx = 1\n\n# a note\n",
        "[llm.a]\nx = 1\n\n# a note\n# y = 2\n",
        "[llm.a]\n",
        "[llm.a]\n# only a note\n",
    ],
)
def test_a_new_section_at_the_end_follows_all_that_is_there(before: str) -> None:
    assert after(NEW, before) == f"{before}\n{ADDED}"


@pytest.mark.parametrize(
    ("before", "gap"),
    [
        ("[core]\n[llm.a]\nx = 1\n", ""),
        ("[core]\n\n\n[llm.a]\nx = 1\n", "\n\n"),
        ("[core]\n\n\n# about a\n[llm.a]\nx = 1\n", "\n\n"),
        ("[core]\n\n\n[core.a]\n\n[llm.a]\nx = 1\n", "\n"),
        ("[llm.a]\n\n\n[llm.b]\n\n[llm.c]\nx = 1\n", "\n"),
        ("# top\n[llm.a]\nx = 1\n", "\n"),
    ],
)
def test_the_gap_above_a_new_section_is_that_above_its_nearest_relative(
    before: str, gap: str
) -> None:
    assert after(NEW, before) == before + gap + ADDED


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("[a]\n\n[llm.x]\nm = 1\n\n[b]\n", "[a]\n\n[b]\n"),
        ("[llm.x]\nm = 1\n\n[b]\n", "[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n", "[a]\n"),
        ("[a]\n\n\n[llm.x]\nm = 1\n\n[b]\n", "[a]\n\n\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n\n\n[b]\n", "[a]\n\n\n[b]\n"),
        ("[a]\n[llm.x]\nm = 1\n[b]\n", "[a]\n[b]\n"),
        ("[a]\n\n# about x\n[llm.x]\nm = 1\n\n[b]\n", "[a]\n\n[b]\n"),
        ("[a]\n\n# a note\n\n[llm.x]\nm = 1\n\n[b]\n", "[a]\n\n# a note\n\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n# y = 1\n\n[b]\n", "[a]\n\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n\n# y = 1\n\n[b]\n", "[a]\n\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n\n# y = 1\n\n# z = 1\n\n[b]\n", "[a]\n\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n\n# a note\n\n[b]\n", "[a]\n\n# a note\n\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n\n# y = 1\n# a note\n\n[b]\n",
         "[a]\n\n# y = 1\n# a note\n\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n# [llm.y]\n# n = 1\n\n[b]\n",
         "[a]\n\n# [llm.y]\n# n = 1\n\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n\n# [llm.y]\n# n = 1\n\n[b]\n",
         "[a]\n\n# [llm.y]\n# n = 1\n\n[b]\n"),
        ("[a]\n\n[llm.x]\n# only = 1\n\n[b]\n", "[a]\n\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n# about b\n[b]\n", "[a]\n\n# about b\n[b]\n"),
        ("[a]\n\n[llm.x]\nm = 1\n\n# a note\n", "[a]\n\n# a note\n"),
    ],
)  # fmt: skip
def test_a_section_goes_with_its_own_comments_and_one_gap(before: str, expected: str) -> None:
    assert after(RemoveSection(("llm", "x")), before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("[llm]\nz = 1\n\na = 1\n", "[llm]\n\na = 1\n"),
        ("[llm]\na = 1\n\nz = 1\n\nb = 1\n", "[llm]\na = 1\n\nb = 1\n"),
        ("[llm]\na = 1\n\n\nz = 1\n\nb = 1\n", "[llm]\na = 1\n\n\nb = 1\n"),
        ("[llm]\na = 1\nz = 1\n\nb = 1\n", "[llm]\na = 1\n\nb = 1\n"),
        ("[llm]\na = 1\n\nz = 1\nb = 1\n", "[llm]\na = 1\n\nb = 1\n"),
        ("[llm]\na = 1\n\nz = 1\n\n", "[llm]\na = 1\n"),
    ],
)
def test_of_the_gaps_around_an_unset_key_the_larger_one_stays(before: str, expected: str) -> None:
    assert after(UnsetValue(LLM, "z"), before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("#z = 1", "z = 9"),
        ("# z = 1", "z = 9"),
        ("##  z = 1", None),
        ("## z = 1", "z = 9"),
        ("  # z = 1", "  z = 9"),
        ("#z=1", "z=9"),
        ("# z   =   1   # why", "z   =   9   # why"),
        ("# 'z' = 1", "'z' = 9"),
        ('# "z" = 1', '"z" = 9'),
        ("# z = None", "z = 9"),
        ("# z = null  # why", "z = 9  # why"),
        ("# z = NULL", "z = 9"),
        ("# z = ", None),
        ("# z = some words", None),
        ("# zz = 1", None),
        ("# a.z = 1", None),
        ("# z = 1 is the default", None),
        ("# k = [\n#  z = 1\n# ]", None),
        ("# k = {\n# z = 1\n# }", None),
        ("# k = [ [\n# ]\n# z = 1\n# ]", None),
        ("# k = [\n# ]\n# z = 1", "# k = [\n# ]\nz = 9"),
        ("# k = [\n\n# z = 1", "# k = [\n\nz = 9"),
        ("# k = ]\n# z = 1", "# k = ]\nz = 9"),
        ("# [llm.old]\n# z = 1", None),
        pytest.param("# z = " + "9" * 5000, None, id="an integer that Python does not convert"),
        pytest.param("# z = " + "[" * 3000, None, id="brackets that Python does not follow"),
    ],
)
def test_a_value_that_is_commented_out_is_filled_in_where_it_is_one(
    before: str, expected: str | None
) -> None:
    text = f"[llm]\na = 1\n{before}\n"

    result = after(SetValue(LLM, "z", 9), text)

    unfilled = f"[llm]\na = 1\nz = 9\n{before}\n"
    assert result == (unfilled if expected is None else f"[llm]\na = 1\n{expected}\n")
