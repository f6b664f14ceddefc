"""A file that can't be replaced is written over only with a copy of it safe elsewhere."""

import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model.errors import FileChangedError, FileError
from llm_tui.model.store import folders, interrupted, overwriting
from llm_tui.model.store.reserve import is_cut_off, reserve
from tests.model.store.saves import put, somebody_else, state_files

OLD, NEW = b"a longer old text", b"new"


@pytest.fixture
def linked(config: Path) -> Path:
    """A file with a second name."""
    config.write_bytes(OLD)
    os.link(config, config.parent / "other.toml")
    return config


@pytest.fixture
def mounted(config: Path) -> Iterator[Path]:
    """A file that is a mount of its own, as a container has it."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a file")
    source = config.parent / "source.toml"
    source.write_bytes(OLD)
    config.touch()
    if subprocess.run([mount, "--bind", source, config], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield config
    subprocess.run(["umount", config], check=True)


def test_a_hard_link_is_not_broken_off(linked: Path) -> None:
    notes = put(linked, NEW)

    assert (linked.parent / "other.toml").read_bytes() == NEW
    assert [note.partition(": ")[2] for note in notes] == ["it has another name (a hard link)"]


@pytest.mark.parametrize("text", [NEW, OLD + b", and more of it", b""])
def test_a_mount_of_one_file_is_written_in_place(mounted: Path, text: bytes) -> None:
    notes = put(mounted, text)

    assert mounted.read_bytes() == text
    assert (mounted.parent / "source.toml").read_bytes() == text
    assert ["a mount of its own" in note for note in notes] == [True]
    assert sorted(os.listdir(mounted.parent)) == ["config.toml", "source.toml"]


def test_a_file_in_a_folder_that_takes_no_other_is_written_in_place(shared: Path) -> None:
    os.chown(shared, 1234, 4321)

    with somebody_else():
        notes = put(shared, NEW)

    assert shared.read_bytes() == NEW
    assert ["its folder takes no new file" in note for note in notes] == [True]


def test_a_folder_that_can_not_be_listed_can_be_written_to(shared: Path) -> None:
    os.chown(shared, 1234, 4321)
    shared.parent.chmod(0o333)

    with somebody_else():
        assert put(shared, NEW) == ()

    assert shared.read_bytes() == NEW


def test_without_a_place_for_the_copy_nothing_is_written(shared: Path) -> None:
    os.chown(shared, 1234, 4321)
    (shared.parent / "state").chmod(0o755)

    with somebody_else(), pytest.raises(FileError, match="the state folder has no room"):
        put(shared, NEW)

    assert shared.read_bytes() == OLD


def test_the_copy_is_private_complete_and_on_the_disk_before_the_file_is_touched(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bytes, int, int]] = []
    synced: list[int] = []
    write, sync = os.pwrite, os.fsync

    def look(handle: int, data: bytes, offset: int) -> int:
        if os.fstat(handle).st_ino == linked.stat().st_ino:
            copy = Path(reserve(str(linked)).old)
            mode, above = (stat.S_IMODE(path.stat().st_mode) for path in (copy, copy.parent))
            seen.append((copy.read_bytes(), mode, above))
            assert copy.stat().st_ino in synced
            assert copy.parent.stat().st_ino in synced
        return write(handle, data, offset)

    def note(handle: int) -> None:
        sync(handle)
        synced.append(os.fstat(handle).st_ino)

    monkeypatch.setattr("os.pwrite", look)
    monkeypatch.setattr("os.fsync", note)

    put(linked, NEW)

    assert seen == [(OLD, 0o600, 0o700)]
    assert synced[-1] == linked.stat().st_ino
    assert state_files("interrupted") == []


def test_a_disk_without_room_leaves_the_old_text(linked: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(FileError, match="was not saved"):
            put(linked, b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert linked.read_bytes() == OLD
    assert state_files("interrupted") == []


@pytest.mark.parametrize(
    "left",
    [b"new", b"newonger old text", b"neonger", OLD + b"\0\0\0", b"a new longer text, hm"],
    ids=["written", "not cut off yet", "cut off", "room reserved", "another program's"],
)
def test_the_next_start_puts_an_interrupted_save_in_order(linked: Path, left: bytes) -> None:
    new = b"newonger and much longer" if left.endswith(b"\0") else b"new"
    reserve(str(linked)).keep(OLD, new)
    linked.write_bytes(left)

    note = interrupted.clean_up(str(linked)) or ""

    if left == new:
        assert (linked.read_bytes(), note) == (new, "")
        assert state_files("interrupted") == []
    elif is_cut_off(left, OLD, new):
        assert linked.read_bytes() == OLD
        assert note.endswith("a save was cut off; the text from before it was restored")
        assert state_files("interrupted") == []
    else:
        assert linked.read_bytes() == left
        kept = note.rpartition(" ")[2]
        assert Path(kept).read_bytes() == OLD
        assert interrupted.clean_up(str(linked)) is None


def test_a_copy_that_is_not_complete_is_dropped(linked: Path) -> None:
    reserve(str(linked)).keep(OLD, NEW)
    os.unlink(reserve(str(linked)).old)

    assert interrupted.clean_up(str(linked)) is None

    assert linked.read_bytes() == OLD
    assert state_files("interrupted") == []


def test_the_copy_of_a_save_that_goes_on_is_left_alone(linked: Path) -> None:
    reserve(str(linked)).keep(OLD, NEW)
    linked.write_bytes(b"newonger old text")
    hold = (
        "import sys; from llm_tui.model.store.file_lock import FileLock\n"
        "with FileLock(sys.argv[1]): print(flush=True); sys.stdin.read()"
    )

    with subprocess.Popen(
        [sys.executable, "-c", hold, str(linked)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert interrupted.clean_up(str(linked)) is None
        assert linked.read_bytes() == b"newonger old text"
        holder.kill()

    assert interrupted.clean_up(str(linked))
    assert linked.read_bytes() == OLD


TEXT = st.binary(max_size=12)


@given(old=TEXT, new=TEXT, data=st.data())
def test_whatever_a_cut_off_write_leaves_is_recognised(
    old: bytes, new: bytes, data: st.DataObject
) -> None:
    """Room is reserved, then the new text written up to any byte; pages may miss on the disk."""
    reserved = old.ljust(max(len(old), len(new)), b"\0")
    count = data.draw(st.integers(0, len(new)))
    left = bytearray(new[:count] + reserved[count:])
    for index in data.draw(st.lists(st.integers(0, max(0, len(left) - 1)))):
        if index < len(left):
            left[index] = reserved[index]

    assert is_cut_off(bytes(left), old, new)


@given(old=TEXT, new=TEXT)
def test_a_text_with_something_else_in_it_is_not_one_that_was_cut_off(
    old: bytes, new: bytes
) -> None:
    strange = next(byte for byte in range(1, 256) if byte not in old + new)

    assert not is_cut_off(bytes([strange]) + old[1:], old, new)


def test_a_file_that_is_replaced_while_it_is_written_over_stays(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = linked.parent / "theirs"
    theirs.write_bytes(b"theirs")
    truncate = os.ftruncate

    def replaced(handle: int, size: int) -> None:
        if os.fstat(handle).st_ino == linked.stat().st_ino:
            theirs.rename(linked)
        truncate(handle, size)

    monkeypatch.setattr("os.ftruncate", replaced)

    with pytest.raises(FileChangedError):
        put(linked, NEW)

    assert linked.read_bytes() == b"theirs"


def test_a_program_that_writes_into_it_at_the_same_time_is_reported(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lease would hold it up; it has the file open since before, for good."""
    monkeypatch.setattr(overwriting, "_PATIENCE", 0)
    sync = os.fsync
    with linked.open("r+b", buffering=0) as writer:

        def synced(handle: int) -> None:
            sync(handle)
            if os.fstat(handle).st_ino == linked.stat().st_ino:
                writer.write(b"x")

        monkeypatch.setattr("os.fsync", synced)

        with pytest.raises(FileError, match="look at the file") as raised:
            put(linked, NEW)

    kept = str(raised.value).rpartition(" ")[2]
    assert Path(kept).read_bytes() == OLD


