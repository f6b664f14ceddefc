"""The file is never half written, and stays what it was in every respect but its text."""

import os
import resource
import stat
from pathlib import Path

import pytest

from llm_tui.model.errors import FileError
from llm_tui.model.store import storage


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


def test_a_file_without_write_permission_is_not_written_even_by_root(config: Path) -> None:
    config.write_bytes(b"old")
    config.chmod(0o444)

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
    config.write_bytes(b"#" * 10_000_000)

    with pytest.raises(FileError, match=r"9\.5 MB"):
        storage.read(str(config))


def test_a_missing_file_is_named(config: Path) -> None:
    with pytest.raises(FileError, match=r"config\.toml: there is no such file"):
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
