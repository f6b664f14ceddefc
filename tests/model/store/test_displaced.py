"""A save that is killed in the instant in which it replaced another program's change."""

import os
import signal
from pathlib import Path

import pytest

from llm_tui.model.errors import FileChangedError
from llm_tui.model.store import exchange, interrupted, saves, saving
from llm_tui.model.store.temporaries import make_temporary
from tests.torture.forked import Result, alone

OLD, MINE, THEIRS = b"[llm]\n", b"[llm]\nseed = 1\n", b"[llm]\nseed = 2\n"

pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning")


def save_and_die(config: Path, theirs: bytes | None) -> None:
    """Save in a child that is killed at the exchange; theirs: what another program puts there."""

    def child() -> Result:
        swap = exchange.swap

        def last_call(one: str, other: str) -> bool:
            if theirs is not None:
                new = config.with_name("sed1")
                new.write_bytes(theirs)
                new.rename(config)
            swap(one, other)
            os.kill(os.getpid(), signal.SIGKILL)
            return True

        exchange.swap = last_call
        saves.keep(str(config), OLD)
        saving.save(str(config), MINE, OLD)
        return {}

    config.write_bytes(OLD)
    assert alone(child) is None
    assert config.read_bytes() == MINE


def test_the_change_that_it_replaced_is_a_version_after_the_next_start(config: Path) -> None:
    save_and_die(config, THEIRS)

    note = interrupted.clean_up(str(config))

    assert note
    assert "replaced the change of another program, which is kept as version 2;" in note
    assert saves.version(str(config), 2).read().data == THEIRS
    assert os.listdir(config.parent) == [config.name]
    assert config.read_bytes() == MINE
    assert interrupted.clean_up(str(config)) is None


def test_the_text_that_it_was_to_replace_is_a_version_already(config: Path) -> None:
    save_and_die(config, None)

    assert interrupted.clean_up(str(config)) is None
    assert os.listdir(config.parent) == [config.name]
    assert [version.read().data for version in saves.versions(str(config))] == [OLD]


def test_the_start_on_another_file_of_the_folder_leaves_it(config: Path) -> None:
    save_and_die(config, THEIRS)
    other = config.with_name("other.toml")

    assert interrupted.clean_up(str(other)) is None
    assert saves.versions(str(other)) == ()
    assert "version 2" in (interrupted.clean_up(str(config)) or "")


def test_a_start_during_a_save_leaves_what_that_is_about_to_put_back(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap, notes = exchange.swap, list[str | None]()

    def swap_and_start(one: str, other: str) -> bool:
        if not notes:
            new = config.with_name("sed1")
            new.write_bytes(THEIRS)
            new.rename(config)
        swapped = swap(one, other)
        notes.append(interrupted.clean_up(str(config)))
        return swapped

    config.write_bytes(OLD)
    monkeypatch.setattr(exchange, "swap", swap_and_start)

    with pytest.raises(FileChangedError):
        saving.save(str(config), MINE, OLD)

    assert config.read_bytes() == THEIRS
    assert not any(notes)
    assert saves.versions(str(config)) == ()


def test_it_stays_where_it_is_if_it_can_not_be_kept(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_and_die(config, THEIRS)
    (config.parent / "no folder").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(config.parent / "no folder"))

    note = interrupted.clean_up(str(config)) or ""

    (left,) = (path for path in config.parent.iterdir() if path.name.startswith(".llm-tui-"))
    assert str(left) in note
    assert left.read_bytes() == THEIRS


def test_a_temporary_file_that_is_removed_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, removed = os.open, list[str]()

    def open_and_lose(path: str, *arguments: int) -> int:
        handle = real(path, *arguments)
        if not removed:
            removed.append(path)
            os.unlink(path)
        return handle

    monkeypatch.setattr(os, "open", open_and_lose)
    handle, path = make_temporary(str(tmp_path))
    os.close(handle)

    assert removed != [path]
    assert [str(left) for left in tmp_path.iterdir()] == [path]
