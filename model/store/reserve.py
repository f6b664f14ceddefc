"""A copy of a file that is about to be overwritten, in the state folder until that is done.

With it, a save that was cut off is undone by the next start. It is used with the lock of the file
held: where a copy is found under the lock, the process that made it is dead.
"""

import contextlib
import os
from typing import NamedTuple

from llm_tui.model.store import folders, replacing


class Reserve(NamedTuple):
    """The text that is in a file, and the text that is written over it."""

    old: str
    """The path of the copy of the one; it is written last and removed first."""
    new: str

    def keep(self, old: bytes, new: bytes) -> None:
        """Keep both until `drop`. Raises OSError, and FileError if the folder can't be made."""
        folders.make_private(os.path.dirname(self.old))
        try:
            replacing.replace(self.new, new)
            replacing.replace(self.old, old)
        except OSError:
            self.drop()
            raise

    def drop(self) -> None:
        """Remove both."""
        for path in (self.old, self.new):
            with contextlib.suppress(OSError):
                os.unlink(path)

    def texts(self) -> tuple[bytes, bytes] | None:
        """The old text and the new one, if both are there."""
        try:
            with open(self.old, "rb") as old, open(self.new, "rb") as new:
                return old.read(), new.read()
        except FileNotFoundError:
            return None

    def set_aside(self) -> str:
        """Keep the old text for good; returns its path. Raises OSError."""
        number, stem = 1, self.old.removesuffix(_OLD)
        while os.path.lexists(kept := f"{stem}.{number}.toml"):
            number += 1
        os.rename(self.old, kept)
        self.drop()
        return kept


_OLD, _NEW = ".old", ".new"


def reserve(target: str) -> Reserve:
    """The place of the copy of a file, whether or not there is one."""
    stem = os.path.join(folders.state_folder(), folders.COPIES, folders.file_id(target))
    return Reserve(stem + _OLD, stem + _NEW)


def find_reserve(target: str) -> Reserve | None:
    """The copy of a file, if a save of it was cut off."""
    found = reserve(target)
    return found if os.path.lexists(found.old) or os.path.lexists(found.new) else None


def is_cut_off(text: bytes, old: bytes, new: bytes) -> bool:
    """Can a text be what is left of writing the new one over the old one?

    In whatever order the disk got the parts, each byte is that of one of the two, or zero where
    room was reserved.
    """
    if not min(len(old), len(new)) <= len(text) <= max(len(old), len(new)):
        return False
    size = len(text)
    pairs = zip(text, old.ljust(size, b"\0"), new.ljust(size, b"\0"), strict=False)
    return all(byte in (before, after, 0) for byte, before, after in pairs)
