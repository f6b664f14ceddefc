"""Open files, by the handles that the system knows them by."""

import contextlib
import os

from llm_tui.model.store.file_attributes import FATAL


def content(handle: int) -> bytes:
    """All that is in an open file, whatever was read of it before."""
    parts: list[bytes] = []
    offset = 0
    while part := os.pread(handle, 1 << 20, offset):
        parts.append(part)
        offset += len(part)
    return b"".join(parts)


def write_all(handle: int, data: bytes) -> None:
    """Write from the start of an open file, however many calls that takes."""
    offset = 0
    while offset < len(data):
        offset += os.pwrite(handle, data[offset:], offset)


def close(handle: int) -> None:
    """Close a file. An error is of no meaning: what had to be on the disk was synced."""
    with contextlib.suppress(OSError):
        os.close(handle)


def identity(status: os.stat_result) -> tuple[int, int]:
    """Equal for two names of one file."""
    return status.st_dev, status.st_ino


def sync_folder(path: str) -> bool:
    """Put the name of a file on the disk. False if the disk reports that it could not."""
    try:
        handle = os.open(os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        return error.errno not in FATAL
    try:
        os.fsync(handle)
    except OSError as error:
        return error.errno not in FATAL
    finally:
        close(handle)
    return True
