"""A file that can't be replaced is written over, after a copy of it is safe elsewhere."""

import contextlib
import errno
import os

from llm_tui.model.errors import FileChangedError, FileError
from llm_tui.model.store.handle import close, content, identity, write_all
from llm_tui.model.store.lease import Lease
from llm_tui.model.store.os_reason import os_reason
from llm_tui.model.store.replacing import changed
from llm_tui.model.store.reserve import Reserve, reserve

_PATIENCE = 1.0
"""In seconds: how long other programs are given to close the file."""

_UNSUPPORTED = {errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}


def overwrite(target: str, data: bytes, expected: bytes) -> None:
    """Write over a file that holds the expected content, with its lock held.

    Raises FileChangedError, OSError after which the file is as it was, and FileError if it is not.
    """
    copy = reserve(target)
    handle = os.open(target, os.O_RDWR | os.O_NOFOLLOW)
    try:
        # Who only reads may have it open for long, and stops nothing.
        Lease(handle, exclusive=True).take_within(_PATIENCE)
        if content(handle) != expected:
            raise FileChangedError(changed(target))
        _keep(copy, target, expected, data)
        _write_over(target, handle, data, expected, copy)
    finally:
        close(handle)


def restore(target: str, old: bytes) -> None:
    """Write the old text over what a save that was cut off has left. Raises OSError."""
    handle = os.open(target, os.O_RDWR | os.O_NOFOLLOW)
    try:
        _put(handle, old)
    finally:
        close(handle)


def _keep(copy: Reserve, target: str, old: bytes, new: bytes) -> None:
    try:
        copy.keep(old, new)
    except OSError as error:
        raise FileError(
            f"{target} was not saved: it can only be written in place, and the copy that this"
            f" needs could not be made in {os.path.dirname(copy.old)}: {os_reason(error, 'write')}"
        ) from error


def _write_over(target: str, handle: int, data: bytes, expected: bytes, copy: Reserve) -> None:
    try:
        _reserve_space(handle, len(data))
        _put(handle, data)
        written = content(handle)
    except (OSError, KeyboardInterrupt):
        _undo(target, handle, expected, copy)
        raise
    if written != data:
        raise FileError(
            f"{target}: another program wrote into it while it was saved; look at the file. Its"
            f" text from before is in {copy.set_aside()}"
        )
    copy.drop()
    if not _is_still_at(target, handle):
        raise FileChangedError(changed(target))


def _reserve_space(handle: int, size: int) -> None:
    """Have the disk find room for all that is to be written, before anything is."""
    if size > os.fstat(handle).st_size and hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(handle, 0, size)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise


def _put(handle: int, data: bytes) -> None:
    write_all(handle, data)
    os.ftruncate(handle, len(data))
    os.fsync(handle)


def _undo(target: str, handle: int, old: bytes, copy: Reserve) -> None:
    """Write the old text again after a failure. If that fails too, the copy stays."""
    try:
        _put(handle, old)
    except OSError as error:
        with contextlib.suppress(OSError):
            if content(handle) == old:
                return
        raise FileError(
            f"{target} was not saved, and is damaged: the disk failed while it was written. The"
            f" text from before is in {copy.old}, and the next start puts it back by itself"
        ) from error
    copy.drop()


def _is_still_at(target: str, handle: int) -> bool:
    """Is the file that was written the one at the path, or has another taken its place?"""
    try:
        return identity(os.lstat(target)) == identity(os.fstat(handle))
    except OSError:
        return True
