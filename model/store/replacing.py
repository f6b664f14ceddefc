"""A file is replaced in one step by a complete new one, written beside it."""

import contextlib
import errno
import os
from collections.abc import Callable
from types import TracebackType
from typing import Self

from llm_tui.model.errors import FileChangedError, FileError
from llm_tui.model.store import exchange
from llm_tui.model.store.file_attributes import IrreplaceableError, keep_attributes
from llm_tui.model.store.handle import close, content, identity, sync_folder, write_all
from llm_tui.model.store.lease import Lease, opened_settled
from llm_tui.model.store.temporaries import exchange_name, make_temporary


class Beside:
    """A temporary file in the folder of the target, to take its place."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._handle, self.path = make_temporary(os.path.dirname(target))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Remove the file if it is still there; never another one that took its name."""
        with contextlib.suppress(OSError):
            if self.is_at(self.path):
                os.unlink(self.path)
        close(self._handle)

    def fill(self, data: bytes, *, is_new: bool = False) -> None:
        """Write the new content, and wait until it is on the disk.

        is_new: the target has no attributes that could be kept.
        """
        write_all(self._handle, data)
        if not is_new:
            with contextlib.suppress(FileNotFoundError):
                keep_attributes(self._target, self._handle)
        os.fsync(self._handle)

    def prepare_exchange(self) -> None:
        """Take a name by which the next start knows whether the exchange has happened."""
        path = exchange_name(self.path, self._handle, self._target)
        os.rename(self.path, path)
        self.path = path

    def is_at(self, path: str) -> bool:
        """Is this the file at a path?"""
        return identity(os.fstat(self._handle)) == identity(os.lstat(path))


def replace(target: str, data: bytes) -> bool:
    """Replace whatever the target holds, or make it; for files of our own.

    Raises OSError, and IrreplaceableError. True if it is known to be on the disk.
    """
    with Beside(target) as new:
        new.fill(data)
        os.replace(new.path, target)
    return sync_folder(target)


def replace_expected(target: str, data: bytes, expected: bytes, wait: float) -> bool:
    """Replace the target if it holds the expected content, else raise FileChangedError.

    Also raises FileBusyError, OSError, and IrreplaceableError. True if the new content is known to
    be on the disk.
    """
    _refuse_irreplaceable(target)
    try:
        new = Beside(target)
    except PermissionError:
        raise IrreplaceableError("its folder takes no new file") from None
    with new:
        new.fill(data)
        new.prepare_exchange()
        with opened_settled(target, wait, insist=True) as (handle, lease):
            if content(handle) != expected:
                raise FileChangedError(changed(target))
            _swap(new, target, lambda: _is_expected(handle, lease, new.path, expected))
    return sync_folder(target)


def make(target: str, data: bytes) -> bool:
    """Make a new file that only its owner can read.

    Raises FileChangedError if there is one, and OSError. True if it is known to be on the disk.
    """
    with Beside(target) as new:
        new.fill(data, is_new=True)
        try:
            os.link(new.path, target)
        except FileExistsError:
            if not new.is_at(target):
                raise FileChangedError(f"{target} was made by another program") from None
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if os.path.lexists(target):
                raise FileChangedError(f"{target} was made by another program") from None
            os.rename(new.path, target)
    return sync_folder(target)


_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def changed(target: str) -> str:
    """The message of a FileChangedError."""
    return f"{target} was not saved: another program keeps changing it; try again"


def _refuse_irreplaceable(target: str) -> None:
    """Raise IrreplaceableError where a new file would be broken off from something."""
    status = os.stat(target)
    if status.st_nlink > 1:
        raise IrreplaceableError("it has another name (a hard link)")
    if status.st_dev != os.stat(os.path.dirname(target)).st_dev:
        raise IrreplaceableError("it is a mount of its own")


def _swap(new: Beside, target: str, is_expected: Callable[[], bool]) -> None:
    """Put the new file in place of the target, and remove that unless it is not the expected one.

    Between the look at the target and its replacement another program may change it. Where two
    files can be exchanged in one step, what came out of the place can still be looked at then.
    """
    try:
        exchanged = exchange.swap(new.path, target)
        if not exchanged:
            os.rename(new.path, target)
    except OSError as error:
        if not _is_in_place(new, target):
            raise _judged(error, target) from error
        exchanged = os.path.lexists(new.path)
    if not exchanged:
        return
    if not is_expected():
        _put_back(new.path, target)
        raise FileChangedError(changed(target))
    # The old text is of no use any more. What can't be removed now is removed by the next start.
    with contextlib.suppress(OSError):
        os.unlink(new.path)


def _is_in_place(new: Beside, target: str) -> bool:
    """Did a rename that reported an error happen all the same? Network file systems have that."""
    try:
        return new.is_at(target)
    except OSError:
        return False


def _judged(error: OSError, target: str) -> Exception:
    """What an error of the rename means for the save."""
    if error.errno in {errno.EBUSY, errno.EXDEV}:
        return IrreplaceableError("it is a mount of its own")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return IrreplaceableError("its folder does not allow to replace it")
    if error.errno == errno.ENOENT:
        return FileChangedError(changed(target))
    return error


def _is_expected(handle: int, lease: Lease, displaced: str, expected: bytes) -> bool:
    """Is the displaced file the one that was looked at, unchanged and with no writer waiting?"""
    try:
        if identity(os.fstat(handle)) != identity(os.lstat(displaced)):
            return False
        return content(handle) == expected and not lease.is_contested
    except OSError:
        # It could be read a moment ago, and then held what was expected.
        return True


def _put_back(displaced: str, target: str) -> None:
    """Undo an exchange. If the target was replaced meanwhile, what is newer stays there."""
    try:
        placed = identity(os.lstat(target))
        while True:
            next_placed = identity(os.lstat(displaced))
            exchange.swap(displaced, target)
            if identity(os.lstat(displaced)) == placed:
                # Ours, or one that the other program has replaced.
                os.unlink(displaced)
                return
            placed = next_placed
    except FileNotFoundError:
        # Removed by the other program, and with it what was displaced.
        with contextlib.suppress(OSError):
            os.unlink(displaced)
    except OSError as error:
        kept = f"{target}.changed"
        with contextlib.suppress(OSError):
            os.rename(displaced, kept)
        raise FileError(
            f"{target} was saved over the change of another program, which is in {kept};"
            " put the two together"
        ) from error
