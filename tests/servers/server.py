"""A server as a process of its own: started, waited for, and ended whatever happens."""

import os
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ENVIRONMENTS = Path(__file__).parents[2] / ".venv-servers"
"""Where `make test-servers` installs each server, in a folder of its name."""

START_LIMIT = 90.0
"""Seconds within which a server must be ready: the first start also compiles."""

_ANNOUNCED = re.compile(r"running on (http://127\.0\.0\.1:\d+)")


@contextmanager
def running(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], health: str
) -> Iterator[str]:
    """The address of a server that answers at the path `health`.

    It chooses a free port and says on stdout or stderr that it is "running on" its address; what
    it says is kept in `folder`, where it is started. Raises AssertionError if it does not start.
    """
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _ready(process, log, health)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _ready(process: subprocess.Popen[bytes], log: Path, health: str) -> str:
    end = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < end:
        announced = _ANNOUNCED.search(log.read_text(errors="replace"))
        if announced and _answers(announced[1] + health):
            return announced[1]
        time.sleep(0.05)
    ended = "ended" if process.poll() is not None else f"was not ready after {START_LIMIT:g} s"
    said = log.read_text(errors="replace")[-4000:]
    raise AssertionError(f"{process.args!r} {ended}. It said:\n{said}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
