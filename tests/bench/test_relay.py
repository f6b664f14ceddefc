"""The slow line."""

import sys
from pathlib import Path

import pytest

from tests.bench.programs import environment
from tests.bench.relay import Line
from tests.bench.running import Running


def test_nothing_arrives_before_the_delay() -> None:
    line = Line(delay=0.25, rate=1000)

    line.put(b"a" * 100, now=10)

    assert line.next == pytest.approx(10.35)
    assert line.take(10.3) == b""
    assert line.take(10.36) == b"a" * 100
    assert line.next is None


def test_what_is_put_in_at_once_arrives_at_the_rate() -> None:
    line = Line(delay=0, rate=1000)

    line.put(b"a" * 5000, now=0)

    arrived = [len(line.take(second)) for second in range(1, 7)]
    assert sum(arrived) == 5000
    assert max(arrived) <= 1000 + 512
    assert sum(arrived[:4]) <= 4000


def test_what_waits_for_the_line_is_late_too() -> None:
    line = Line(delay=0.25, rate=100)
    line.put(b"a" * 100, now=0)

    line.put(b"b", now=0.5)

    assert line.take(1.255) == b"a" * 100
    assert line.take(1.265) == b"b"


def test_bytes_arrive_in_order() -> None:
    line = Line(delay=0.25, rate=50_000)
    sent = bytes(range(256)) * 40

    line.put(sent[:3000], now=0)
    line.put(sent[3000:], now=0.01)

    assert b"".join(line.take(step / 100) for step in range(100)) == sent


def test_a_program_behind_it_is_shown_and_typed_into(tmp_path: Path) -> None:
    echo = "print('name?'); print(input()[::-1])"
    command = (sys.executable, "-m", "tests.bench.relay", "--delay", "0.01", sys.executable)

    with Running((*command, "-c", echo), environment(str(tmp_path)), (40, 5)) as running:
        running.wait_for("name?")
        running.type("olleh\r")
        running.wait_for("hello")
