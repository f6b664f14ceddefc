"""A program in a real terminal: what it shows, and how it ends."""

import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.tui.output.emulator import Shown, shown
from tests.tui.terminal import LIMIT, Terminal

FOLDER = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "tests.tui.output.small_app"]
DOWN, SHIFT_TAB, F2, F3, F4 = "\x1b[B", "\x1b[Z", "\x1b[12~", "\x1b[13~", "\x1b[14~"
SYNCHRONISED_IS_KNOWN = "\x1b[?2026;2$y"


def started(*words: str, **environment: str) -> Terminal:
    """The small program, once it is on the screen; in colours that nothing has to be done to."""
    colours = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    variables = {**colours, "PYTHONPATH": str(FOLDER), **environment}
    return Terminal([*COMMAND, *words], variables, (60, 16))


def cells(terminal: Terminal) -> list[list[Shown]]:
    screen = terminal.screen
    return [
        [shown(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)
    ]


def wait_until(terminal: Terminal, holds: Callable[[], bool]) -> None:
    for _ in range(int(LIMIT / 0.1)):
        if holds():
            return
        terminal.read(0.1)
    raise AssertionError(f"it never came:\n{terminal.text()}")


def differs(terminal: Terminal, before: list[list[Shown]]) -> bool:
    return cells(terminal) != before


def settle(terminal: Terminal) -> None:
    """Read until nothing more comes."""
    while terminal.read(0.3):
        pass


STEPS = (
    ("once more", "+"),
    ("down", DOWN),
    ("to the end", "\x1b[F"),
    ("up", "\x1b[A\x1b[A"),
    ("to the table", "\t"),
    ("down in the table", DOWN * 9),
    ("to the input", "\t"),
    ("type", "漢字 and e\u0301"),
    ("go back", "\x1b[D\x1b[D"),
    ("delete", "\x7f"),
    ("to the tree", "\t"),
    ("ask", F2),
    ("close", F2),
    ("repaint", "\x0c"),
    ("again", "+" * 12),
)


@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color", "vt100"])
def test_the_screen_is_the_same_as_with_textuals_own_output(term: str) -> None:
    with started("plain", TERM=term) as plain, started(TERM=term) as ours:
        plain.wait_for("value ✓ 5")
        ours.press(SYNCHRONISED_IS_KNOWN)
        for name, keys in (("start", ""), *STEPS):
            before = cells(plain)
            plain.press(keys)
            ours.press(keys)
            if keys and name != "repaint":
                wait_until(plain, partial(differs, plain, before))
            settle(plain)
            wait_until(ours, lambda: cells(ours) == cells(plain))
        for size in ((40, 10), (81, 25), (60, 16)):
            plain.resize(*size)
            ours.resize(*size)
            settle(plain)
            wait_until(ours, lambda: cells(ours) == cells(plain))
        assert len(ours.written) * 4 < len(plain.written)
        for terminal in (plain, ours):
            terminal.press(F4)
            assert terminal.wait_for_end() == 0
        assert ours.left_behind() == []


def test_keys_are_waited_for_without_waking_up() -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        settle(terminal)
        before = switches(terminal)
        terminal.read(1)
        assert switches(terminal) - before <= 2


def switches(terminal: Terminal) -> int:
    status = Path(f"/proc/{terminal.pid}/status").read_text(encoding="ascii")
    return int(status.split("voluntary_ctxt_switches:")[1].split()[0])


def test_a_lone_escape_is_told_from_a_sequence() -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        terminal.press("\x1b")
        terminal.press("+")
        terminal.wait_for("1 times")


def test_a_terminal_that_was_not_reading_gets_the_last_screen() -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        terminal.press("\x0c+" * 200)
        terminal.wait_for("200 times")
        terminal.press(F4)
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []


ENDING = [
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGTERM,
    signal.SIGALRM,
    signal.SIGXCPU,
    signal.SIGUSR1,
    signal.SIGUSR2,
]


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_ends_it_and_the_terminal_is_restored(number: signal.Signals) -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        terminal.kill(number)
        assert terminal.wait_for_end() == 128 + number
        assert terminal.left_behind() == []


def test_a_broken_pipe_does_not_end_it() -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        terminal.kill(signal.SIGPIPE)
        terminal.press("+")
        terminal.wait_for("1 times")


@pytest.mark.parametrize("moment", ["load", "compose", "mount", "ready"])
def test_a_signal_while_it_starts_restores_the_terminal(moment: str) -> None:
    with started(DIE_AT=moment) as terminal:
        assert terminal.wait_for_end() in (128 + signal.SIGTERM, -signal.SIGTERM)
        assert terminal.left_behind() == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_it_also_where_the_terminal_takes_nothing(number: signal.Signals) -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        terminal.press((F2 + F2 + "+") * 300)
        terminal.kill(number)
        assert terminal.wait_for_end(reading=False) == 128 + number
        assert terminal.left_behind() == []


def test_a_signal_ends_it_also_where_the_event_loop_is_stuck() -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        terminal.press("\x1b[15~")
        terminal.wait_for("stuck")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        assert terminal.left_behind() == []


@pytest.mark.parametrize("output", ["cells", "plain"])
def test_a_terminal_that_is_gone_without_a_signal_ends_it(output: str) -> None:
    command = ["/bin/sh", "-c", f"trap '' HUP; exec {' '.join(COMMAND)} {output}"]
    with Terminal(command, {"TERM": "xterm-256color", "PYTHONPATH": str(FOLDER)}) as terminal:
        terminal.wait_for("value ✓ 5")
        terminal.hang_up()
        assert terminal.wait_for_end(reading=False) == 128 + signal.SIGHUP


def test_what_raises_while_the_terminal_is_lent_is_raised_on_the_screen() -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        terminal.press(F3)
        terminal.wait_for("it raised")
        terminal.press(F4)
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []


def test_ctrl_z_stops_it_and_fg_shows_the_same_screen() -> None:
    environment = {"TERM": "xterm-256color", "PYTHONPATH": str(FOLDER), "PS1": "% "}
    with Terminal(["/bin/sh", "-i"], environment, (60, 16)) as terminal:
        terminal.wait_for("%")
        terminal.press(" ".join(COMMAND) + "\r")
        terminal.wait_for("value ✓ 5")
        terminal.press("+\t" + DOWN)
        terminal.wait_for("1 times")
        settle(terminal)
        before = cells(terminal)
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        assert terminal.left_behind() == []
        terminal.press("fg\r")
        wait_until(terminal, lambda: cells(terminal) == before)
        terminal.press("+")
        terminal.wait_for("2 times")
        terminal.press(F4)
        terminal.wait_for("%")
        terminal.press("exit\r")
        terminal.wait_for_end()


def test_ctrl_z_where_nobody_could_let_it_go_on_changes_nothing() -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        terminal.press("\x1a+")
        terminal.wait_for("1 times")
        terminal.wait_for("value ✓ 5")


def test_it_takes_the_terminal_again_after_it_was_stopped_by_force() -> None:
    with started() as terminal:
        terminal.wait_for("value ✓ 5")
        settle(terminal)
        before = cells(terminal)
        terminal.screen.reset()
        terminal.kill(signal.SIGCONT)
        wait_until(terminal, lambda: cells(terminal) == before)
