"""A process is known by more than its number, and one that can't be seen is not called dead."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from llm_tui.model.store.processes import Process, _started, this_process

HERE = this_process()


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """Another process, until it is killed."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.wait()
    assert process.stdin is not None
    process.stdin.close()


def of(pid: int) -> Process:
    return HERE._replace(pid=pid, started=_started(pid))


def test_a_process_runs_until_it_ends(sleeper: subprocess.Popen[bytes]) -> None:
    process = of(sleeper.pid)
    by_number = Process(HERE.host, sleeper.pid)
    assert process.is_running()
    assert by_number.is_running()

    sleeper.send_signal(signal.SIGKILL)
    os.waitid(os.P_PID, sleeper.pid, os.WEXITED | os.WNOWAIT)
    assert process.is_running() is False, "a zombie"

    sleeper.wait()
    assert process.is_running() is False
    assert by_number.is_running() is False


def test_a_later_process_with_the_same_number_is_another_one(
    sleeper: subprocess.Popen[bytes],
) -> None:
    assert of(sleeper.pid)._replace(started="boot 1").is_running() is False


def test_this_process_runs_and_is_not_the_one_that_had_only_its_number() -> None:
    assert HERE.is_running()
    assert Process(HERE.host, HERE.pid).is_running() is False


@pytest.mark.parametrize(
    "process",
    [HERE._replace(host="elsewhere"), HERE._replace(namespace="pid:[1]"), Process("elsewhere", 1)],
)
def test_a_process_of_another_machine_or_container_can_not_be_seen(process: Process) -> None:
    assert process.is_running() is None


def test_a_number_that_no_process_can_have_is_of_none() -> None:
    assert Process(HERE.host, 10**30).is_running() is False
