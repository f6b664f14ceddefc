"""Unsaved edits outlive the process that made them, and nobody else can read them."""

import datetime
import os
import stat
from pathlib import Path

import pytest

from llm_tui.model import (
    AddSection,
    CopySection,
    EditGroup,
    RemoveSection,
    RenameKey,
    RenameSection,
    RestoreText,
    SetValue,
    UnsetValue,
)
from llm_tui.model.edit.registry import KINDS
from llm_tui.model.errors import FileError
from llm_tui.model.store import recovery
from tests.model.store.test_storage import somebody_else

EDITS = (
    SetValue(("llm", "gpt-4.1"), "api_key", "sk-secret-0000000000"),
    SetValue(("llm",), "seed", 1000, "1_000"),
    SetValue(("llm",), "until", datetime.date(2024, 1, 31)),
    SetValue(("llm", "list", 1), "top_p", float("inf")),
    SetValue(("llm",), "headers", {"X-Title": "demo", "nested": {"on": True}}),
    UnsetValue(("llm",), "model"),
    RenameKey(("llm",), "timout", "timeout"),
    AddSection(("llm", "new"), {"model": "m", "kwargs": {"a": [1, 2]}}),
    RemoveSection(("llm", "old"), recursive=True),
    RenameSection(("llm", "a"), ("llm", "b")),
    CopySection(("llm", "b"), ("llm", "c")),
    EditGroup((SetValue(("llm",), "model", "m"), UnsetValue(("llm",), "base_url"))),
    RestoreText(b"a = 1\r\n", b"\xff\x00not text"),
)


def test_every_edit_comes_back_as_it_was(config: Path) -> None:
    journal = recovery.journal(str(config))

    journal.write(EDITS)

    assert journal.read() == EDITS


def test_a_journal_can_hold_every_kind_of_edit() -> None:
    assert {type(edit) for edit in EDITS} == set(KINDS.values())


EARLIER = """[
  {"edit": "SetValue", "section": ["llm", "a", 0], "key": "x", "value": "2024-01-31", "raw": null},
  {"edit": "EditGroup", "edits": [
    {"edit": "RenameKey", "section": ["llm"], "key": "a", "new_key": "b"},
    {"edit": "AddSection", "section": ["llm", "n"], "values": "{ model = \\"m\\" }"}]}
]"""


def test_a_journal_of_an_earlier_version_is_read(config: Path) -> None:
    journal = recovery.Journal(str(config))
    config.write_text(EARLIER)

    assert journal.read() == (
        SetValue(("llm", "a", 0), "x", datetime.date(2024, 1, 31)),
        EditGroup(
            (
                RenameKey(("llm",), "a", "b"),
                AddSection(("llm", "n"), {"model": "m"}),
            )
        ),
    )


@pytest.mark.parametrize(
    "entry",
    [
        '{"edit": "SetValue", "section": ["llm"], "key": "x"}',
        '{"edit": "SetValue", "section": ["llm"], "key": "x", "value": "}"}',
        '{"edit": "UnsetValue", "section": ["llm"], "key": "x", "later": 1}',
        '{"edit": "UnsetValue", "section": 3, "key": "x"}',
        '{"section": ["llm"], "key": "x"}',
        '{"edit": "EditGroup", "edits": [{"edit": "Unheard"}]}',
        '["SetValue"]',
        "null",
        "3",
    ],
)
def test_an_edit_that_can_not_be_read_is_left_out_and_the_others_stay(
    entry: str, config: Path
) -> None:
    config.write_text(f'[{entry}, {{"edit": "UnsetValue", "section": ["llm"], "key": "x"}}]')

    assert recovery.Journal(str(config)).read() == (UnsetValue(("llm",), "x"),)


@pytest.mark.parametrize("text", ["{}", "3", "null", '"edits"', "\\xff"])
def test_a_file_that_is_no_journal_holds_no_edits(text: str, config: Path) -> None:
    config.write_text(text)

    assert recovery.Journal(str(config)).read() == ()


