"""Unsaved edits of another run are offered with all that helps to decide, and none is dropped."""

import json
import os
import resource
import time
from pathlib import Path

import pytest

from llm_tui.model import Edit, RenameSection, SetValue
from llm_tui.model.store import recovery
from llm_tui.model.store.processes import Process, this_process
from llm_tui.tui.text.times import ago
from tests.tui.driver import NARROW, User, started

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"
"""
SEED = SetValue(("llm",), "seed", 7)
HERE = this_process()
ENDED = Process(HERE.host, 4711, "an earlier boot 1", HERE.namespace)
ELSEWHERE = Process("devbox7", 4711)
RUNNING = HERE._replace(pid=os.getppid(), started=None)


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


def keep(config: Path, process: Process, *edits: Edit, age: float = 0) -> Path:
    journal = recovery._journal(str(config), process)
    journal.write(edits)
    then = time.time() - age
    os.utime(journal.path, (then, then))
    return Path(journal.path)


async def offer(user: User) -> str:
    """The text of the screen once edits are offered on it, without the ends of lines."""
    await user.until("Decide later")
    return " ".join(user.screen().replace("│", " ").split())


async def review(user: User) -> None:
    user.app.screen.host.perform("recover")  # type: ignore[attr-defined]
    await user.settle()


async def test_the_offer_says_whose_they_are_how_old_and_what_they_do(config: Path) -> None:
    keep(config, ENDED, SEED, age=3 * 3600 + 1)

    async with started(config, NARROW) as user:
        screen = await offer(user)

    assert f"Kept 3 h ago by process 4711 on {HERE.host}, which has ended:" in screen
    assert "• set seed in [llm]" in screen


async def test_of_another_machine_nobody_says_that_it_has_ended(config: Path) -> None:
    keep(config, ELSEWHERE, SEED)

    async with started(config, NARROW) as user:
        screen = await offer(user)

    assert "on devbox7, which can't be seen from here" in screen


async def test_the_changes_can_be_looked_at_before_deciding(config: Path) -> None:
    path = keep(config, ENDED, SEED, SetValue(("llm",), "api_key", "sk-new-00000000000000beef"))

    async with started(config, NARROW) as user:
        await offer(user)
        await user.press("s")
        assert "+seed = 7" in user.screen()
        assert '+api_key = "••••••••beef"' in user.screen()
        await user.press("escape")
        assert "Decide later" in user.screen()
        await user.press("s", "r", "s")

    assert "seed = 7\n" in config.read_text()
    assert not path.exists()


async def test_deciding_later_keeps_them_also_where_this_run_makes_edits(config: Path) -> None:
    keep(config, ENDED, SEED)

    async with started(config, NARROW) as user:
        await offer(user)
        await user.press("n")
        await user.go_to("caching_prompt")
        await user.press("space", "s")
    async with started(config, NARROW) as user:
        assert "set seed in [llm]" in await offer(user)


async def test_discarding_removes_them(config: Path) -> None:
    path = keep(config, ENDED, SEED)

    async with started(config, NARROW) as user:
        await offer(user)
        await user.press("d")

    assert not path.exists()
    assert config.read_text() == TEXT


async def test_what_can_not_be_restored_is_named_and_kept(config: Path) -> None:
    keep(config, ENDED, SEED, RenameSection(("llm", "gone"), ("llm", "new")))

    async with started(config, NARROW) as user:
        screen = await offer(user)
        assert "✗ rename [llm.gone] to [llm.new]" in screen
        assert "1 edit can't be restored now and stays kept" in screen
        await user.press("r")
        assert "Not restored, but kept" in user.notices()
        await user.press("s")

    assert "seed = 7\n" in config.read_text()
    (kept,) = recovery.kept(str(config))
    assert kept.edits == (RenameSection(("llm", "gone"), ("llm", "new")),)
    assert kept.journal.process == ENDED


async def test_edits_of_another_version_are_kept_with_the_rest_restored(config: Path) -> None:
    path = keep(config, ENDED, SEED)
    path.write_text(json.dumps([*json.loads(path.read_text()), {"edit": "Unheard"}]))

    async with started(config, NARROW) as user:
        assert "of another version of llm-tui" in await offer(user)
        await user.press("r", "s")

    assert "seed = 7\n" in config.read_text()
    assert recovery.kept(str(config))[0].unread == ({"edit": "Unheard"},)


async def test_what_can_not_be_kept_anew_stays_where_it_is(config: Path) -> None:
    """A limit on the size of files fails just where a full disk does."""
    path = keep(config, ENDED, SEED)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    async with started(config, NARROW) as user:
        await offer(user)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
        try:
            await user.press("r")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert "can't be kept for a restart" in user.notices()

    assert path.exists()


async def test_a_damaged_file_is_named_and_stays_until_it_is_discarded(config: Path) -> None:
    path = keep(config, ENDED, SEED)
    path.write_text(path.read_text()[:-3])

    async with started(config, NARROW) as user:
        assert "The file can't be read" in await offer(user)
        await user.press("n")

    assert path.exists()


async def test_edits_that_are_in_the_file_already_are_not_offered(config: Path) -> None:
    path = keep(config, ENDED, SetValue(("llm",), "model", "gpt-4o"))

    async with started(config, NARROW) as user:
        assert "Unsaved edits" not in user.screen()

    assert not path.exists()


async def test_another_run_with_unsaved_edits_is_mentioned_and_loses_none(config: Path) -> None:
    path = keep(config, RUNNING, SEED)

    async with started(config, NARROW) as user:
        assert f"Process {os.getppid()} has this file open with 1 edit" in user.notices()
        await review(user)
        assert "which is still running" in await offer(user)
        assert "Discard" not in user.screen()
        await user.press("r", "s")

    assert "seed = 7\n" in config.read_text()
    assert path.exists()


async def test_the_command_finds_nothing_where_nothing_is_kept(config: Path) -> None:
    async with started(config) as user:
        await review(user)
        assert "No other run has unsaved edits" in user.notices()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-5, "0 s ago"), (59.9, "59 s ago"), (60, "1 min ago"), (7200, "2 h ago"),
     (86400, "1 day ago"), (200000, "2 days ago")],
)  # fmt: skip
def test_an_age_is_in_its_largest_unit(seconds: float, text: str) -> None:
    assert ago(seconds) == text
