"""A program seen from outside."""

import sys
from pathlib import Path

import pytest

from tests.bench.programs import CURSES, environment, opened
from tests.bench.running import MeasurementError, Running
from tests.bench.screen import DOWN, TAB


def test_every_byte_of_a_key_is_counted() -> None:
    with opened(CURSES) as running:
        start = running.started(CURSES.shows)
        output = running.press(DOWN)
        nothing = running.press("x")

    assert start.size > 0
    assert output.size > 0
    assert output.cells > 0
    assert nothing.first is None
    assert (nothing.size, nothing.cells) == (0, 0)


def test_a_held_key_counts_as_often_as_it_is_written() -> None:
    with opened(CURSES) as running:
        running.started(CURSES.shows)
        running.press(TAB)
        running.hold(DOWN, times=5, pause=0.001)

        (row,) = (y for y in running.text().split("\n") if "key 5 " in y)
        selected = running.hold("\x1b[A", times=5, pause=0.001)

    assert row
    assert selected.cells > 0


def test_a_program_that_ends_too_soon_is_reported(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")

    with (
        pytest.raises(MeasurementError, match="SIGSEGV"),
        Running(command, environment(str(tmp_path)), (40, 5)) as running,
    ):
        running.started("never")


def test_leaving_ends_the_process() -> None:
    with opened(CURSES) as running:
        running.started(CURSES.shows)
        running.leave(CURSES.leave)

        assert not Path(f"/proc/{running.pid}/exe").exists()
