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
    RenameSection,
    SetValue,
    UnsetValue,
)
from llm_tui.model.errors import FileError
from llm_tui.model.store import recovery

EDITS = (
    SetValue(("llm", "gpt-4.1"), "api_key", "sk-secret-0000000000"),
    SetValue(("llm",), "seed", 1000, "1_000"),
    SetValue(("llm",), "until", datetime.date(2024, 1, 31)),
    SetValue(("llm", "list", 1), "top_p", float("inf")),
    UnsetValue(("llm",), "model"),
    AddSection(("llm", "new"), {"model": "m", "kwargs": {"a": [1, 2]}}),
    RemoveSection(("llm", "old"), recursive=True),
    RenameSection(("llm", "a"), ("llm", "b")),
    CopySection(("llm", "b"), ("llm", "c")),
    EditGroup((SetValue(("llm",), "model", "m"), UnsetValue(("llm",), "base_url"))),
)


def test_every_edit_comes_back_as_it_was(config: Path) -> None:
    journal = recovery.journal(str(config))

    journal.write(EDITS)

    assert journal.read() == EDITS


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


def test_a_place_that_can_not_be_written_to_is_named(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    with pytest.raises(FileError, match="could not be made"):
        recovery.journal(str(config)).write(EDITS)
