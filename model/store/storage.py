"""Reading the config file, and writing it atomically."""

import contextlib
import errno
import os
import stat

from llm_tui.model.errors import FileError
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


def read(path: str) -> Document:
    """The document in a file. Raises FileError, also for a folder, a device or a huge file."""
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
        data = read_bounded(path, MAX_SIZE)
    except BlockingIOError as error:
        raise FileError(f"{path} is not a regular file: reading it would wait") from error
    except OSError as error:
        raise FileError(_reason(path, error, "read")) from error
    if len(data) > MAX_SIZE:
        # Files of the kernel say that they are empty.
        raise FileError(f"{path} has more than {MAX_SIZE // 1024 // 1024} MB; it is no config file")
    return Document(data)


def read_only_reason(path: str) -> str | None:
    """Why the file can't be saved, if so: to be said before anything is edited."""
    target = os.path.realpath(path)
    if not os.path.exists(target):
        folder = os.path.dirname(target)
        if os.path.isdir(folder) and not os.access(folder, os.W_OK):
            return f"the folder {folder} can't be written to"
        return None
    # root may write anything, but a file without write permission is protected on purpose.
    if not os.stat(target).st_mode & 0o222 or not os.access(target, os.W_OK):
        return "no permission to write the file"
    return None


def write(path: str, data: bytes) -> None:
    """Replace the content of a file, or make a new one that only its owner can read.

    A link is followed; mode, owner and extended attributes stay. The file is replaced in one step,
    except where that would break it off from something: a hard link, or a mount of this one file.
    Raises FileError.
    """
    target = os.path.realpath(path)
    if reason := read_only_reason(path):
        raise FileError(f"{path} was not saved: {reason}")
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if (os.path.exists(target) and os.stat(target).st_nlink > 1) or not _replace(target, data):
            _write_in_place(target, data)
    except OSError as error:
        raise FileError(_reason(path, error, "save")) from error


def write_new(path: str, data: bytes) -> None:
    """Make a file that only its owner can read. Raises FileError, also where there is one."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except FileExistsError as error:
        raise FileError(f"{path} already exists; nothing was written") from error
    except OSError as error:
        raise FileError(_reason(path, error, "save")) from error


def keep(path: str, data: bytes) -> None:
    """Replace a file of our own, readable by its owner only. Raises FileError.

    It outlives this process as soon as this returns. It is not made sure that it outlives the
    machine: to wait for the disk at each edit would hold up the screen.
    """
    temporary = f"{path}.next"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError as error:
        raise FileError(_reason(path, error, "save")) from error


def _replace(target: str, data: bytes) -> bool:
    """Write beside the file and rename over it. False where the folder or a mount forbids that."""
    folder = os.path.dirname(target)
    # As tempfile.mkstemp does it, whose import takes as long as all else that a command does.
    temporary = os.path.join(folder, f".llm-tui-{os.urandom(8).hex()}.toml")
    try:
        handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if os.path.exists(target) and not _keep_attributes(target, file.fileno()):
                os.unlink(temporary)
                return False
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        # The bytes did not fit or the disk failed: writing in place would lose the old ones too.
        if error.errno in _FATAL:
            raise
        return False
    _sync_folder(folder)
    return True


_FATAL = {errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG}


def _keep_attributes(target: str, handle: int) -> bool:
    """Give an open file the mode, owner and attributes of another. False if the owner can't be."""
    status = os.stat(target)
    if (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        try:
            os.fchown(handle, status.st_uid, status.st_gid)
        except PermissionError:
            return False
    os.fchmod(handle, stat.S_IMODE(status.st_mode))
    with contextlib.suppress(OSError, AttributeError):
        for name in os.listxattr(target):
            with contextlib.suppress(OSError):
                os.setxattr(handle, name, os.getxattr(target, name))
    return True


def _write_in_place(target: str, data: bytes) -> None:
    with os.fdopen(os.open(target, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        file.write(data)
        file.truncate()
        os.fsync(file.fileno())


def _sync_folder(folder: str) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(path: str, error: OSError, what: str) -> str:
    if isinstance(error, PermissionError):
        return f"{path}: no permission to {what} it"
    if isinstance(error, FileNotFoundError):
        return f"{path}: no such file"
    reason = (error.strerror or str(error)).lower()
    return f"{path} could not be {'saved' if what == 'save' else 'read'}: {reason}"
