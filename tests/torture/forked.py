"""Functions that run in processes of their own, started in the same instant."""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Result = dict[str, Any]

LIMIT = 120
"""Seconds after which a child is killed: far more than any takes, on a busy machine, too."""


def together(
    functions: Sequence[Callable[[], Result]], seconds: int = LIMIT
) -> list[Result | None]:
    """Run each function in a child; returns their results, None of one that was killed.

    A child that takes longer is killed by the kernel's alarm. Everything is imported before.
    """
    start, begin = os.pipe()
    children = [_child(function, start, begin, seconds) for function in functions]
    os.close(start)
    os.close(begin)
    results: list[Result | None] = []
    for pid, answer in children:
        with os.fdopen(answer, "rb") as file:
            data = file.read()
        _, status = os.waitpid(pid, 0)
        if os.waitstatus_to_exitcode(status) == -signal.SIGALRM:
            results.append({"traceback": f"it did not end within {seconds} s"})
        else:
            results.append(json.loads(data) if data else None)
    return results


def alone(function: Callable[[], Result], seconds: int = LIMIT) -> Result | None:
    """Run one function in a child."""
    return together([function], seconds)[0]


def _child(function: Callable[[], Result], start: int, begin: int, seconds: int) -> tuple[int, int]:
    answer, given = os.pipe()
    pid = os.fork()
    if pid:
        os.close(given)
        return pid, answer
    # No exception may leave the child: it would go on with the parent's work.
    try:
        signal.alarm(seconds)
        os.close(answer)
        os.close(begin)
        os.read(start, 1)  # until the parent has closed the other end
        result = function()
        with open(given, "wb") as file:
            file.write(json.dumps(result).encode())
    except BaseException:  # noqa: BLE001 # it is reported
        with open(given, "wb") as file:
            file.write(json.dumps({"traceback": traceback.format_exc()}).encode())
    finally:
        os._exit(0)


def silenced(output: Path) -> None:
    """Send what this process prints to a file."""
    handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(handle, stream)
    sys.stdout = os.fdopen(1, "w", 1, closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, closefd=False)
