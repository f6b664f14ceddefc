"""A lock that keeps two processes of this program from saving one file at the same time.

It is in the state folder, so that nothing is left beside the file, and the kernel releases it when
its holder ends in whatever way. filelock does the same, but importing it takes longer than all else
that a command does.
"""

import contextlib
import fcntl
import os
import time
import zlib
from collections.abc import Callable
from types import TracebackType
from typing import Self

from llm_tui.model.errors import FileBusyError, FileError
from llm_tui.model.store import folders
from llm_tui.model.store.handle import close

WAIT = 10.0
"""For how many seconds a process waits for another to finish saving."""

_PATIENCE, _PAUSE = 1.0, 0.01
"""After how many seconds a wait is reported, and how many lie between two attempts."""


class FileLock:
    """The lock of one file.

    Where the state folder can't be used there is no lock, and `held` stays False: that the file
    still holds the expected text is checked in any case.
    """

    def __init__(
        self,
        target: str,
        wait: float = WAIT,
        on_wait: Callable[[str], None] | None = None,
    ) -> None:
        """on_wait: called once with a line that names the holder, if it takes long."""
        self.held = False
        self._target, self._wait, self._on_wait = target, wait, on_wait
        self._handle: int | None = None

    def __enter__(self) -> Self:
        """Wait for the lock. Raises FileBusyError if another process keeps it."""
        folder = os.path.join(folders.state_folder(), "locks")
        path = os.path.join(folder, _lock_name(self._target))
        try:
            folders.make_private(folder)
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            self.held = self._acquire(self._handle)
        except (FileBusyError, KeyboardInterrupt):
            self._close()
            raise
        except (FileError, OSError):
            self._close()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Release the lock. Its file stays: removing it would give two processes a lock each."""
        self._close()

    def _acquire(self, handle: int) -> bool:
        begun, reported = time.monotonic(), False
        while not _try_lock(handle):
            waited = time.monotonic() - begun
            if waited >= self._wait:
                raise FileBusyError(
                    f"{self._target} was not saved: {_holder(handle)} has been saving it for"
                    f" {waited:.0f} s; end that process, or try again"
                )
            if waited >= _PATIENCE and not reported and self._on_wait:
                self._on_wait(f"{self._target}: waiting for {_holder(handle)}, which is saving it")
                reported = True
            time.sleep(_PAUSE)
        with contextlib.suppress(OSError):
            # On a full disk it is held without a name.
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"pid {os.getpid()} on {os.uname().nodename}".encode(), 0)
        return True

    def _close(self) -> None:
        if self._handle is not None:
            close(self._handle)
            self._handle = None
        self.held = False


def _lock_name(target: str) -> str:
    """A short name; two files that share one wait for each other, which does no harm."""
    return f"{zlib.crc32(os.fsencode(target)):08x}.lock"


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(handle: int) -> str:
    """The process that has the lock, in words."""
    name = os.pread(handle, 200, 0).decode(errors="replace")
    return f"llm-tui ({name})" if name.isprintable() and name else "another llm-tui"
