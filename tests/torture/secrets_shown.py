"""Fifteen planted keys, and every place where one of them could come to light."""

import asyncio
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from llm_tui.model.edit import SetValue
from llm_tui.model.store import crash_reports, folders
from llm_tui.tui.main_screen import MainScreen
from tests.loopback.server import serving
from tests.torture import secret_commands, secret_screens
from tests.torture.planted import ENV_FILE, ENVIRONMENT, KEYS, Echoing, Search, config
from tests.torture.room import Room
from tests.torture.tally import Tally
from tests.tui.driver import NARROW, WIDE, started

HOLD_KEYS = ("saves", "recovery")
"""The folders of the state whose files hold keys, as the config file does."""

_CRASH = """\
import os, sys
from llm_tui.tui.commands import get
from llm_tui.tui.main import main

def fail(options):
    view, _ = get.opened(options)
    raise RuntimeError(f"{view.document.text} {dict(os.environ)} {sys.argv}")

get.run = fail
sys.exit(main(sys.argv[1:]))
"""


def try_out(tally: Tally) -> str:
    """Look everywhere; returns how much was searched."""
    search = Search()
    with Room() as (path, _):
        env_file = path.with_name("variables.env")
        env_file.write_text(ENV_FILE)
        asyncio.run(_look(path, env_file, tally, search))
        tally.count("a report of a crash", _crash(path, env_file, search))
        state = Path(folders.state_folder())
        for file in (state, *sorted(state.rglob("*"))):
            tally.count(f"the state folder: {file}", _exposed(file, state, search))
    return f"{search.texts} texts, {search.size / 1e6:.1f} MB"


async def _look(path: Path, env_file: Path, tally: Tally, search: Search) -> None:
    provider = Echoing()
    async with serving(provider, *["401 echo", ""] * 200) as server:
        path.write_text(config(server.url))
        await secret_commands.try_out(path, env_file, tally, search)
    for ways, script in (((NARROW, "key refused"), ["401 echo"] * 9), ((WIDE, "done"), [])):
        async with serving(provider, *script) as server:
            path.write_text(config(server.url))
            await secret_screens.try_out(path, env_file, ways, tally, search)
    for line in sorted(provider.command_lines):
        tally.count(f"a command line: {line}", search.hits(line))
    tally.count("the journal of unsaved edits", await _journal_loss(path))


async def _journal_loss(path: Path) -> str | None:
    """What is wrong with the journal: it is private, and gone once its edits are saved."""
    folder = Path(folders.state_folder(), "recovery")
    others = set(folder.iterdir()) if folder.exists() else set()
    async with started(path) as user:
        assert isinstance(user.app.screen, MainScreen)
        host = user.app.screen.host
        edit = SetValue(("llm",), "api_key", KEYS["base"][::-1])
        host.update(replace(host.state, history=host.state.history.apply(edit)))
        await user.settle()
        written = set(folder.iterdir()) - others
        if len(written) != 1:
            return f"the edit is in {len(written)} journals"
        if any(_is_open(file) for file in (folder, *written)):
            return "others can read it"
        await user.press("s")
        await user.until("Saved")
        return "it is there after the save" if set(folder.iterdir()) - others else None


def _crash(path: Path, env_file: Path, search: Search) -> str | None:
    words = ["get", "llm", "model", "-f", str(path), "--env-file", str(env_file)]
    done = subprocess.run(
        [sys.executable, "-c", _CRASH, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **ENVIRONMENT},
    )
    reports = list(Path(crash_reports.folder()).iterdir())
    if len(reports) != 1:
        return f"{len(reports)} reports, and {done.stderr}"
    return search.hits(done.stdout + done.stderr + reports[0].read_text())


def _exposed(file: Path, state: Path, search: Search) -> str | None:
    """What is wrong with a file of the state folder."""
    if _is_open(file):
        return "others can look into it"
    if file.is_dir() or file.relative_to(state).parts[0] in HOLD_KEYS:
        return None
    return search.hits(file.read_text(errors="replace"))


def _is_open(file: Path) -> bool:
    return bool(file.stat().st_mode & 0o077)
