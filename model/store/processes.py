"""Processes of this machine and of others that share a folder with it, and whether they run."""

import os
from contextlib import suppress
from typing import NamedTuple


class Process(NamedTuple):
    """A process, told apart from a later one that has the same number."""

    host: str
    pid: int
    started: str | None = None
    """The boot of the machine, and the ticks since then; None where that is not known."""
    namespace: str | None = None
    """Where its number counts: a container numbers its own. None where that is not known."""

    def is_running(self) -> bool | None:
        """Does it run? None if that can't be seen from here."""
        here = this_process()
        if self.host != here.host or self.namespace not in (None, here.namespace):
            return None
        if self.started is not None:
            return self.started == _started(self.pid)
        return self.pid != here.pid and _exists(self.pid)


def this_process() -> Process:
    """The process that calls this."""
    pid = os.getpid()
    namespace = None
    with suppress(OSError):
        namespace = os.readlink("/proc/self/ns/pid")
    return Process(os.uname().nodename, pid, _started(pid), namespace)


def _started(pid: int) -> str | None:
    """When a process began; None where there is no such process, or no /proc."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            boot = file.read().strip()
        with open(f"/proc/{pid}/stat", "rb") as file:
            # The name of the program comes second, in parentheses, and can hold anything.
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    # A zombie has ended; only its parent has not noticed yet.
    return None if fields[0] == b"Z" else f"{boot} {int(fields[19])}"


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
