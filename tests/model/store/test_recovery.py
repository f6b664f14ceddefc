"""Unsaved edits outlive the process that made them, and nobody else can read them."""

import datetime
import json
import os
import stat
from pathlib import Path

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
from llm_tui.model.edit.registry import KINDS, decode
from llm_tui.model.errors import FileError
from llm_tui.model.store import folders, recovery
from llm_tui.model.store.processes import Process, this_process
from llm_tui.model.store.recovery import Journal, KeptEdits

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


def dead_process() -> int:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return pid


def kept_by(config: Path, process: Process, *edits: Edit) -> Journal:
    """A journal of another process."""
    journal = recovery._journal(str(config), process)
    journal.write(edits or EDITS)
    return journal


def ended(host: str | None = None) -> Process:
    return Process(host or this_process().host, dead_process())


def read(config: Path, text: str) -> KeptEdits:
    """The edits in a file that holds a text."""
    config.write_text(text)
    return Journal(str(config), this_process()).read()


def test_every_edit_comes_back_as_it_was(config: Path) -> None:
    journal = recovery.journal(str(config))

    journal.write(EDITS)

    assert journal.read().edits == EDITS


def test_a_journal_can_hold_every_kind_of_edit() -> None:
    assert {type(edit) for edit in EDITS} == set(KINDS.values())


EARLIER = """[
  {"edit": "SetValue", "section": ["llm", "a", 0], "key": "x", "value": "2024-01-31", "raw": null},
  {"edit": "EditGroup", "edits": [
    {"edit": "RenameKey", "section": ["llm"], "key": "a", "new_key": "b"},
    {"edit": "AddSection", "section": ["llm", "n"], "values": "{ model = \\"m\\" }"}]}
]"""


def test_a_journal_of_an_earlier_version_is_read(config: Path) -> None:
    assert read(config, EARLIER).edits == (
        SetValue(("llm", "a", 0), "x", datetime.date(2024, 1, 31)),
        EditGroup(
            (
                RenameKey(("llm",), "a", "b"),
                AddSection(("llm", "n"), {"model": "m"}),
            )
        ),
    )


def test_a_journal_of_an_earlier_version_is_found_by_its_name(config: Path) -> None:
    pid = dead_process()
    old = os.path.join(
        folders.state_folder(), "recovery", f"{folders.file_id(str(config))}.{pid}.json"
    )
    os.makedirs(os.path.dirname(old))
    Path(old).write_text(EARLIER)

    (kept,) = recovery.kept(str(config))

    assert len(kept.edits) == 2
    assert kept.journal.process == Process(this_process().host, pid)
    assert kept.journal.process.is_running() is False


def test_an_earlier_version_takes_the_process_for_an_edit_that_it_can_not_read(
    config: Path,
) -> None:
    journal = recovery.journal(str(config))
    journal.write(EDITS)

    process, *edits = json.loads(Path(journal.path).read_text())
    with pytest.raises(ValueError, match="not an edit"):
        decode(process)
    assert tuple(map(decode, edits)) == EDITS


UNREADABLE = [
    '{"edit": "SetValue", "section": ["llm"], "key": "x"}',
    '{"edit": "SetValue", "section": ["llm"], "key": "x", "value": "}"}',
    '{"edit": "UnsetValue", "section": ["llm"], "key": "x", "later": 1}',
    '{"edit": "UnsetValue", "section": 3, "key": "x"}',
    '{"section": ["llm"], "key": "x"}',
    '{"edit": "EditGroup", "edits": [{"edit": "Unheard"}]}',
    '{"process": 3}',
    '["SetValue"]',
    "null",
    "3",
]


@pytest.mark.parametrize("entry", UNREADABLE)
def test_an_edit_that_can_not_be_read_stays_as_it_is_and_so_do_the_others(
    entry: str, config: Path
) -> None:
    text = f'[{entry}, {{"edit": "UnsetValue", "section": ["llm"], "key": "x"}}]'
    kept = read(config, text)

    assert kept.edits == (UnsetValue(("llm",), "x"),)
    assert kept.unread == (json.loads(entry),)

    kept.keep_only(())
    again = kept.journal.read()
    assert (again.edits, again.unread) == ((), kept.unread)


