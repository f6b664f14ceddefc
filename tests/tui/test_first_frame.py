"""The first frame, which is drawn before Textual is imported, in a real terminal."""

import operator
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.tui.output.emulator import Shown, shown
from tests.tui.terminal import LIMIT, Terminal

Size = tuple[int, int]

PROGRAM = str(Path(sys.executable).with_name("llm-tui"))
TEXT = """\
[llm]
model = "gpt-4o"
temperature = 0.5

[llm.one]
model = "openai/o3"
# seed = 1

[llm.two]
model = "ollama/llama3 – 漢字"
num_retries = "many"
"""
SMALL: Size = (80, 24)

INSTANTS = 16
"""Moments of the first second in which a signal comes."""


def opened(config: Path) -> Terminal:
    variables = {"TERM": "xterm-256color", "HOME": os.environ["HOME"]}
    return Terminal([PROGRAM, str(config)], variables)


def script(
    config: Path, *lines: str, arguments: Sequence[str] = (), size: Size = SMALL, **environment: str
) -> Terminal:
    """The program in an interpreter in which something was done before."""
    run = ("import sys", *lines, "from llm_tui.tui.main import start", "start()")
    command = [sys.executable, "-c", "\n".join(run), *arguments, str(config)]
    variables = {"TERM": "xterm-256color", "HOME": os.environ["HOME"], "LANG": "C.UTF-8"}
    return Terminal(command, {**variables, **environment}, size)


CHECKS, APP = "llm_tui.model.check.checker", "llm_tui.tui.app"
"""What is imported right after the first frame, and right after the checks: Textual with it."""


class Held:
    """The program, held right before it imports a module, each time until it is let go."""

    def __init__(self, config: Path, *modules: str, **options: Any) -> None:
        self._gate = config.with_name("gate")
        os.mkfifo(self._gate)
        finder = (
            "class Finder:",
            "    def find_spec(self, name, *rest):",
            f"        if name in {modules or (APP,)}: open({str(self._gate)!r}).close()",
            "sys.meta_path.insert(0, Finder())",
        )
        self.terminal = script(config, *finder, **options)
        self.terminal.wait_for("help" if modules else "✗ 1")

    def let_go(self) -> None:
        """Go on; the program waits at the gate by now, or will."""
        os.close(os.open(self._gate, os.O_WRONLY))


def cells(terminal: Terminal) -> list[Shown]:
    screen = terminal.screen
    return [shown(screen.buffer[y][x]) for y in range(screen.lines) for x in range(screen.columns)]


@pytest.mark.parametrize(
    ("size", "arguments", "environment"),
    [
        ((80, 24), [], {}),
        ((120, 40), [], {"COLORTERM": "truecolor"}),
        ((60, 14), [], {}),
        ((80, 24), [], {"TERM": "vt100"}),
        ((80, 24), [], {"TERM": "xterm"}),
        ((80, 24), [], {"NO_COLOR": "1"}),
        ((80, 24), ["--ascii"], {}),
    ],
    ids=str,
)
def test_what_is_found_out_meanwhile_is_added_and_then_not_a_byte_is_sent(
    config: Path, size: Size, arguments: list[str], environment: dict[str, str]
) -> None:
    config.write_text(TEXT)
    held = Held(config, CHECKS, APP, arguments=arguments, size=size, **environment)
    with held.terminal as terminal:
        first, title = cells(terminal), terminal.screen.display[0]
        held.let_go()
        wait_until(terminal, lambda: terminal.screen.display[0] != title)
        while terminal.read(0.1):
            pass
        last, written = cells(terminal), terminal.written
        held.let_go()
        wait_until(terminal, lambda: is_waiting(terminal))
        assert terminal.written == written
        terminal.press("\t")
        wait_until(terminal, lambda: terminal.written != written)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []

    assert sum(map(operator.ne, first, last)) < len(first) / 10
    assert terminal.written.count(b"\x1b[2J\x1b[?25l") == 1


