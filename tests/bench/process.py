"""Facts about a running process, from /proc."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def busy(pid: int) -> float:
    """Return the seconds that its threads have run, or have waited for a free processor.

    On a loaded machine a program that waits for its turn is not idle.
    """
    ran, waited = _scheduled(pid)
    return ran + waited


def worked(pid: int) -> float:
    """Return the seconds of processor time that its living threads have used."""
    return _scheduled(pid)[0]


def wakeups(pid: int) -> int:
    """Return how often its threads have gone to sleep, which is how often they woke."""
    return sum(
        int(line.split()[1])
        for status in _of_threads(pid, "status")
        for line in status.splitlines()
        if line.startswith("voluntary_ctxt_switches")
    )


def megabytes(pid: int) -> float:
    """Return what it holds in memory now."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def _scheduled(pid: int) -> tuple[float, float]:
    fields = [text.split() for text in _of_threads(pid, "schedstat")]
    return sum(int(f[0]) for f in fields) / 1e9, sum(int(f[1]) for f in fields) / 1e9


def _of_threads(pid: int, file: str) -> Iterator[str]:
    # A thread, or the process, may end meanwhile.
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with suppress(OSError):
                yield Path(f"/proc/{pid}/task/{thread}/{file}").read_text(encoding="ascii")