@pytest.mark.parametrize(
    "text", ["{}", "3", "null", '"edits"', "\\xff", "", "{not json", "[" * 99999]
)
def test_a_file_that_is_no_journal_is_damaged_and_not_empty(text: str, config: Path) -> None:
    kept = read(config, text)

    assert kept.damaged
    assert not kept.is_empty
    assert kept.edits == ()


def test_a_journal_that_is_not_there_holds_no_edits_and_can_be_discarded(config: Path) -> None:
    journal = recovery.journal(str(config))

    journal.discard()

    assert journal.read().is_empty
    assert not journal.exists()
    assert recovery.kept(str(config)) == ()


def test_what_others_have_kept_is_in_the_order_of_its_age(config: Path) -> None:
    journals = [kept_by(config, ended(f"host{number}")) for number in range(3)]
    for age, journal in zip((2, 3, 1), journals, strict=True):
        os.utime(journal.path, (1e9 - age, 1e9 - age))

    found = recovery.kept(str(config))

    assert [kept.journal.path for kept in found] == [journals[number].path for number in (1, 0, 2)]
    assert [kept.modified for kept in found] == [1e9 - 3, 1e9 - 2, 1e9 - 1]


def test_what_else_is_in_the_folder_is_no_journal(config: Path) -> None:
    own = recovery.journal(str(config))
    own.write(EDITS)
    for name in ("x.json", f"{folders.file_id('other')}.7.json", f"{own.path}.txt"):
        Path(os.path.dirname(own.path), name).write_text("[]")

    assert recovery.kept(str(config)) == ()


def test_a_journal_says_whose_it_is(config: Path) -> None:
    process = Process("elsewhere", 4711, "boot 12", "pid:[1]")

    kept_by(config, process)

    (kept,) = recovery.kept(str(config))
    assert kept.journal.process == process
    assert kept.edits == EDITS


def test_two_processes_of_one_number_do_not_share_a_journal(config: Path) -> None:
    """In a container every run has the same number."""
    here = this_process()
    earlier = kept_by(config, Process(here.host, here.pid, "boot 1", here.namespace))

    own = recovery.journal(str(config))
    own.write(EDITS[:1])

    assert own.path != earlier.path
    assert [kept.edits for kept in recovery.kept(str(config))] == [EDITS]
    assert recovery.kept(str(config))[0].journal.process.is_running() is False


def test_what_is_kept_further_has_its_age_and_its_process_as_before(config: Path) -> None:
    process = ended()
    journal = kept_by(config, process)
    os.utime(journal.path, (1e9, 1e9))

    recovery.kept(str(config))[0].keep_only(EDITS[:2])

    (kept,) = recovery.kept(str(config))
    assert kept.edits == EDITS[:2]
    assert (kept.modified, kept.journal.process) == (1e9, process)

    kept.keep_only(())
    assert recovery.kept(str(config)) == ()


def test_the_journal_is_its_owners_only(config: Path) -> None:
    journal = recovery.journal(str(config))

    journal.write(EDITS)

    assert stat.S_IMODE(os.stat(journal.path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(journal.path)).st_mode) == 0o700


def test_no_pending_edit_means_no_journal(config: Path) -> None:
    journal = recovery.journal(str(config))
    journal.write(EDITS)

    journal.write(())

    assert not journal.exists()


def test_another_name_for_the_same_file_has_the_same_journal(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.touch()
    link.symlink_to(real)

    assert recovery.journal(str(real)) == recovery.journal(str(link))


def test_a_config_file_whose_name_is_not_text_has_a_journal() -> None:
    assert recovery.journal(os.fsdecode(b"/nowhere/\xff.toml")).read().is_empty


def test_a_place_that_can_not_be_written_to_is_named(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    with pytest.raises(FileError, match="could not be made"):
        recovery.journal(str(config)).write(EDITS)
