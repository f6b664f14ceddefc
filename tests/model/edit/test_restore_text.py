"""An earlier text is brought back to the byte, or by its values onto a text that has changed."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from llm_tui.model import Document, EditError, RestoreText, SetValue
from llm_tui.model.store.history import History
from llm_tui.model.toml.values import same
from tests.model.files import documents

NOW = b"[llm]\nmodel = 'b' # now\nseed = 1\n"
EARLIER = b"# mine\n[llm]\nmodel = 'a'\n"
RESTORE = RestoreText(NOW, EARLIER)


@given(documents(), documents())
def test_the_earlier_text_comes_back_to_the_byte(now: Document, earlier: Document) -> None:
    assume(not earlier.problem)

    assert RestoreText(now.data, earlier.data).apply(now) == earlier


def test_undo_takes_it_back_and_redo_makes_it_again() -> None:
    history = History.of(Document(NOW)).apply(RESTORE)

    assert history.document.data == EARLIER
    assert history.undo().document.data == NOW
    assert history.undo().redo().document.data == EARLIER


def test_what_others_changed_meanwhile_stays() -> None:
    theirs = Document(NOW + b"[llm.new]\nmodel = 'theirs'\n")

    restored = RESTORE.apply(theirs)

    assert restored.data == b"[llm]\nmodel = 'a' # now\n[llm.new]\nmodel = 'theirs'\n"


def test_what_others_changed_to_something_else_is_a_conflict() -> None:
    history = History.of(Document(NOW)).apply(RESTORE)
    theirs = Document(NOW.replace(b"'b'", b"'theirs'"))

    assert [str(conflict.reason) for conflict in history.conflicts(theirs)] == [
        "model in [llm] was changed in the file too"
    ]
    assert history.conflicts(Document(NOW + b"[llm.new]\n")) == ()


@given(documents(), documents(), documents())
def test_onto_any_other_text_the_values_that_differ_are_set_or_it_is_refused(
    now: Document, earlier: Document, other: Document
) -> None:
    restore = RestoreText(now.data, earlier.data)
    try:
        restored = restore.apply(other)
    except EditError:
        return

    for edit in restore.parts:
        if isinstance(edit, SetValue):
            assert same(restored.value(edit.target.path), earlier.value(edit.target.path))


def test_a_file_that_is_broken_can_be_restored() -> None:
    broken = b"[llm\n"

    assert RestoreText(broken, EARLIER).apply(Document(broken)).data == EARLIER


@pytest.mark.parametrize(
    ("edit", "document", "reason"),
    [
        (RestoreText(NOW, b"[llm\n"), NOW, "that version is not TOML: .*line 1"),
        (RestoreText(b"[llm\n", EARLIER), NOW, "has changed since"),
        (RESTORE, b"[llm\n", "has changed since"),
    ],
)
def test_what_can_not_be_restored_is_refused(
    edit: RestoreText, document: bytes, reason: str
) -> None:
    with pytest.raises(EditError, match=reason):
        edit.apply(Document(document))


@given(st.binary(max_size=20))
def test_it_names_no_values(earlier: bytes) -> None:
    assert RestoreText(NOW, earlier).summary == "restore an earlier version"
