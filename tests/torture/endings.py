"""A screen that is ended in the instant in which it saves, in every way that there is."""

import json
import os
import random
import select
import signal
import sys
from pathlib import Path

from llm_tui.model.store import interrupted
from tests.torture.room import Room
from tests.torture.tally import Tally
from tests.tui.terminal import Terminal

OLD = b'[llm]\nmodel = "gpt-4o"\nseed = 1\n'
NEW = b"[llm]\nseed = 1\n"
SIGNALS = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGKILL", "SIGSEGV", "SIGABRT",
           "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU", "SIGBUS", "SIGPWR")  # fmt: skip
HANG_UP = "hang up"


def try_out(chance: random.Random, tally: Tally) -> None:
    """Edit, save, and end the program within 30 ms; count what came of it."""
    ending = chance.choice((*SIGNALS, HANG_UP))
    has_hard_link, wait = chance.random() < 0.5, chance.random() * 0.03
    with Room() as (config, _):
        config.write_bytes(OLD)
        if has_hard_link:
            os.link(config, config.with_name("other.toml"))
        try:
            _end(config, ending, wait)
            loss = _loss(config)
        except AssertionError as error:
            loss = str(error)
    where = "in place" if has_hard_link else "replaced"
    tally.count(f"{ending} after {wait * 1000:.1f} ms, {where}", loss)


def _end(config: Path, ending: str, wait: float) -> None:
    command = [os.path.join(os.path.dirname(sys.executable), "llm-tui"), str(config)]
    with Terminal(command, {"TERM": "xterm-256color"}) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press("\tx")
        terminal.wait_for("1 unsaved")
        terminal.press("s")
        select.select([], [], [], wait)
        if ending == HANG_UP:
            terminal.hang_up()
        else:
            terminal.kill(signal.Signals[ending])
        terminal.wait_for_end(reading=ending != HANG_UP)


def _loss(config: Path) -> str | None:
    """What was lost: neither the new text is in the file, nor the edit in the journal."""
    interrupted.clean_up(str(config))
    text = config.read_bytes()
    if text not in (OLD, NEW):
        return f"the file is {text!r}"
    if extra := set(os.listdir(config.parent)) - {"config.toml", "other.toml"}:
        return f"left behind: {', '.join(extra)}"
    if text == OLD and not _journals():
        return "the edit is neither in the file nor in the journal"
    return None


def _journals() -> list[object]:
    folder = Path(os.environ["XDG_STATE_HOME"]) / "llm-tui" / "recovery"
    return [json.loads(path.read_text()) for path in folder.glob("*.json")]