def wait_until(terminal: Terminal, holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < end, terminal.text()
        terminal.read(0.05)


def is_waiting(terminal: Terminal) -> bool:
    """Whether the program has its event loop, and that has nothing to do for a while."""
    folder = Path(f"/proc/{terminal.pid}")
    return has_loop(folder) and all(not terminal.read(0.1) and is_asleep(folder) for _ in range(3))


def has_loop(process: Path) -> bool:
    with suppress(FileNotFoundError):  # a file that is closed meanwhile
        return any("eventpoll" in os.readlink(one) for one in process.joinpath("fd").iterdir())
    return False


def is_asleep(process: Path) -> bool:
    return process.joinpath("stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "S"


def test_keys_that_are_pressed_meanwhile_are_kept_in_their_order(config: Path) -> None:
    config.write_text(TEXT)
    held = Held(config)
    with held.terminal as terminal:
        before = terminal.written
        for key in ("jj", "\t", "\r", "\x15", "o", "4", "-", "mini", "\r", "s", "q"):
            terminal.press(key)
        assert not terminal.read(0.1)
        held.let_go()
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []

    assert config.read_text() == TEXT.replace("ollama/llama3 – 漢字", "o4-mini")
    assert b"q" not in terminal.written[len(before) :].split(b"\x1b[?1049l")[1]


def test_keys_that_are_pressed_before_anything_is_shown_are_kept(config: Path) -> None:
    config.write_text(TEXT)
    with opened(config) as terminal:
        terminal.press("jj\tx")
        terminal.wait_for("1 unsaved")
        terminal.press("sq")
        assert terminal.wait_for_end() == 0

    assert config.read_text() == TEXT.replace('model = "ollama/llama3 – 漢字"\n', "")


def test_a_signal_restores_the_terminal_at_whatever_moment_it_comes(config: Path) -> None:
    config.write_text(TEXT)
    statuses = set()
    for instant in range(INSTANTS):
        with opened(config) as terminal:
            end = time.monotonic() + instant / INSTANTS
            while (left := end - time.monotonic()) > 0:
                terminal.read(left)
            terminal.kill(signal.SIGTERM)
            statuses.add(terminal.wait_for_end())
            assert terminal.left_behind() == [], instant
    assert statuses <= {-signal.SIGTERM, 128 + signal.SIGTERM}
    assert 128 + signal.SIGTERM in statuses


def test_no_large_library_is_loaded_to_show_to_edit_and_to_test(config: Path) -> None:
    config.write_text(TEXT)
    with opened(config) as terminal:
        terminal.press("\tx")
        terminal.wait_for("1 unsaved")
        terminal.press("t")
        terminal.wait_for("─ Test [llm]")
        libraries = Path(f"/proc/{terminal.pid}/maps").read_text(encoding="utf-8")
        assert "libpython" in libraries or "python3" in libraries
        assert "libcrypto" not in libraries
        assert "libncurses" not in libraries


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1])
def test_a_signal_restores_the_terminal_while_textual_is_imported(
    config: Path, number: signal.Signals
) -> None:
    config.write_text(TEXT)
    with Held(config).terminal as terminal:
        terminal.kill(number)
        assert terminal.wait_for_end() == 128 + number
        assert terminal.left_behind() == []


def test_after_a_stop_by_force_the_first_frame_is_shown_again(config: Path) -> None:
    config.write_text(TEXT)
    held = Held(config)
    with held.terminal as terminal:
        before = cells(terminal)
        terminal.kill(signal.SIGSTOP)
        terminal.screen.reset()
        terminal.kill(signal.SIGCONT)
        terminal.wait_for("help")
        assert cells(terminal) == before
        held.let_go()
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []


def test_a_stop_that_comes_meanwhile_does_not_leave_the_terminal_taken(config: Path) -> None:
    config.write_text(TEXT)
    held = Held(config)
    with held.terminal as terminal:
        terminal.kill(signal.SIGTSTP)
        held.let_go()
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_size_that_changes_meanwhile_is_the_one_that_is_drawn(config: Path) -> None:
    config.write_text(TEXT)
    held = Held(config, size=(120, 40))
    with held.terminal as terminal:
        terminal.resize(60, 14)
        held.let_go()
        terminal.press("\t")
        terminal.wait_for("enter edit")
        assert "│" not in terminal.text()
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_an_error_while_textual_is_imported_restores_the_terminal(config: Path) -> None:
    config.write_text(TEXT)
    with script(config, "sys.modules['llm_tui.tui.app'] = None") as terminal:
        assert terminal.wait_for_end() == 1
        assert b"help" in terminal.written
        assert "a fault of llm-tui itself" in terminal.text()
        assert terminal.left_behind() == []


def test_textuals_own_driver_takes_the_terminal_anew(config: Path) -> None:
    config.write_text(TEXT)
    with script(config, "sys.modules['llm_tui.tui.output.private'] = None") as terminal:
        wait_until(terminal, lambda: terminal.written.count(b"\x1b[?1049h") == 2)
        # Enter would be the end of a line before that.
        wait_until(terminal, lambda: terminal.hands_on_keys)
        terminal.press("\t\r")
        terminal.wait_for("model · [llm]")
        terminal.press("\rq")
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []


@pytest.mark.parametrize("text", ["[llm\n", None], ids=["broken", "new"])
def test_a_file_that_can_not_be_shown_is_left_to_the_app(config: Path, text: str | None) -> None:
    if text is not None:
        config.write_text(text)
    with opened(config) as terminal:
        terminal.wait_for("line 1" if text else "There is no")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []
