"""Reading a file that may be anything: at most so many bytes, and without waiting for ever."""

import errno
import os
import select
import stat
import time


def read_bounded(path: str, most: int, patience: float | None = None) -> bytes:
    """The first bytes of a file; one more than `most` if it has more.

    patience: seconds to wait for what a pipe gives; None refuses everything but regular files.
    Raises OSError: BlockingIOError where it would wait longer, as for /proc/kmsg, which is a
    regular file by its mode.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        _refuse_others(handle, path, pipes=patience is not None)
        until = time.monotonic() + (patience or 0)
        pieces: list[bytes] = []
        left = most + 1
        while left:
            if patience is not None:
                select.select([handle], [], [], max(0, until - time.monotonic()))
            piece = os.read(handle, min(left, 1 << 20))
            if not piece:
                break
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    finally:
        os.close(handle)


def _refuse_others(handle: int, path: str, *, pipes: bool) -> None:
    mode = os.fstat(handle).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not stat.S_ISREG(mode) and not (pipes and stat.S_ISFIFO(mode)):
        raise OSError(errno.EINVAL, "not a regular file", path)
