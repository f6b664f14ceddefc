"""A fault of the program itself is one line, and a report without any key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from llm_tui.model.store import crash_reports
from tests.tui.terminal import Terminal

SECRET = "planted-key-of-nobody-3f9a"

ON_THE_SCREEN = """\
from llm_tui.tui.actions.view_actions import ViewActions
from llm_tui.tui.main import start

def fail(actions):
    secret = actions.host.state.document.value(("llm", "api_key"))
    raise RuntimeError(f"it went wrong with {secret}")

ViewActions.switch_all_keys = fail
start()
"""

IN_A_COMMAND = """\
import sys
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands import get
from llm_tui.tui.main import start

def fail(options):
    get.opened(options)
    secret = Document(open(options.path, "rb").read()).value(("llm", "api_key"))
    raise RuntimeError(f"it went wrong with {secret}, {sys.argv} and \\x1b]0;title\\a")

get.run = fail
start()
"""


def kept() -> str:
    """The only report; it and its folder are their owner's only."""
    folder = Path(crash_reports.folder())
    (report,) = folder.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert report.stat().st_mode & 0o777 == 0o600
    return report.read_text()


def test_a_crash_of_the_screen_is_a_line_and_a_report_and_restores_the_terminal(
    config: Path,
) -> None:
    config.write_text(f'[llm]\napi_key = "{SECRET}"\n')
    command = [sys.executable, "-c", ON_THE_SCREEN, str(config)]
    with Terminal(command, {"TERM": "xterm-256color"}) as terminal:
        terminal.wait_for("api_key")
        terminal.press("a")

        assert terminal.wait_for_end() == 1
        assert b"a fault of llm-tui itself, RuntimeError; please report it with" in terminal.written
        assert b"Traceback" not in terminal.written
        assert SECRET.encode() not in terminal.written
        assert terminal.left_behind() == []
    report = kept()
    assert "it went wrong with" in report
    assert SECRET not in report


def test_a_crash_of_a_command_is_a_line_and_a_report(config: Path) -> None:
    config.write_text(f'[llm]\napi_key = "{SECRET}"\n')
    words = ["get", "llm", "model", "-f", str(config), "--dialect=openhands"]

    done = subprocess.run(
        [sys.executable, "-c", IN_A_COMMAND, *words], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("llm-tui: a fault of llm-tui itself, RuntimeError; please")
    assert done.stderr.count("\n") == 1
    report = kept()
    assert "Traceback" in report
    assert "it went wrong with" in report
    assert SECRET not in report


def test_only_the_last_reports_are_kept() -> None:
    for number in range(crash_reports.KEPT + 3):
        crash_reports.keep(f"report {number}", f"2026-{number:02}")

    names = sorted(os.listdir(crash_reports.folder()))
    assert len(names) == crash_reports.KEPT
    assert names[0].startswith("2026-03-")


def test_a_report_that_can_not_be_kept_is_said(
    config: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file where the folder would be")
    config.write_text("[llm]\n")
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}

    done = subprocess.run(
        [sys.executable, "-c", IN_A_COMMAND, "get", "llm", "model", "-f", str(config)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )

    assert done.returncode == 1
    assert "no report could be kept" in done.stderr
    assert "Traceback" not in done.stderr
