"""The screen saves onto what is in the file in that instant, and waits for others."""

import asyncio
import os
from pathlib import Path

import pytest

from llm_tui.model.store import file_lock, saving
from llm_tui.model.store.file_lock import FileLock
from tests.tui.driver import LIMIT, User, started

TEXT = '[llm]\nmodel = "gpt-4o"\nseed = 1\n'


async def saved(user: User) -> None:
    """Wait until the screen says that it has saved."""
    async with asyncio.timeout(LIMIT):
        while "Saved" not in user.notices():
            await user.pilot.pause(0.01)


async def test_a_change_in_the_instant_of_the_save_is_kept(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(TEXT)
    save = saving.save

    def late(path: str, data: bytes, expected: bytes | None, *, wait: float) -> tuple[str, ...]:
        if config.read_text() == TEXT:
            config.write_text(TEXT.replace("seed = 1", "seed = 2"))
        return save(path, data, expected, wait=wait)

    monkeypatch.setattr(saving, "save", late)
    async with started(config) as user:
        await user.press("tab", "x", "s")
        await saved(user)

    assert config.read_text() == "[llm]\nseed = 2\n"


async def test_a_file_that_another_process_saves_is_saved_after_it(config: Path) -> None:
    config.write_text(TEXT)
    async with started(config) as user:
        await user.press("tab", "x")
        with FileLock(str(config)):
            saving_now = asyncio.create_task(user.press("s"))
            await user.pilot.pause()
            assert config.read_text() == TEXT
        await saving_now
        await saved(user)

    assert config.read_text() == "[llm]\nseed = 1\n"


async def test_a_process_that_never_ends_to_save_is_named(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(TEXT)
    monkeypatch.setattr(file_lock, "WAIT", 0)
    async with started(config) as user:
        await user.press("tab", "x")
        with FileLock(str(config)):
            await user.press("s")

        assert "was not saved" in user.notices()
        assert f"pid {os.getpid()}" in user.notices()

    assert config.read_text() == TEXT


async def test_a_file_written_in_place_is_said_to_be(config: Path) -> None:
    config.write_text(TEXT)
    os.link(config, config.parent / "other.toml")
    async with started(config) as user:
        await user.press("tab", "x", "s")

        assert (
            "was written in place, with a copy kept until that was done: it has" in user.notices()
        )

    assert (config.parent / "other.toml").read_text() == "[llm]\nseed = 1\n"


async def test_a_file_that_can_not_be_looked_at_is_not_taken_for_a_new_one(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(TEXT)
    stat = os.stat

    def refused(path: object, *arguments: object, **options: object) -> os.stat_result:
        if path == str(config):
            raise PermissionError(13, "Permission denied")
        return stat(path, *arguments, **options)  # type: ignore[arg-type]

    async with started(config) as user:
        await user.press("tab", "x")
        monkeypatch.setattr("os.stat", refused)
        await user.press("s")
        monkeypatch.undo()

        assert "no permission to read it" in user.notices()

    assert config.read_text() == TEXT
