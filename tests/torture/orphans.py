"""A screen that is ended while its test runs: no process of it goes on."""

import ctypes
import os
import random
import select
import signal
import socket
import sys
import time
from pathlib import Path

from tests.torture.endings import HANG_UP, SIGNALS
from tests.torture.forked import Result, alone
from tests.torture.room import Room
from tests.torture.tally import Tally
from tests.tui.terminal import Terminal

SECONDS = 300
"""In which a case has to be over; importing litellm takes most of it, on a busy machine much."""

_PR_SET_CHILD_SUBREAPER = 36
_MOST = 6.0
"""In seconds after the start of a test: by then it waits for the provider."""


def try_out(chance: random.Random, tally: Tally) -> None:
    """Start a test of a provider that says nothing, end the screen, and wait for its children."""
    ending, is_taken = chance.choice((*SIGNALS, HANG_UP)), chance.random() < 0.7
    wait = chance.random() * _MOST
    with Room() as (config, _), socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        config.write_text(
            f'[llm]\nmodel = "openai/gpt-4o"\napi_key = "x"\nbase_url = "http://127.0.0.1:{port}"\n'
        )
        result = alone(lambda: _ended(config, ending, wait, is_taken=is_taken), SECONDS)
    taken = "" if is_taken else ", its output not taken"
    loss = "the child that looks was killed" if result is None else result.get("traceback")
    tally.count(f"{ending} after {wait:.1f} s{taken}", loss)
    if result and "left" in result:
        tally.longest = max(tally.longest, result["left"])


def _ended(config: Path, ending: str, wait: float, *, is_taken: bool) -> Result:
    """Returns for how many seconds processes went on after the end of the screen."""
    # Whatever loses its parent becomes a child of this process, and can be waited for.
    if ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError("no process can adopt others here")
    command = [str(Path(sys.executable).with_name("llm-tui")), str(config)]
    with Terminal(command, {"TERM": "xterm-256color"}) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press("t\r")
        _pass(terminal, wait, is_taken=is_taken)
        if ending == HANG_UP:
            terminal.hang_up()
        else:
            terminal.kill(signal.Signals[ending])
        terminal.wait_for_end(reading=is_taken and ending != HANG_UP)
        begun = time.monotonic()
        _wait_for_all()
    return {"left": time.monotonic() - begun}


def _pass(terminal: Terminal, wait: float, *, is_taken: bool) -> None:
    """Let the screen run for a while, whether or not what it draws is taken."""
    end = time.monotonic() + wait
    while (left := end - time.monotonic()) > 0:
        if is_taken:
            terminal.read(left)
        else:
            select.select([], [], [], left)


def _wait_for_all() -> None:
    """Wait for all children, those of others that have ended among them."""
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return
