"""Two processes never save one file at the same time, and who waits says for whom."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from llm_tui.model.errors import FileBusyError
from llm_tui.model.store import file_lock, saving
from llm_tui.model.store.file_lock import FileLock
from tests.model.store.saves import put, somebody_else, state_files

HOLD = (
    "import sys; from llm_tui.model.store.file_lock import FileLock\n"
    "with FileLock(sys.argv[1]): print(flush=True); sys.stdin.read()"
)


@pytest.fixture
def holder(config: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has the lock of the file."""
    config.write_bytes(b"old")
    command = [sys.executable, "-c", HOLD, str(config)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_a_save_that_can_not_wait_names_the_process_that_saves(
    config: Path, holder: subprocess.Popen[bytes]
) -> None:
    host = os.uname().nodename

    with pytest.raises(
        FileBusyError, match=rf"was not saved: llm-tui \(pid {holder.pid} on {host}"
    ):
        saving.save(str(config), b"new", b"old", wait=0)

    assert config.read_bytes() == b"old"


def test_who_waits_for_long_says_for_whom(
    config: Path, holder: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_lock, "_PATIENCE", 0)
    said: list[str] = []

    def end(line: str) -> None:
        said.append(line)
        holder.kill()

    with FileLock(str(config), on_wait=end) as lock:
        assert lock.held

    assert [str(holder.pid) in line for line in said] == [True]


def test_the_lock_of_a_killed_process_is_free(
    config: Path, holder: subprocess.Popen[bytes]
) -> None:
    holder.kill()
    holder.wait()

    saving.save(str(config), b"new", b"old", wait=0)

    assert config.read_bytes() == b"new"


def test_every_path_to_a_file_has_the_same_lock(
    config: Path, holder: subprocess.Popen[bytes]
) -> None:
    link = config.parent / "link.toml"
    link.symlink_to(config)

    with pytest.raises(FileBusyError):
        saving.save(str(link), b"new", b"old", wait=0)


def test_other_files_are_saved_meanwhile(config: Path, holder: subprocess.Popen[bytes]) -> None:
    put(config.parent / "other.toml", b"new")

    assert (config.parent / "other.toml").read_bytes() == b"new"


def test_the_lock_is_kept_in_the_state_folder_without_a_name_of_the_file(config: Path) -> None:
    put(config, b"new")

    assert os.listdir(config.parent) == ["config.toml"]
    assert ["config" in name for name in state_files("locks")] == [False]


def test_where_no_lock_can_be_made_the_file_is_saved_without(shared: Path) -> None:
    shared.parent.chmod(0o777)
    os.chown(shared, 1234, 4321)
    (shared.parent / "state").chmod(0o755)

    with somebody_else():
        assert put(shared, b"new") == ()

    assert shared.read_bytes() == b"new"
