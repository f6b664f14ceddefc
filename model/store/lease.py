"""Leases: the kernel says who has a file open for writing, and holds up who is about to.

Without one, a program that writes into a file while it is replaced writes into the old file, which
nobody sees any more. There are leases on the local file systems of Linux, for the file's owner; on
others a lease has no effect.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from llm_tui.model.errors import FileBusyError
from llm_tui.model.store.handle import close

_PAUSE = 0.005
"""Seconds between two attempts."""


class Lease:
    """As long as it is held, opening the file for writing waits; exclusive: opening it at all."""

    def __init__(self, handle: int, *, exclusive: bool = False) -> None:
        """handle: the file; open for reading only, unless it is exclusive."""
        self._handle, self._exclusive = handle, exclusive
        self._held = False

    def take(self) -> bool:
        """Try to get the lease. False if another program has the file open in such a way."""
        if not hasattr(fcntl, "F_SETLEASE"):
            return True
        import signal

        try:
            # That somebody waits is signalled; SIGIO would end the program, SIGURG is ignored.
            fcntl.fcntl(self._handle, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(self._handle, fcntl.F_SETLEASE, self._kind)
        except BlockingIOError:
            return False
        except OSError:
            return True
        self._held = True
        return True

    def take_within(self, seconds: float) -> bool:
        """Try for a while."""
        deadline = time.monotonic() + seconds
        while not self.take():
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        return True

    @property
    def is_contested(self) -> bool:
        """Is a program waiting for the file?"""
        return self._held and fcntl.fcntl(self._handle, fcntl.F_GETLEASE) != self._kind

    @property
    def _kind(self) -> int:
        return fcntl.F_WRLCK if self._exclusive else fcntl.F_RDLCK


@contextmanager
def opened_settled(path: str, wait: float, *, insist: bool) -> Iterator[tuple[int, Lease]]:
    """Open a file for reading, with a lease, once no program has it open for writing any more.

    insist: if one has after `wait` seconds, raise FileBusyError rather than going on.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        lease = Lease(handle)
        if not lease.take_within(wait) and insist:
            raise FileBusyError(
                f"{path} was not saved: another program has it open for writing; close it there,"
                " or try again"
            )
        yield handle, lease
    finally:
        close(handle)
