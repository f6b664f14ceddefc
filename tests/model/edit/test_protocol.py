"""Each edit knows what it changes, where that is afterwards, and says so without values."""

import pytest

from llm_tui.model import (
    AddSection,
    CopySection,
    Edit,
    EditGroup,
    RemoveSection,
    RenameKey,
    RenameSection,
    RestoreText,
    SetValue,
    UnsetValue,
)

A, B = ("llm", "a"), ("llm", "b")
SET = SetValue(A, "x", "secret")


@pytest.mark.parametrize(
    ("edit", "target", "result", "summary"),
    [
        (SET, (A, "x"), (A, "x"), "set x in [llm.a]"),
        (UnsetValue(A, "x"), (A, "x"), (A, "x"), "unset x in [llm.a]"),
        (RenameKey(A, "x", "y"), (A, "x"), (A, "y"), "rename x to y in [llm.a]"),
        (AddSection(A, {"x": "secret"}), (A, None), (A, None), "add [llm.a]"),
        (RemoveSection(A), (A, None), (("llm",), None), "remove [llm.a]"),
        (RenameSection(A, B), (A, None), (B, None), "rename [llm.a] to [llm.b]"),
        (CopySection(A, B), (A, None), (B, None), "copy [llm.a] to [llm.b]"),
        (
            EditGroup((RenameKey(A, "x", "y"), SetValue(B, "x", 1))),
            (A, "x"),
            (A, "y"),
            "rename x to y in [llm.a], set x in [llm.b]",
        ),
        (
            RestoreText(b"llm.a.x = 1", b"llm.a.x = 2"),
            (A, "x"),
            (A, "x"),
            "restore an earlier version",
        ),
        (
            RestoreText(b"llm.a.x = 1", b"llm.a.x = 1 # one"),
            (("llm",), None),
            (("llm",), None),
            "restore an earlier version",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_an_edit_is_about(edit: Edit, target: object, result: object, summary: str) -> None:
    assert edit.target == target
    assert edit.result == result
    assert edit.summary == summary


def test_the_path_of_a_target_is_its_place_in_the_tables() -> None:
    assert SET.target.path == ("llm", "a", "x")
    assert RemoveSection(A).target.path == A


def test_a_target_is_named_as_in_the_file() -> None:
    assert str(SET.target) == "x in [llm.a]"
    assert str(RemoveSection(A).target) == "[llm.a]"


def test_a_group_consists_of_the_edits_in_it_and_in_its_groups() -> None:
    unset = UnsetValue(A, "y")

    assert SET.parts == (SET,)
    assert EditGroup((EditGroup((SET,)), unset)).parts == (SET, unset)
