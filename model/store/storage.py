"""Reading the config file, and writing files of our own."""

import os
import stat
from contextlib import suppress

from llm_tui.model.errors import FileChangedError, FileError
from llm_tui.model.store.lease import opened_settled
from llm_tui.model.store.os_reason import os_reason
from llm_tui.model.toml.bounded_file import read_bounded
from llm_tui.model.toml.bounds import MAX_SIZE
from llm_tui.model.toml.document import Document

DEFAULT_PATHS = ("config.toml", os.path.join("~", ".openhands", "config.toml"))
"""The places of a config file that no command names, in this order."""


def default_path() -> str | None:
    """The first config file at the default places, if there is one."""
    for path in map(os.path.expanduser, DEFAULT_PATHS):
        if os.path.exists(path):
            return path
    return None


def is_missing(path: str) -> bool:
    """Is there no such file? One that can't be looked at is not missing."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def read(path: str) -> Document:
    """The document in a file. Raises FileError, also for a folder, a device or a huge file.

    A program that is writing into the file is given a moment to finish.
    """
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise FileError(f"{path} is a folder; name the config.toml in it")
        if not stat.S_ISREG(status.st_mode):
            raise FileError(f"{path} is not a regular file")
        if status.st_size > MAX_SIZE:
            size = status.st_size / 1024 / 1024
            limit = MAX_SIZE // 1024 // 1024
            raise FileError(f"{path} has {size:.1f} MB; llm-tui opens files of up to {limit} MB")
        with opened_settled(path, _SETTLING, insist=False):
            data = read_bounded(path, MAX_SIZE)
    except BlockingIOError as error:
        raise FileError(f"{path} is not a regular file: reading it would wait") from error
    except OSError as error:
        raise FileError(_unread(path, error)) from error
    if len(data) > MAX_SIZE:
        # Files of the kernel say that they are empty.
        raise FileError(f"{path} has more than {MAX_SIZE // 1024 // 1024} MB; it is no config file")
    return Document(data)


_SETTLING = 0.2
"""In seconds. Far more than writing a file of the largest size takes."""


def read_only_reason(path: str) -> str | None:
    """Why the file can't be saved, if so: to be said before anything is edited."""
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        folder = os.path.dirname(target)
        if os.path.isdir(folder) and not os.access(folder, os.W_OK):
            return _mount_reason(folder) or f"the folder {folder} can't be written to"
        return None
    except OSError as error:
        return os_reason(error, "read")
    # root may write anything, but a file without write permission is protected on purpose.
    if mode & 0o222 and os.access(target, os.W_OK):
        return None
    return _mount_reason(target) or "no permission to write the file"


def _mount_reason(path: str) -> str | None:
    """The reason if it lies in the file system, which is mounted read-only."""
    try:
        is_read_only = os.statvfs(path).f_flag & os.ST_RDONLY
    except OSError as error:
        return os_reason(error, "read")
    return "read-only file system" if is_read_only else None


def write(path: str, data: bytes) -> None:
    """Replace the content of a file of our own, or make one that only its owner can read.

    Whatever it holds is replaced; for the user's files there is `saving`. Raises FileError.
    """
    from llm_tui.model.store import replacing
    from llm_tui.model.store.file_attributes import IrreplaceableError

    target = os.path.realpath(path)
    try:
        replacing.replace(target, data)
    except (IrreplaceableError, OSError) as error:
        reason = os_reason(error, "save") if isinstance(error, OSError) else str(error)
        raise FileError(f"{path} was not saved: {reason}") from error


def write_new(path: str, data: bytes) -> None:
    """Make a file that only its owner can read. Raises FileError, also where there is one."""
    from llm_tui.model.store import replacing

    try:
        replacing.make(path, data)
    except FileChangedError as error:
        raise FileError(f"{path} already exists; nothing was written") from error
    except OSError as error:
        raise FileError(f"{path} was not saved: {os_reason(error, 'save')}") from error


def keep(path: str, data: bytes) -> None:
    """Replace a file of our own, readable by its owner only. Raises FileError.

    It outlives this process as soon as this returns. It is not made sure that it outlives the
    machine: to wait for the disk at each edit would hold up the screen.
    """
    from llm_tui.model.store.temporaries import make_temporary

    try:
        handle, temporary = make_temporary(os.path.dirname(path))
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                # While it is open it is locked, and no other process takes it for a dead one's.
                os.replace(temporary, path)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise FileError(f"{path} was not saved: {os_reason(error, 'save')}") from error


def _unread(path: str, error: OSError) -> str:
    """The message of a read that failed."""
    if isinstance(error, FileNotFoundError):
        return f"{path}: no such file"
    if isinstance(error, PermissionError):
        return f"{path}: no permission to read it"
    return f"{path} could not be read: {os_reason(error, 'read')}"
