"""Temporary files of saves, and removing those that dead processes have left."""

import contextlib
import fcntl
import os
import re
import stat

_NAME = re.compile(r"\.llm-tui-[0-9a-f]{16}\.toml")


def temporary_name() -> str:
    """A name that no file has, made as tempfile does, whose import takes too long."""
    return f".llm-tui-{os.urandom(8).hex()}.toml"


def remove_temporaries(folder: str) -> None:
    """Remove the temporary files in a folder that dead processes of this user have left."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    _remove_if_dead(entry.path)


def _remove_if_dead(path: str) -> None:
    """Remove a temporary file unless the process that writes it lives: it has it locked."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            return
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)
    finally:
        os.close(handle)
