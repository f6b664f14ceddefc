"""A fault of the program itself shows no key either."""

import sys
from pathlib import Path

from tests.tui.terminal import Terminal

SECRET = "sk-base-000000000003f9a"

FAULT = """\
import sys
from llm_tui.tui.actions.view_actions import ViewActions
from llm_tui.tui.main import main

def fail(actions):
    secret = actions.host.state.document.value(("llm", "api_key"))
    raise RuntimeError(f"it went wrong with {secret}")

ViewActions.switch_all_keys = fail
sys.exit(main(sys.argv[1:]))
"""


def test_a_crash_prints_no_locals_and_no_secret_and_restores_the_terminal(config: Path) -> None:
    config.write_text(f'[llm]\napi_key = "{SECRET}"\n')
    command = [sys.executable, "-c", FAULT, str(config)]
    with Terminal(command, {"TERM": "xterm-256color"}) as terminal:
        terminal.wait_for("api_key")
        terminal.press("a")

        assert terminal.wait_for_end() == 1
        assert b"it went wrong with" in terminal.written
        assert SECRET.encode() not in terminal.written
        assert terminal.left_behind() == []
