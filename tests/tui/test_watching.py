"""What others do to the file while it is open is taken in, or said at once, without a key."""

import asyncio
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from llm_tui.model.store import recovery
from llm_tui.model.toml.keys import BASE
from tests.model.store.test_other_editors import swap_file
from tests.tui.driver import LIMIT, NARROW, User, started

TEXT = """\
# mine
[llm]
model = "gpt-4o"
caching_prompt = true

[llm.cheap]
model = "gpt-4o-mini"
"""
THEIRS = TEXT.replace('"gpt-4o"', '"o3"')


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


async def until(user: User, holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(LIMIT):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await user.settle()


async def noticed(user: User, text: str) -> None:
    await until(user, lambda: text in user.notices())


async def toggle(user: User) -> None:
    """Make an edit."""
    await user.go_to("caching_prompt")
    await user.press("space")


def by_rename(config: Path, text: str) -> None:
    config.with_suffix(".new").write_text(text)
    config.with_suffix(".new").rename(config)


def in_place(config: Path, text: str) -> None:
    config.write_text(text)


@pytest.mark.parametrize("write", [by_rename, in_place])
async def test_a_change_is_taken_in_where_nothing_is_unsaved(
    write: Callable[[Path, str], None], config: Path
) -> None:
    async with started(config, NARROW) as user:
        write(config, THEIRS)

        await noticed(user, "config.toml has changed on disk and was read again")
        assert "o3" in user.screen()
        assert not user.app.screen.state.history.unsaved  # type: ignore[attr-defined]


async def test_a_change_is_said_where_something_is_unsaved_and_saving_keeps_both(
    config: Path,
) -> None:
    async with started(config, NARROW) as user:
        await toggle(user)
        by_rename(config, THEIRS)

        await noticed(user, "has changed on disk; s saves your edits onto it, r reads it now")
        assert user.notices().count("has changed on disk") == 1
        await user.press("s")

    assert config.read_text() == THEIRS.replace("= true", "= false")


async def test_a_save_of_our_own_is_no_change_by_others(config: Path) -> None:
    async with started(config, NARROW) as user:
        await toggle(user)
        await user.press("s")
        config.with_name("elsewhere").touch()
        await asyncio.sleep(0)
        by_rename(config, THEIRS)
        await noticed(user, "was read again")

        assert user.notices().count("changed on disk") == 1


async def test_a_text_that_can_not_be_read_is_said_and_not_taken_in(config: Path) -> None:
    async with started(config, NARROW) as user:
        in_place(config, "[llm\n")
        await noticed(user, "has changed on disk and can't be read: line 1; r shows the place")
        assert "gpt-4o" in user.screen()

        in_place(config, THEIRS)
        await noticed(user, "was read again")
        assert "o3" in user.screen()


async def test_a_broken_file_is_opened_once_somebody_else_has_repaired_it(config: Path) -> None:
    config.write_text("[llm\n")
    async with started(config, NARROW) as user:
        assert "line 1, column 5" in user.screen()
        in_place(config, "[llm]\n[[\n")
        await until(user, lambda: "line 2" in user.screen())
        by_rename(config, THEIRS)
        await until(user, lambda: "o3" in user.screen())


async def test_a_file_that_goes_stays_on_the_screen_and_is_written_again(config: Path) -> None:
    async with started(config, NARROW) as user:
        config.unlink()
        await noticed(user, "config.toml is gone from the disk; s writes it again")
        assert "gpt-4o" in user.screen()
        assert recovery.journal(str(config)).exists()
        await user.press("s")

    assert config.read_text() == TEXT


async def test_a_file_that_goes_with_edits_unsaved_is_written_whole(config: Path) -> None:
    async with started(config, NARROW) as user:
        await toggle(user)
        config.unlink()
        await user.press("s")

    assert config.read_text() == TEXT.replace("= true", "= false")


async def test_a_file_that_goes_and_comes_again_is_followed(config: Path) -> None:
    async with started(config, NARROW) as user:
        config.unlink()
        await noticed(user, "is gone")
        config.write_text(THEIRS)
        await noticed(user, "was read again")

        assert not user.app.screen.state.history.unsaved  # type: ignore[attr-defined]
        assert not recovery.journal(str(config)).exists()


async def test_the_text_of_a_file_that_is_gone_outlives_the_program(config: Path) -> None:
    async with started(config, NARROW) as user:
        config.unlink()
        await noticed(user, "is gone")
        journal = Path(recovery.journal(str(config)).path)
    journal.write_text(journal.read_text().replace(f'"pid": {os.getpid()}', '"pid": 1'))
    journal.rename(journal.with_name(journal.name.replace(f".{os.getpid()}-", ".1-")))

    async with started(config, NARROW) as user:
        await user.press("1")
        await user.until("Decide later")
        await user.press("r", "s")

    assert config.read_text() == TEXT


async def test_a_file_that_becomes_read_only_is_so_on_the_screen(config: Path) -> None:
    async with started(config, NARROW) as user:
        config.chmod(0o444)
        await until(user, lambda: "read-only" in user.screen().splitlines()[0])
        config.chmod(0o644)
        await until(user, lambda: "read-only" not in user.screen().splitlines()[0])


async def test_another_branch_is_taken_in(config: Path) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=me", "-c", "user.email=me@localhost"]
        command = ["git", *identity, *words]
        subprocess.run(command, cwd=config.parent, check=True, capture_output=True)

    git("init", "-b", "mine")
    git("add", "config.toml")
    git("commit", "-m", "mine")
    git("checkout", "-b", "theirs")
    config.write_text(THEIRS)
    git("commit", "-am", "theirs")
    async with started(config, NARROW) as user:
        git("checkout", "mine")

        await noticed(user, "was read again")
        assert user.app.screen.state.document.value((*BASE, "model")) == "gpt-4o"  # type: ignore[attr-defined]


async def test_an_editor_that_opens_the_file_is_named_at_once(config: Path) -> None:
    async with started(config, NARROW) as user:
        swap_file(config.parent / ".config.toml.swp", b"VIM 9.1", os.getppid())

        await noticed(user, f"config.toml is open in vim, pid {os.getppid()}")


async def test_an_editor_that_had_it_open_before_is_named_before_the_first_edit(
    config: Path,
) -> None:
    (config.parent / ".#config.toml").symlink_to(f"me@{os.uname().nodename}.{os.getppid()}")
    async with started(config, NARROW) as user:
        await noticed(user, f"config.toml is open in emacs, pid {os.getppid()}")
        await user.go_to("caching_prompt")
        assert "emacs" not in user.notices()
        await user.press("space")
        assert f"config.toml is open in emacs, pid {os.getppid()}" in user.notices()

        await user.press("space")
        assert "emacs" not in user.notices()


async def test_an_editor_that_shows_itself_elsewhere_is_named_before_the_first_edit(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neovim keeps its swap files in a folder of its own, which nobody watches."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "state" / "nvim" / "swap"
    folder.mkdir(parents=True)
    async with started(config, NARROW) as user:
        swap = folder / f"{str(config).replace('/', '%')}.swp"
        swap_file(swap, b"NVIM 0.10", os.getppid())
        await toggle(user)

        assert f"config.toml is open in nvim, pid {os.getppid()}" in user.notices()
