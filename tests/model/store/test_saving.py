"""The file is never half written, and stays what it was in every respect but its text."""

import errno
import os
import resource
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from llm_tui.model.errors import EditError, FileChangedError, FileError
from llm_tui.model.store import saving, storage
from llm_tui.model.toml.document import Document
from tests.model.store.saves import put, somebody_else


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.write_bytes(b"old")
    link.symlink_to("real.toml")

    put(link, b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_link_that_leads_back_to_itself_is_refused(config: Path) -> None:
    config.symlink_to("config.toml")

    with pytest.raises(FileError, match="a link that leads back to itself"):
        saving.save(str(config), b"new", None)
    with pytest.raises(FileError, match="a link that leads back to itself"):
        saving.update(str(config), lambda _: Document(b"new"), create=True)

    assert config.is_symlink()


def test_mode_stays(config: Path) -> None:
    config.write_bytes(b"old")
    config.chmod(0o640)

    put(config, b"new")

    assert stat.S_IMODE(config.stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_owner_stays(config: Path) -> None:
    config.write_bytes(b"old")
    os.chown(config, 1234, 4321)

    put(config, b"new")

    assert (config.stat().st_uid, config.stat().st_gid) == (1234, 4321)


def test_extended_attributes_stay(config: Path) -> None:
    config.write_bytes(b"old")
    try:
        os.setxattr(config, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has no extended attributes")

    put(config, b"new")

    assert os.getxattr(config, "user.note") == b"mine"


def acl(*entries: tuple[int, int, int]) -> bytes:
    """An access list as the kernel has it: version 2, then tag, permissions and id of each."""
    parts = [tag.to_bytes(2, "little") + perm.to_bytes(2, "little") + who.to_bytes(4, "little")
             for tag, perm, who in entries]  # fmt: skip
    return (2).to_bytes(4, "little") + b"".join(parts)


NOBODY = 0xFFFFFFFF
USER_1234_MAY_READ = acl(
    (0x01, 6, NOBODY), (0x02, 4, 1234), (0x04, 0, NOBODY), (0x10, 7, NOBODY), (0x20, 0, NOBODY)
)
"""rw for the owner, r for the user 1234, nothing for the group and others."""


def test_the_folders_default_access_list_opens_the_file_for_nobody(shared: Path) -> None:
    """Each new file of the folder can be read by one more user; this one is not new."""
    shared.chmod(0o640)
    try:
        os.setxattr(shared.parent, "system.posix_acl_default", USER_1234_MAY_READ)
    except OSError:
        pytest.skip("this file system has no access lists")

    put(shared, b"new")

    assert shared.read_bytes() == b"new"
    assert stat.S_IMODE(shared.stat().st_mode) == 0o640
    with somebody_else(), pytest.raises(PermissionError):
        shared.read_bytes()


def test_the_access_list_of_the_file_stays(shared: Path) -> None:
    try:
        os.setxattr(shared, "system.posix_acl_access", USER_1234_MAY_READ)
    except OSError:
        pytest.skip("this file system has no access lists")
    before = os.getxattr(shared, "system.posix_acl_access")

    put(shared, b"new")

    assert os.getxattr(shared, "system.posix_acl_access") == before
    with somebody_else():
        assert shared.read_bytes() == b"new"


def test_a_new_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "config.toml"

    put(path, b"key")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_left_beside_the_file(config: Path) -> None:
    put(config, b"old")
    put(config, b"new")

    assert os.listdir(config.parent) == ["config.toml"]


def test_a_write_that_fails_half_way_leaves_the_old_text(config: Path) -> None:
    """A limit on the size of files fails just where a full disk does."""
    config.write_bytes(b"the old text")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(FileError, match="was not saved: file too large"):
            put(config, b"x" * 10_000)
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
        put(config, b"new")
    assert config.read_bytes() == b"old"


def test_the_file_is_replaced_in_one_step(config: Path) -> None:
    """Whoever has it open goes on to read all of the old text."""
    config.write_bytes(b"the old text")

    with config.open("rb") as reader:
        put(config, b"new")

        assert reader.read() == b"the old text"
    assert config.read_bytes() == b"new"


def test_the_new_text_is_on_the_disk_before_it_takes_the_old_ones_place(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(b"old")
    seen: list[tuple[str, bytes]] = []
    sync = os.fsync

    def synced(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        seen.append((kind, config.read_bytes()))
        sync(handle)

    monkeypatch.setattr("os.fsync", synced)

    put(config, b"new text")

    assert seen == [("file", b"old"), ("folder", b"new text")]


def test_a_file_of_another_owner_keeps_its_owner(shared: Path) -> None:
    shared.chmod(0o666)
    shared.parent.chmod(0o777)

    with somebody_else():
        notes = put(shared, b"new")

    assert shared.read_bytes() == b"new"
    assert shared.stat().st_uid == 0
    assert ["its owner could not be kept" in note for note in notes] == [True]
    assert sorted(os.listdir(shared.parent)) == ["config.toml", "state"]


def test_a_file_below_a_file_is_not_saved(config: Path) -> None:
    config.touch()

    with pytest.raises(FileError, match=r"config\.toml/below was not saved: not a directory"):
        put(config / "below", b"new")


def test_attributes_that_can_not_be_kept_stop_nothing(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(b"old")

    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr("os.listxattr", lambda _: ["user.note"])
    monkeypatch.setattr("os.getxattr", unsupported)
    with config.open("rb") as reader:
        put(config, b"new")
        assert reader.read() == b"old"
    monkeypatch.setattr("os.listxattr", unsupported)
    with config.open("rb") as reader:
        put(config, b"newer")
        assert reader.read() == b"new"

    assert config.read_bytes() == b"newer"


def test_no_file_stays_open(config: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))

    for text in (b"new", b"newer"):
        put(config, text)

    assert len(os.listdir("/proc/self/fd")) == before


def test_a_text_that_is_not_the_expected_one_is_not_replaced(config: Path) -> None:
    config.write_bytes(b"somebody's")

    with pytest.raises(FileChangedError):
        saving.save(str(config), b"mine", b"old")
    with pytest.raises(FileChangedError):
        saving.save(str(config), b"mine", None)

    assert config.read_bytes() == b"somebody's"
    assert os.listdir(config.parent) == ["config.toml"]


def test_an_edit_is_made_again_to_what_another_program_wrote_meanwhile(config: Path) -> None:
    config.write_bytes(b"a = 1\n")

    def change(document: Document) -> Document:
        if b"theirs" not in document.data:
            config.write_bytes(document.data + b"theirs = 1\n")
        return Document(document.data + b"mine = 1\n")

    update = saving.update(str(config), change)

    assert config.read_bytes() == b"a = 1\ntheirs = 1\nmine = 1\n"
    assert update.before.data == b"a = 1\ntheirs = 1\n"
    assert update.after.data == config.read_bytes()


def test_an_edit_that_is_refused_writes_nothing(config: Path) -> None:
    config.write_bytes(b"old")

    def refuse(_: Document) -> Document:
        raise EditError("no")

    with pytest.raises(EditError):
        saving.update(str(config), refuse)

    assert config.read_bytes() == b"old"


def test_a_read_only_file_system_is_the_named_cause(config: Path) -> None:
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a file system")
    folder = config.parent / "mounted"
    folder.mkdir()
    if subprocess.run([mount, "-t", "tmpfs", "tmpfs", folder], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        (folder / "config.toml").write_bytes(b"old")
        subprocess.run([mount, "-o", "remount,ro", folder], check=True)

        with pytest.raises(FileError, match="was not saved: read-only file system"):
            put(folder / "config.toml", b"new")

        assert (folder / "config.toml").read_bytes() == b"old"
    finally:
        subprocess.run(["umount", folder], check=True)
