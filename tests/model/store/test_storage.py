"""What can be read and written is said before anything is edited; our own files are our own."""

import os
import stat
from pathlib import Path

import pytest

from llm_tui.model.errors import FileError
from llm_tui.model.store import storage
from llm_tui.model.toml.bounds import MAX_SIZE
from tests.model.store.saves import somebody_else


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
    with pytest.raises(FileError, match=r"x/config\.toml was not saved: no such file"):
        storage.write_new(str(config.parent / "x" / "config.toml"), b"new")


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
