"""Edits are data on top of the file: undone, redone, and applied again to the file as it is now."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from llm_tui.model import (
    AddSection,
    Document,
    EditError,
    EditGroup,
    RemoveSection,
    SetValue,
    UnsetValue,
)
from llm_tui.model.dialects.known import dialect
from llm_tui.model.edit.between import edits_between
from llm_tui.model.store.history import History
from llm_tui.model.toml.differences import changed_paths
from llm_tui.model.toml.values import same
from tests.model.edit.test_edit_properties import pruned
from tests.model.files import documents, edits

BASE = Document(b'# mine\n[llm]\nmodel = "a"\nseed = 1\n\n[llm.x]\nmodel = "x"\n')

SET_MODEL = SetValue(("llm",), "model", "b")
SET_SEED = SetValue(("llm",), "seed", 2)


def test_undo_and_redo_go_back_and_forth_without_limit() -> None:
    history = History.of(BASE).apply(SET_MODEL).apply(SET_SEED)
    edited = history.document

    back = history.undo().undo()

    assert back.document == BASE
    assert back.redo().redo().document == edited
    assert back.undo() is back


def test_a_reverted_history_is_as_in_the_file_and_redo_makes_the_edits_again() -> None:
    history = History.of(BASE).apply(SET_MODEL).mark_saved().apply(SET_SEED)

    reverted = history.revert()

    assert reverted.document == history.saved
    assert reverted.redo().document == history.document
    assert reverted.undo().document == BASE


def test_an_undo_across_a_save_is_reverted_forwards() -> None:
    history = History.of(BASE).apply(SET_MODEL).mark_saved().undo()

    assert history.revert().document == history.saved


def test_a_history_that_never_was_as_the_file_begins_anew() -> None:
    history = History.of(BASE).apply(SET_MODEL).mark_saved().undo().apply(SET_SEED)

    assert history.revert().document == history.saved
    assert not history.revert().unsaved


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    history = History.of(BASE)

    assert history.apply(SetValue(("llm",), "model", "a")) is history


def test_a_new_edit_ends_what_could_be_redone() -> None:
    history = History.of(BASE).apply(SET_MODEL).undo().apply(SET_SEED)

    assert history.redo() is history


def test_undo_reaches_the_steps_before_a_save() -> None:
    history = History.of(BASE).apply(SET_MODEL).mark_saved()
    assert not history.unsaved

    back = history.undo()

    assert back.unsaved
    assert back.document == BASE


def test_a_group_of_edits_is_given_up_or_made_as_a_whole() -> None:
    """Where a value moves, half of the move would lose it."""
    history = History.of(BASE).apply(EditGroup((SET_SEED, SET_MODEL)))
    disk = Document(BASE.data.replace(b'"a"', b'"theirs"'))

    (conflict,) = history.conflicts(disk)

    assert "model in [llm]" in conflict.reason
    assert history.rebase(disk, keep_conflicting=False).document == disk
    assert b"seed = 2" in history.rebase(disk, keep_conflicting=True).document.data
    assert history.undo().document == BASE


def test_what_is_pending_leads_from_the_file_to_the_document() -> None:
    history = History.of(BASE).apply(SET_MODEL).mark_saved().apply(SET_SEED)

    assert history.pending == (SET_SEED,)


def test_an_undone_save_is_pending_as_the_opposite_edit() -> None:
    history = History.of(BASE).apply(SET_MODEL).mark_saved().undo()

    assert history.pending == (SetValue(("llm",), "model", "a"),)


def test_edits_are_applied_again_to_a_file_that_changed_elsewhere() -> None:
    history = History.of(BASE).apply(SET_MODEL)
    disk = Document(BASE.data.replace(b"seed = 1", b"seed = 7 # theirs"))

    assert history.conflicts(disk) == ()
    rebased = history.rebase(disk, keep_conflicting=False)

    assert rebased.document.data == disk.data.replace(b'"a"', b'"b"')
    assert rebased.saved == disk


def test_an_edit_of_what_changed_in_the_file_too_is_a_conflict() -> None:
    history = History.of(BASE).apply(SET_MODEL).apply(SET_SEED)
    disk = Document(BASE.data.replace(b'"a"', b'"theirs"'))

    (conflict,) = history.conflicts(disk)

    assert conflict.edit == SET_MODEL
    assert "model in [llm]" in conflict.reason
    assert b'"theirs"' in history.rebase(disk, keep_conflicting=False).document.data
    assert b'"b"' in history.rebase(disk, keep_conflicting=True).document.data
    assert b"seed = 2" in history.rebase(disk, keep_conflicting=False).document.data


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    history = History.of(BASE).apply(SET_MODEL)
    disk = Document(BASE.data.replace(b'"a"', b'"b"'))

    assert history.conflicts(disk) == ()


def test_an_edit_that_is_no_longer_possible_is_a_conflict() -> None:
    history = History.of(BASE).apply(AddSection(("llm", "new"), {"model": "n"}))
    disk = Document(BASE.data + b"\n[llm.new]\nmodel = 'theirs'\n")

    (conflict,) = history.conflicts(disk)

    assert "already exists" in conflict.reason
    assert history.rebase(disk, keep_conflicting=True).document == disk


def test_removing_a_section_that_changed_in_the_file_is_a_conflict() -> None:
    history = History.of(BASE).apply(RemoveSection(("llm", "x")))
    disk = Document(BASE.data.replace(b'"x"', b'"y"'))

    assert len(history.conflicts(disk)) == 1


def test_changed_paths_name_what_differs() -> None:
    document = UnsetValue(("llm",), "seed").apply(SET_MODEL.apply(BASE))

    assert changed_paths(BASE, document) == {("llm", "model"), ("llm", "seed")}


@given(documents(), st.data())
def test_edits_between_two_documents_lead_from_one_to_the_other(
    document: Document, data: st.DataObject
) -> None:
    assume(document.problem is None)
    try:
        other = data.draw(edits(document)).apply(document)
        result = document
        for edit in edits_between(document, other):
            result = edit.apply(result)
    except EditError:
        return

    assert same(pruned(result.tables), pruned(other.tables))


def test_a_history_refuses_what_its_document_refuses() -> None:
    with pytest.raises(EditError):
        History.of(BASE).apply(AddSection(("llm", "x")))


def test_edits_that_were_made_together_are_undone_and_redone_together() -> None:
    history = History.of(BASE).apply(SET_MODEL).apply(SET_SEED, UnsetValue(("llm", "x"), "model"))

    assert history.undo().document == SET_MODEL.apply(BASE)
    assert history.undo().redo() == history
    assert history.done[-1].summary == "set seed in [llm], unset model in [llm.x]"
    assert history.pending == (SET_MODEL, SET_SEED, UnsetValue(("llm", "x"), "model"))


def test_of_edits_made_together_none_is_made_if_one_is_refused() -> None:
    history = History.of(BASE)

    with pytest.raises(EditError):
        history.apply(SET_MODEL, AddSection(("llm", "x")))
    assert history.document == BASE


def test_edits_made_together_stay_together_when_the_file_has_changed() -> None:
    history = History.of(BASE).apply(SET_MODEL, SET_SEED)
    disk = SetValue(("llm", "x"), "model", "theirs").apply(BASE)

    rebased = history.rebase(disk, keep_conflicting=False)

    assert len(rebased.done) == 1
    assert rebased.undo().document == disk


def test_of_edits_made_together_only_what_conflicts_is_given_up() -> None:
    history = History.of(BASE).apply(SET_MODEL, SET_SEED)
    disk = SetValue(("llm",), "seed", 7).apply(BASE)

    rebased = history.rebase(disk, keep_conflicting=False)

    assert rebased.document == SET_MODEL.apply(disk)


def test_pending_edits_are_those_that_were_made_as_they_were_spelled() -> None:
    edits = [SetValue(("llm",), "seed", number, f"0x{number}") for number in (2, 3, 4)]
    history = History.of(BASE).apply(edits[0]).mark_saved().apply(edits[1]).apply(edits[2])

    assert history.pending == (edits[1], edits[2])
    assert history.undo().pending == (edits[1],)
    assert history.undo().undo().pending == ()


def test_an_edit_in_a_group_that_only_undoes_what_the_file_says_is_no_conflict() -> None:
    history = History.of(BASE).apply(EditGroup((SET_MODEL, SET_SEED)))
    disk = SET_SEED.apply(BASE)

    assert history.conflicts(disk) == ()


def test_a_group_names_the_first_of_its_edits_that_conflicts_and_is_one_conflict() -> None:
    group = EditGroup((EditGroup((SET_SEED,)), SET_MODEL))
    history = History.of(BASE).apply(group)
    disk = SetValue(("llm",), "seed", 7).apply(SetValue(("llm",), "model", "theirs").apply(BASE))

    (conflict,) = history.conflicts(disk)

    assert conflict == (group, "seed in [llm] was changed in the file too")


def test_after_an_edit_that_is_no_longer_possible_the_others_are_applied() -> None:
    history = History.of(BASE).apply(AddSection(("llm", "new")), SET_MODEL)
    disk = AddSection(("llm", "new")).apply(BASE)

    rebased = history.rebase(disk, keep_conflicting=True)

    assert rebased.document == SET_MODEL.apply(disk)


def test_a_file_that_did_not_change_leaves_the_history_as_it_is() -> None:
    history = History.of(BASE).apply(SET_MODEL)

    assert history.rebase(Document(BASE.data), keep_conflicting=False) is history


def test_edits_that_lead_back_to_the_file_are_not_pending() -> None:
    history = History.of(BASE).apply(SET_MODEL).apply(SetValue(("llm",), "model", "a"))

    assert history.document == BASE
    assert history.pending == ()


def test_an_edit_is_checked_by_the_dialect_of_the_history_also_after_a_rebase() -> None:
    mixed = SetValue(("llm",), "stop", [1, "a"])
    disk = SetValue(("llm",), "seed", 7).apply(BASE)

    history = History.of(BASE, dialect("generic")).rebase(disk, keep_conflicting=False)

    assert history.apply(mixed).unsaved
    with pytest.raises(EditError, match="OpenHands could no longer read the file"):
        History.of(BASE, dialect("openhands")).apply(mixed)
