"""Saving in a line, for tests that care about the result only."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from llm_tui.model.store import folders, saving


def put(path: Path, data: bytes) -> tuple[str, ...]:
    """Save over whatever the file holds, or make it; returns the notes."""
    expected = path.read_bytes() if path.exists() else None
    return saving.save(str(path), data, expected)


@contextlib.contextmanager
def somebody_else() -> Iterator[None]:
    """Be a user without rights for a while; only root can."""
    groups = os.getgroups()
    os.setgroups([])
    os.setresgid(4321, 4321, 0)
    os.setresuid(1234, 1234, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)


def state_files(kind: str) -> list[str]:
    """The names in a folder of the state folder."""
    folder = os.path.join(folders.state_folder(), kind)
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []
