"""Each edit makes the change that a careful person would make by hand, to the byte."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

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

DATA = Path(__file__).parents[2] / "data" / "edits.json"
CASES = json.loads(DATA.read_text(encoding="utf-8"))
EDITS: dict[str, Any] = {
    edit.__name__: edit
    for edit in (AddSection, CopySection, RemoveSection, RenameSection, SetValue, UnsetValue)
}


def decoded(value: Any) -> Any:
    """JSON has no dates: they are written as `{"$date": …}`."""
    if isinstance(value, dict):
        if "$date" in value:
            return datetime.date.fromisoformat(value["$date"])
        if "$datetime" in value:
            return datetime.datetime.fromisoformat(value["$datetime"])
        return {key: decoded(inner) for key, inner in value.items()}
    return value


def edit_of(case: dict[str, Any]) -> Any:
    arguments = {
        key: tuple(value) if key.endswith("section") else decoded(value)
        for key, value in case.items()
        if key not in ("name", "edit", "before", "after")
    }
    return EDITS[case["edit"]](**arguments)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_edit_is_as_small_as_by_hand(case: dict[str, Any]) -> None:
    result = edit_of(case).apply(Document(case["before"].encode()))

    assert result.data.decode() in case["after"]


def after(edit: Any, before: str) -> str:
    return str(edit.apply(Document(before.encode())).data.decode())


def test_an_equal_value_leaves_the_very_same_document() -> None:
    document = Document(b"[llm]\nseed = 1_000\n")

    assert SetValue(("llm",), "seed", 1000).apply(document) is document


def test_a_key_that_is_not_there_can_be_unset_without_a_change() -> None:
    document = Document(b"[llm]\nseed = 1\n")

    assert UnsetValue(("llm",), "model").apply(document) is document


def test_a_commented_out_value_inside_a_commented_out_table_is_not_filled_in() -> None:
    before = "[llm.a]\nmodel = 'm'\n# completion_kwargs = {\n#   timeout = 5\n# }\n"

    result = after(SetValue(("llm", "a"), "timeout", 3), before)

    assert result == before.replace("'m'\n", "'m'\ntimeout = 3\n")


def test_a_value_of_several_commented_ones_goes_below_the_last_and_none_is_lost() -> None:
    before = "[llm]\n#timeout = 1\n#timeout = 2\n#top_p = 1.0\n"

    result = after(SetValue(("llm",), "timeout", 3), before)

    assert result == "[llm]\n#timeout = 1\n#timeout = 2\ntimeout = 3\n#top_p = 1.0\n"


def test_a_new_key_aligns_its_equals_sign_with_the_block() -> None:
    before = '[llm]\nmodel       = "m"\ntemperature = 0.1\n'

    result = after(SetValue(("llm",), "seed", 1), before)

    assert result == before + "seed        = 1\n"


def test_a_new_section_goes_above_a_banner_that_announces_the_next_one() -> None:
    before = '[llm]\nmodel = "m"\n\n# ---- agents ----\n\n[agent]\nx = 1\n'

    result = after(AddSection(("llm", "b"), {"model": "b"}), before)

    added = '[llm.b]\nmodel = "b"\n\n'
    assert result == before.replace("# ----", added + "# ----", 1)


def test_a_table_in_a_section_of_its_own_is_changed_there() -> None:
    before = "[llm.a]\nmodel = 'a'\n\n[llm.a.completion_kwargs]\nx = 1 # one\ny = 2\n"

    result = after(SetValue(("llm", "a"), "completion_kwargs", {"x": 1, "z": 3}), before)

    assert result == before.replace("y = 2\n", "z = 3\n")


def test_an_inline_table_keeps_the_entries_that_stay_as_they_are_spelled() -> None:
    before = "[llm.a]\nk = { x = 0x1F, y = 'l' } # c\n"

    result = after(SetValue(("llm", "a"), "k", {"x": 31, "y": "m"}), before)

    assert result == "[llm.a]\nk = { x = 0x1F, y = 'm' } # c\n"


def test_setting_a_key_of_a_section_that_is_not_there_adds_the_section() -> None:
    result = after(SetValue(("llm", "new"), "model", "m"), "[llm]\nmodel = 'a'\n")

    assert result == "[llm]\nmodel = 'a'\n\n[llm.new]\nmodel = 'm'\n".replace("'m'", '"m"')


def test_a_raw_literal_keeps_its_spelling() -> None:
    result = after(SetValue(("llm",), "seed", 5000, "5_000"), "[llm]\nseed = 1\n")

    assert result == "[llm]\nseed = 5_000\n"


REFUSED: list[tuple[str, Any, str]] = [
    ("[llm]\na = [{ x = 1 }]\n", RemoveSection(("llm", "a", 0)), "in an array; remove it"),
    ("[[llm.a]]\n[llm.a.b]\n", RemoveSection(("llm", "a", 0)), "has sections below it"),
    ("[llm.a.b]\n", RemoveSection(("llm", "a")), "has no header of its own"),
    ("[[llm.a]]\n", SetValue(("llm",), "a", {"x": 1}), "section of its own"),
    ("[llm]\na.b = 1\n", SetValue(("llm",), "a", {}), "dotted keys and can't be left empty"),
    ("[[llm.l]]\n[llm.l.a]\n", RenameSection(("llm", "l", 0, "a"), ("llm", "b")), "of an array"),
    ("[llm\n", SetValue(("llm",), "a", 1), "line 1"),
    ("[llm.a]\n", SetValue(("llm",), "a", 1), "section of its own"),
    ("llm = 1\n", SetValue(("llm",), "a", 1), "not a section"),
    ("llm = 1\n", AddSection(("llm", "a")), r"^\[llm\] is not a section"),
    ("[llm\n", AddSection(("llm",)), "must be fixed before"),
    ("[llm\n", UnsetValue(("llm",), "a"), "must be fixed before"),
    ("[llm\n", RenameKey(("llm",), "a", "b"), "must be fixed before"),
    ("[llm\n", RemoveSection(("llm",)), "must be fixed before"),
    ("[llm\n", RenameSection(("llm",), ("x",)), "must be fixed before"),
    ("[llm\n", CopySection(("llm",), ("x",)), "must be fixed before"),
    ("[[llm.a]]\n", AddSection(("llm", "a", 0, "b")), "in an array"),
    ("llm = { a = 1 }\n", AddSection(("llm",)), "already exists"),
    ("llm.a = 1\n", AddSection(("llm",)), "already exists"),
    ("llm.a = 1\n[llm.b]\n", AddSection(("llm",)), "already exists"),
    ("[llm]\na = 1\n", RenameSection(("llm", "a"), ("llm", "b")), "not a section of this file"),
    ("[llm]\na = 1\n", CopySection(("llm", "a"), ("llm", "b")), "not a section of this file"),
    ("[llm]\n", RenameSection(("llm", "a"), ("llm", "b")), "not a section of this file"),
    ("[llm.a]\n", CopySection(("llm", "a"), ("x", "a")), "beside itself or below itself only"),
    ("x = { llm.a = 1 }\n", RenameSection(("x", "llm"), ("x", "b")), "inside an inline table"),
    ("llm = { a = { b = 1 } }\n", RenameSection(("llm", "a"), ("x", "a")), "has no header"),
    ("[llm]\na = { b = 1 }\n", RenameSection(("llm", "a"), ("x", "a")), "has no header"),
    ("[llm]\n", SetValue(("llm",), "a", 1, "2"), "not the value"),
    ("[llm]\n", SetValue(("llm",), "a", 1, "1\nb = 2"), "not the value"),
    ("[llm]\n", SetValue(("llm",), "a", None), "TOML has no value"),
    ("[llm.a]\n", AddSection(("llm", "a")), "already exists"),
    ("[llm]\n", RemoveSection(("llm", "a")), "not a section of this file"),
    ("[llm.a]\n[llm.b]\n", RenameSection(("llm", "a"), ("llm", "b")), "already exists"),
    ("[llm]\na.b = 1\n", RenameSection(("llm", "a"), ("x", "a")), "has no header"),
    ("[[llm.a]]\n", RenameSection(("llm", "a", 0), ("llm", "b")), "entry of an array"),
    ("[llm]\n", RenameKey(("llm",), "a", "b"), "a is not set"),
    ("[llm]\na = 1\nb = 2\n", RenameKey(("llm",), "a", "b"), "b is set in"),
    ("[llm.a]\n", RenameKey(("llm",), "a", "b"), "section of its own"),
    ("[llm.a]\n[llm.b]\n", CopySection(("llm", "a"), ("llm", "b")), "already exists"),
    ("[[llm.a]]\n", CopySection(("llm", "a", 0), ("llm", "a", 1)), "in an array"),
]


@pytest.mark.parametrize(("text", "edit", "reason"), REFUSED)
def test_an_edit_that_cannot_be_made_is_refused_with_the_reason(
    text: str, edit: Any, reason: str
) -> None:
    with pytest.raises(EditError, match=reason):
        edit.apply(Document(text.encode()))


HOSTILE: list[Any] = [
    AddSection(("llm", 'a"b')),
    SetValue(("llm", "a"), "completion_kwargs", {"stop": [1, "x"]}),
    SetValue(("llm", "a"), "completion_kwargs", {"stop": ","}),
    SetValue(("llm",), "safety_settings", [{"threshold": "it's"}]),
    SetValue(("llm",), "model", '"'),
]


@pytest.mark.parametrize("edit", HOSTILE, ids=str)
def test_no_edit_makes_a_file_that_openhands_reads_otherwise(edit: Any) -> None:
    """Its parser is not TOML 1.0: it refuses some of this, and reads some as something else."""
    with pytest.raises(EditError, match="OpenHands"):
        edit.apply(Document(b'[llm]\nmodel = "m"\n\n[llm.a]\nmodel = "a"\n'))


def test_a_file_that_openhands_cannot_read_can_still_be_edited_as_toml() -> None:
    result = after(SetValue(("llm",), "seed", 2), '[llm]\nk = [1, "a"]\nseed = 1\n')

    assert result == '[llm]\nk = [1, "a"]\nseed = 2\n'


RENAMED = [
    ("[llm]\nold = 1 # c\nb = 2\n", "[llm]\nnew_name = 1 # c\nb = 2\n"),
    ("[llm]\n  'old'=\"x\"", '[llm]\n  new_name="x"'),
    ("[llm]\nold      = 1\nlong_key = 2\n", "[llm]\nnew_name = 1\nlong_key = 2\n"),
    ("[llm]\nold = 1      # one\nb = 2        # two\n",
     "[llm]\nnew_name = 1 # one\nb = 2        # two\n"),
    ("llm.old = [\n  1, # one\n]\r\n", "llm.new_name = [\n  1, # one\n]\r\n"),
    ("llm = { a = 1, old = 2 } # c\n", "llm = { a = 1, new_name = 2 } # c\n"),
    ("[llm]\nold . a = 1\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("before", "expected"), RENAMED)
def test_a_key_is_renamed_in_place(before: str, expected: str | None) -> None:
    edit = RenameKey(("llm",), "old", "new_name")

    if expected is None:
        with pytest.raises(EditError, match="section of its own"):
            after(edit, before)
    else:
        assert after(edit, before) == expected


MOVED = [
    ("[llm.gpt-4.1] # c\na = 1\n", ("llm", "gpt-4", "1"), ("llm", "gpt-4.1"),
     '[llm."gpt-4.1"] # c\na = 1\n'),
    ("[ llms . x ]\na = 1\n[llms.x.y]\nb = 2\n", ("llms", "x"), ("llm", "x"),
     "[ llm.x ]\na = 1\n[llm.x.y]\nb = 2\n"),
    ("[llm-x]\na = 1\n", ("llm-x",), ("llm", "x"), "[llm.x]\na = 1\n"),
    ("[llm.a]\n[llm.a.1]\nb = 1\n", ("llm", "a", "1"), ("llm", "a.1"),
     '[llm.a]\n[llm."a.1"]\nb = 1\n'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "section", "new_section", "expected"), MOVED)
def test_a_header_is_renamed_in_place(
    before: str, section: Any, new_section: Any, expected: str
) -> None:
    assert after(RenameSection(section, new_section), before) == expected


def test_a_key_of_an_array_of_tables_as_a_whole_is_refused() -> None:
    document = Document(b'[[llm]]\n[llm.a]\nmodel = "a"\n\n[core]\n')

    for section in (("llm",), ("llm", "a")):
        with pytest.raises(EditError, match=r"^llm is an array of tables, .* brackets, \[llm\]$"):
            SetValue(section, "seed", 1).apply(document)
