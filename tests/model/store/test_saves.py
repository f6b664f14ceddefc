"""Each save keeps what it replaces, for its owner only, and the oldest versions go."""

import os
import resource
import stat
from pathlib import Path

import pytest

from llm_tui.model.errors import LlmTuiError
from llm_tui.model.store import folders, saves


def contents(config: Path) -> list[bytes]:
    return [version.read().data for version in saves.versions(str(config))]


def keep(config: Path, *texts: bytes) -> None:
    for text in texts:
        assert saves.keep(str(config), text) == ()


def test_versions_are_kept_to_the_byte_newest_first(config: Path) -> None:
    keep(config, b"a = 1\r\n\xff", b"\xef\xbb\xbfa = 2")

    assert contents(config) == [b"\xef\xbb\xbfa = 2", b"a = 1\r\n\xff"]


def test_a_version_has_the_time_at_which_the_file_got_its_content(config: Path) -> None:
    config.write_bytes(b"a = 1")
    os.utime(config, (1e9, 1e9))

    keep(config, b"a = 1")

    assert saves.versions(str(config))[0].modified == 1e9


def test_the_same_content_is_not_kept_twice_in_a_row(config: Path) -> None:
    keep(config, b"a", b"a", b"b", b"a")

    assert contents(config) == [b"a", b"b", b"a"]


def test_a_new_file_has_nothing_to_keep(config: Path) -> None:
    keep(config, b"")

    assert saves.versions(str(config)) == ()
    assert not os.path.exists(folders.state_folder())


def test_the_last_fifty_are_kept_and_numbers_are_never_given_again(config: Path) -> None:
    keep(config, *(f"a = {number}".encode() for number in range(1, 54)))

    kept = saves.versions(str(config))
    assert [version.number for version in kept] == list(range(53, 3, -1))
    assert kept[-1].read().data == b"a = 4"


def test_only_their_owner_can_read_them(config: Path) -> None:
    old = os.umask(0)
    try:
        keep(config, b'api_key = "sk-secret"')
    finally:
        os.umask(old)

    path = saves.versions(str(config))[0].path
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    while path != folders.state_folder():
        path = os.path.dirname(path)
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o700


def test_a_state_folder_that_lets_others_in_is_closed(config: Path) -> None:
    os.makedirs(folders.state_folder())
    os.chmod(folders.state_folder(), 0o755)

    keep(config, b"a")

    assert stat.S_IMODE(os.stat(folders.state_folder()).st_mode) == 0o700


def test_files_are_kept_apart_and_a_link_is_the_file_that_it_leads_to(tmp_path: Path) -> None:
    one, other, link = tmp_path / "one.toml", tmp_path / "other.toml", tmp_path / "link.toml"
    link.symlink_to(one)

    keep(one, b"one")
    keep(other, b"other")
    keep(link, b"link")

    assert contents(one) == contents(link) == [b"link", b"one"]
    assert contents(other) == [b"other"]


def test_a_version_is_found_by_its_number(config: Path) -> None:
    keep(config, b"a", b"b")

    assert saves.version(str(config), 1).read().data == b"a"
    with pytest.raises(LlmTuiError, match="version 3 is not kept; llm-tui log lists 1 to 2"):
        saves.version(str(config), 3)


def test_a_file_that_was_never_saved_says_so(config: Path) -> None:
    with pytest.raises(LlmTuiError, match="no earlier version is kept"):
        saves.version(str(config), 1)


def test_a_save_that_was_cut_off_leaves_no_version(config: Path) -> None:
    keep(config, b"a")
    folder = os.path.dirname(saves.versions(str(config))[0].path)
    Path(folder, "000002.toml").touch()
    Path(folder, "notes.toml").write_text("not ours")

    assert contents(config) == [b"a"]
    keep(config, b"b")
    assert [version.number for version in saves.versions(str(config))] == [3, 1]


def test_what_can_not_be_kept_is_said_and_leaves_nothing(config: Path) -> None:
    """A limit on the size of files fails just where a full disk does."""
    keep(config, b"a")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        (note,) = saves.keep(str(config), b"b" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert "was not kept" in note
    assert contents(config) == [b"a"]
    assert os.listdir(os.path.dirname(saves.versions(str(config))[0].path)) == ["000001.toml"]


def test_a_state_folder_that_can_not_be_made_is_said(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    (note,) = saves.keep(str(config), b"a")

    assert "could not be made" in note


def test_all_versions_can_be_forgotten(config: Path) -> None:
    keep(config, b"a")

    saves.forget(str(config))

    assert saves.versions(str(config)) == ()