def test_a_journal_that_is_not_there_holds_no_edits_and_can_be_discarded(config: Path) -> None:
    journal = recovery.journal(str(config))

    journal.discard()

    assert journal.read() == ()
    assert recovery.abandoned(str(config)) == ()


def test_abandoned_journals_are_in_the_order_of_their_age(config: Path) -> None:
    own = recovery.journal(str(config))
    journals = [
        recovery.Journal(own.path.replace(f".{os.getpid()}.", f".{dead_process()}."))
        for _ in range(3)
    ]
    for age, journal in zip((2, 3, 1), journals, strict=True):
        journal.write(EDITS)
        os.utime(journal.path, (1e9 - age, 1e9 - age))

    assert recovery.abandoned(str(config)) == (journals[1], journals[0], journals[2])


def test_what_else_is_in_the_folder_is_no_journal(config: Path) -> None:
    own = recovery.journal(str(config))
    for name in (f".{os.getpid()}.", ".x.", f".x.{dead_process()}."):
        recovery.Journal(own.path.replace(f".{os.getpid()}.", name)).write(EDITS)
    os.unlink(own.path)

    assert recovery.abandoned(str(config)) == ()


def test_a_journal_that_had_the_number_of_this_process_before_is_abandoned(config: Path) -> None:
    """In a container every run has the same number."""
    own = recovery.journal(str(config))
    own.write(EDITS)

    assert recovery.abandoned(str(config)) == (own,)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_the_journal_of_somebody_elses_process_is_not_abandoned(config: Path) -> None:
    own = recovery.journal(str(config))
    other = recovery.Journal(own.path.replace(f".{os.getpid()}.", f".{os.getppid()}."))
    other.write(EDITS)
    for folder in Path(other.path).parents:
        if folder.stat().st_mode & 0o005 != 0o005:
            folder.chmod(folder.stat().st_mode | 0o055)

    with somebody_else():
        abandoned = recovery.abandoned(str(config))

    assert abandoned == ()


def test_the_journal_is_its_owners_only(config: Path) -> None:
    journal = recovery.journal(str(config))

    journal.write(EDITS)

    assert stat.S_IMODE(os.stat(journal.path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(journal.path)).st_mode) == 0o700


def test_no_pending_edit_means_no_journal(config: Path) -> None:
    journal = recovery.journal(str(config))
    journal.write(EDITS)

    journal.write(())

    assert not os.path.exists(journal.path)


def dead_process() -> int:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return pid


def test_only_the_journals_of_dead_processes_are_abandoned(config: Path) -> None:
    own = recovery.journal(str(config))
    own.write(EDITS)
    dead = recovery.Journal(own.path.replace(f".{os.getpid()}.", f".{dead_process()}."))
    alive = recovery.Journal(own.path.replace(f".{os.getpid()}.", f".{os.getppid()}."))
    os.unlink(own.path)
    dead.write(EDITS)
    alive.write(EDITS)

    assert recovery.abandoned(str(config)) == (dead,)


def test_a_damaged_journal_gives_what_is_left_of_it(config: Path) -> None:
    journal = recovery.journal(str(config))
    journal.write(EDITS[:2])
    path = Path(journal.path)
    path.write_text(path.read_text().replace('"SetValue"', '"Unheard"', 1))

    assert journal.read() == EDITS[1:2]

    path.write_text("{not json")
    assert journal.read() == ()


def test_another_name_for_the_same_file_has_the_same_journal(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.touch()
    link.symlink_to(real)

    assert recovery.journal(str(real)) == recovery.journal(str(link))


def test_the_name_of_a_journal_is_the_same_in_every_version() -> None:
    name = os.path.basename(recovery.journal("/nowhere/config.toml").path)

    assert name == f"0a0c09c83172916112513a18.{os.getpid()}.json"


def test_a_config_file_whose_name_is_not_text_has_a_journal() -> None:
    assert recovery.journal(os.fsdecode(b"/nowhere/\xff.toml")).read() == ()


def test_a_place_that_can_not_be_written_to_is_named(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    with pytest.raises(FileError, match="could not be made"):
        recovery.journal(str(config)).write(EDITS)
