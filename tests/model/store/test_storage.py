"""The file is never half written, and stays what it was in every respect but its text."""

import contextlib
import errno
import os
import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from llm_tui.model.errors import FileError
from llm_tui.model.store import storage
from llm_tui.model.toml.bounds import MAX_SIZE


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.write_bytes(b"old")
    link.symlink_to("real.toml")

    storage.write(str(link), b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_mode_stays(config: Path) -> None:
    config.write_bytes(b"old")
    config.chmod(0o640)

    storage.write(str(config), b"new")

    assert stat.S_IMODE(config.stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_owner_stays(config: Path) -> None:
    config.write_bytes(b"old")
    os.chown(config, 1234, 4321)

    storage.write(str(config), b"new")

    assert (config.stat().st_uid, config.stat().st_gid) == (1234, 4321)


def test_extended_attributes_stay(config: Path) -> None:
    config.write_bytes(b"old")
    try:
        os.setxattr(config, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has no extended attributes")

    storage.write(str(config), b"new")

    assert os.getxattr(config, "user.note") == b"mine"


def test_a_hard_link_is_not_broken_off(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_bytes(b"a longer old text")
    os.link(one, other)

    storage.write(str(one), b"new")

    assert other.read_bytes() == b"new"


def test_a_new_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "config.toml"

    storage.write(str(path), b"key")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_left_beside_the_file(config: Path) -> None:
    config.write_bytes(b"old")

    storage.write(str(config), b"new")

    assert os.listdir(config.parent) == ["config.toml"]


def test_a_write_that_fails_half_way_leaves_the_old_text(config: Path) -> None:
    """A limit on the size of files fails just where a full disk does."""
    config.write_bytes(b"the old text")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(FileError, match="could not be saved"):
            storage.write(str(config), b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert config.read_bytes() == b"the old text"
    assert os.listdir(config.parent) == ["config.toml"]


@pytest.mark.parametrize("mode", [0o444, 0o555])
def test_a_file_without_write_permission_is_not_written_even_by_root(
    mode: int, config: Path
) -> None:
    config.write_bytes(b"old")
    config.chmod(mode)

    assert "permission" in (storage.read_only_reason(str(config)) or "")
    with pytest.raises(FileError, match="permission"):
        storage.write(str(config), b"new")
    assert config.read_bytes() == b"old"


def test_a_folder_is_named_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        storage.read(str(tmp_path))


def test_a_device_is_not_read() -> None:
    with pytest.raises(FileError, match="not a regular file"):
        storage.read("/dev/zero")


def test_a_huge_file_is_refused_with_its_size(config: Path) -> None:
    config.touch()
    os.truncate(config, 2_000 * 1024 * 1024)

    with pytest.raises(FileError, match=r"has 2000\.0 MB"):
        storage.read(str(config))


def test_a_missing_file_is_named(config: Path) -> None:
    with pytest.raises(FileError, match=r"config\.toml: no such file"):
        storage.read(str(config))


def test_the_default_is_the_file_here_then_the_one_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert storage.default_path() is None

    home = Path(os.environ["HOME"]) / ".openhands" / "config.toml"
    home.parent.mkdir()
    home.touch()
    assert storage.default_path() == str(home)

    (tmp_path / "config.toml").touch()
    assert storage.default_path() == "config.toml"


def test_the_file_is_replaced_in_one_step(config: Path) -> None:
    """Whoever has it open goes on to read all of the old text."""
    config.write_bytes(b"the old text")

    with config.open("rb") as reader:
        storage.write(str(config), b"new")

        assert reader.read() == b"the old text"
    assert config.read_bytes() == b"new"


def test_the_new_text_is_on_the_disk_before_it_takes_the_old_ones_place(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(b"old")
    calls: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        calls.append(f"sync {os.fstat(handle).st_size} bytes" if kind == "file" else "sync folder")
        sync(handle)

    def replaced(old: str, new: str) -> None:
        calls.append("replace")
        replace(old, new)

    monkeypatch.setattr("os.fsync", synced)
    monkeypatch.setattr("os.replace", replaced)

    storage.write(str(config), b"new text")

    assert calls == ["sync 8 bytes", "replace", "sync folder"]

    storage.write(str(config.parent / "new.toml"), b"new")

    assert calls[3:] == ["sync 3 bytes", "replace", "sync folder"]


def test_a_file_that_can_not_be_replaced_is_written_in_place(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a container mounts this one file."""
    config.write_bytes(b"a longer old text")

    def busy(old: str, new: str) -> None:
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr("os.replace", busy)

    storage.write(str(config), b"new")
    storage.write(str(config.parent / "other.toml"), b"key")

    assert config.read_bytes() == b"new"
    assert (config.parent / "other.toml").read_bytes() == b"key"
    assert stat.S_IMODE((config.parent / "other.toml").stat().st_mode) == 0o600
    assert sorted(os.listdir(config.parent)) == ["config.toml", "other.toml"]


@contextlib.contextmanager
def somebody_else() -> Iterator[None]:
    """Be a user without rights for a while."""
    groups = os.getgroups()
    os.setgroups([])
    os.setresgid(4321, 4321, 0)
    os.setresuid(1234, 1234, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)


@pytest.fixture
def shared(config: Path) -> Path:
    """A file in a folder that anybody can look into."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    config.write_bytes(b"a longer old text")
    for folder in (config.parent, *config.parent.parents):
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
    return config


def test_a_file_of_another_owner_keeps_its_owner(shared: Path) -> None:
    shared.chmod(0o666)
    shared.parent.chmod(0o777)

    with somebody_else():
        storage.write(str(shared), b"new")

    assert shared.read_bytes() == b"new"
    assert shared.stat().st_uid == 0
    assert os.listdir(shared.parent) == ["config.toml"]


def test_a_file_in_a_folder_that_takes_no_other_is_written_in_place(shared: Path) -> None:
    os.chown(shared, 1234, 4321)

    with somebody_else():
        storage.write(str(shared), b"new")

    assert shared.read_bytes() == b"new"


def test_a_file_that_its_reader_has_no_permission_for_is_named(shared: Path) -> None:
    shared.chmod(0o600)

    with somebody_else():
        with pytest.raises(FileError, match=r"config\.toml: no permission to read it"):
            storage.read(str(shared))
        assert storage.read_only_reason(str(shared)) == "no permission to write the file"


def test_a_folder_that_takes_no_new_file_is_named_before_anything_is_edited(shared: Path) -> None:
    path = shared.parent / "new.toml"

    with somebody_else():
        reason = storage.read_only_reason(str(path))

    assert reason == f"the folder {shared.parent} can't be written to"


def test_a_file_that_can_be_made_or_written_is_not_read_only(config: Path) -> None:
    assert storage.read_only_reason(str(config)) is None
    assert storage.read_only_reason(str(config.parent / "new" / "config.toml")) is None

    config.touch()

    assert storage.read_only_reason(str(config)) is None


def test_a_failed_write_says_which_file_was_not_saved(config: Path) -> None:
    config.touch()

    with pytest.raises(FileError, match=r"config\.toml/below could not be saved: file exists"):
        storage.write(str(config / "below"), b"new")


def test_the_largest_file_that_is_opened(config: Path) -> None:
    config.write_bytes(b"#" * MAX_SIZE)
    assert len(storage.read(str(config)).data) == MAX_SIZE

    config.write_bytes(b"#" * (MAX_SIZE + 1))
    with pytest.raises(FileError, match=r"has 2\.0 MB; llm-tui opens files of up to 2 MB"):
        storage.read(str(config))


def test_a_file_made_new_is_its_owners_only(config: Path) -> None:
    storage.write_new(str(config), b"key")

    assert config.read_bytes() == b"key"
    assert stat.S_IMODE(config.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_never_made_new(config: Path) -> None:
    config.write_bytes(b"old")

    with pytest.raises(FileError, match=r"config\.toml already exists; nothing was written"):
        storage.write_new(str(config), b"new")

    assert config.read_bytes() == b"old"


def test_a_new_file_in_a_folder_that_is_not_there_is_refused(config: Path) -> None:
    with pytest.raises(FileError, match=r"x/config\.toml: no such file"):
        storage.write_new(str(config.parent / "x" / "config.toml"), b"new")


def test_a_temporary_file_that_somebody_removes_is_done_without(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(b"a longer old text")

    def vanished(old: str, new: str) -> None:
        os.unlink(old)
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr("os.replace", vanished)

    storage.write(str(config), b"new")

    assert config.read_bytes() == b"new"


def test_a_folder_that_can_not_be_listed_can_be_written_to(shared: Path) -> None:
    os.chown(shared, 1234, 4321)
    shared.parent.chmod(0o333)

    with somebody_else():
        storage.write(str(shared), b"new")

    assert shared.read_bytes() == b"new"


def test_a_text_that_is_written_in_place_is_on_the_disk_too(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(b"a longer old text")
    os.link(config, config.parent / "other.toml")
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", lambda handle: synced.append(os.fstat(handle).st_size))

    storage.write(str(config), b"new")

    assert synced == [3]


def test_attributes_that_can_not_be_kept_stop_nothing(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(b"old")

    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr("os.listxattr", lambda _: ["user.note"])
    monkeypatch.setattr("os.getxattr", unsupported)
    with config.open("rb") as reader:
        storage.write(str(config), b"new")
        assert reader.read() == b"old"
    monkeypatch.setattr("os.listxattr", unsupported)
    with config.open("rb") as reader:
        storage.write(str(config), b"newer")
        assert reader.read() == b"new"

    assert config.read_bytes() == b"newer"


def test_no_file_stays_open(config: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))

    for text in (b"new", b"newer"):
        storage.write(str(config), text)

    assert len(os.listdir("/proc/self/fd")) == before


def test_a_failed_read_says_which_file_was_not_read(config: Path) -> None:
    config.touch()

    with pytest.raises(FileError, match=r"config\.toml/below could not be read: not a directory"):
        storage.read(str(config / "below"))


def test_what_is_kept_for_a_restart_is_replaced_in_one_step_and_private(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    storage.keep(str(path), b"old")
    with path.open("rb") as reader:
        storage.keep(str(path), b"new")

        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_can_not_be_kept_is_reported(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        storage.keep(str(tmp_path / "none" / "journal.json"), b"")
