"""Temporary files of saves, and removing those that dead processes have left."""

import contextlib
import fcntl
import os
import re
import stat
import zlib
from collections.abc import Iterator

_NAME = re.compile(
    r"\.llm-tui-[0-9a-f]{16}(?:-(?P<target>[0-9a-f]{8})-(?P<inode>[0-9a-f]+))?\.toml"
)

_ATTEMPTS = 3


def make_temporary(folder: str) -> tuple[int, str]:
    """Make a file that only its owner can read; returns its handle and its path. Raises OSError.

    It is locked as long as this process lives: what is found unlocked was left by a dead one.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    attempt = 0
    while True:
        # Made as tempfile does, whose import takes too long.
        path = os.path.join(folder, f".llm-tui-{os.urandom(8).hex()}.toml")
        handle = os.open(path, flags, 0o600)
        attempt += 1
        if attempt == _ATTEMPTS or _is_locked(handle):
            return handle, path
        # Another process took it for a dead one's before it was locked, and removes it.
        os.close(handle)


def exchange_name(path: str, handle: int, target: str) -> str:
    """The path of a temporary file that is about to be exchanged for the target.

    It names both files: should this process be killed, the next start can see whether the file of
    this name is still the new one, or the one that came out of the target's place.
    """
    inode = os.fstat(handle).st_ino
    return f"{path.removesuffix('.toml')}-{_short(target)}-{inode:x}.toml"


def remove_temporaries(folder: str) -> None:
    """Remove the temporary files in a folder that dead processes of this user have left.

    Texts that came out of a file's place are not removed: see `displaced_texts`.
    """
    for path, _ in _names(folder):
        with contextlib.suppress(OSError), _dead(path) as handle:
            if not _is_displaced(path, handle):
                os.unlink(path)


def has_displaced(target: str) -> bool:
    """May there be a text of a file that a save has put out of its place?"""
    return any(_exchanged(target))


def displaced_texts(target: str) -> Iterator[tuple[int, str]]:
    """Handles and paths of texts of a file that saves put out of its place, and did not remove.

    A save that still goes on has such a text for a moment, too: its lock must be held.
    """
    for path in _exchanged(target):
        with contextlib.suppress(OSError), _dead(path) as handle:
            if _is_displaced(path, handle):
                yield handle, path


def _exchanged(target: str) -> Iterator[str]:
    """The paths that were given to new files to be exchanged for a file."""
    short = _short(target)
    return (path for path, match in _names(os.path.dirname(target)) if match["target"] == short)


def _names(folder: str) -> list[tuple[str, re.Match[str]]]:
    """The paths of all temporary files in a folder, each with what its name says."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    found = ((name, _NAME.fullmatch(name)) for name in names)
    return [(os.path.join(folder, name), match) for name, match in found if match]


@contextlib.contextmanager
def _dead(path: str) -> Iterator[int]:
    """Open a temporary file of a dead process; raises OSError for one of a live process."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            raise PermissionError(path)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield handle
    finally:
        os.close(handle)


def _is_displaced(path: str, handle: int) -> bool:
    """Is the file another one than that which its name was given to?"""
    match = _NAME.fullmatch(os.path.basename(path))
    inode = match["inode"] if match else None
    return inode is not None and int(inode, 16) != os.fstat(handle).st_ino


def _is_locked(handle: int) -> bool:
    """Lock a new file; False if another process is removing it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.fstat(handle).st_nlink > 0
    except BlockingIOError:
        return False
    except OSError:
        # Where there are no locks, no other process takes it for a dead one's either.
        return True


def _short(target: str) -> str:
    return f"{zlib.crc32(os.fsencode(os.path.basename(target))):08x}"