def leftover(folder: Path) -> Path:
    path = folder / ".llm-tui-0123456789abcdef.toml"
    path.write_bytes(b"sk-a-key")
    return path


def test_a_temporary_file_of_a_dead_process_is_removed(config: Path) -> None:
    config.write_bytes(OLD)
    left = leftover(config.parent)

    interrupted.clean_up(str(config))

    assert not left.exists()
    assert config.read_bytes() == OLD


def test_a_temporary_file_in_the_state_folder_is_removed(config: Path) -> None:
    folder = Path(folders.state_folder()) / "recovery"
    folder.mkdir(parents=True)
    left = leftover(folder)

    interrupted.clean_up(str(config))

    assert not left.exists()


def test_a_temporary_file_of_a_living_process_stays(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(OLD)
    sync = os.fsync
    seen: list[list[str]] = []

    def look(handle: int) -> None:
        interrupted.clean_up(str(config))
        seen.append(os.listdir(config.parent))
        sync(handle)

    monkeypatch.setattr("os.fsync", look)
    put(config, NEW)

    assert len(seen[0]) == 2
    assert config.read_bytes() == NEW


def test_only_our_own_files_are_removed(shared: Path) -> None:
    folder = shared.parent
    theirs = leftover(folder)
    os.chown(theirs, 1234, 4321)
    alike = folder / ".llm-tui-backup.toml"
    alike.touch()
    link = folder / ".llm-tui-aaaaaaaaaaaaaaaa.toml"
    link.symlink_to("config.toml")

    interrupted.clean_up(str(shared))

    assert theirs.exists()
    assert alike.exists()
    assert link.is_symlink()
    assert shared.exists()
