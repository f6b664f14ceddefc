"""Reports of faults of the program, in the state folder: its owner's only, the last few."""

import contextlib
import os

from llm_tui.model.store import folders, storage

KEPT = 10
"""How many reports are kept."""


def folder() -> str:
    """The folder that they are in, whether or not there is one."""
    return os.path.join(folders.state_folder(), "crashes")


def keep(text: str, when: str) -> str:
    """Keep a report, and return its path. Raises FileError.

    when: the time, spelled so that later ones are sorted after it.
    """
    folders.make_private(folder())
    path = os.path.join(folder(), f"{when}-{os.getpid()}.txt")
    storage.write(path, text.encode(errors="backslashreplace"))
    for name in sorted(os.listdir(folder()))[:-KEPT]:
        with contextlib.suppress(OSError):
            os.unlink(os.path.join(folder(), name))
    return path
