"""Unsaved edits, kept in the state folder so that a dropped connection does not lose them.

One file per config file and process, readable by its owner only: edits can hold keys.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass

from llm_tui.model.edit.protocol import Edit
from llm_tui.model.edit.registry import decode, encode
from llm_tui.model.store import folders, storage


@dataclass(frozen=True)
class Journal:
    """Where the unsaved edits of one process to one config file are kept."""

    path: str

    def write(self, edits: Iterable[Edit]) -> None:
        """Keep these edits and no others. Raises FileError."""
        entries = [encode(edit) for edit in edits]
        if not entries:
            self.discard()
            return
        folders.make_private(os.path.dirname(self.path))
        storage.keep(self.path, json.dumps(entries).encode())

    def read(self) -> tuple[Edit, ...]:
        """The edits that are kept; those that can't be read any more are left out."""
        try:
            with open(self.path, "rb") as file:
                entries = json.load(file)
        except (OSError, ValueError):
            return ()
        edits: list[Edit] = []
        for entry in entries if isinstance(entries, list) else []:
            with contextlib.suppress(ValueError):
                edits.append(decode(entry))
        return tuple(edits)

    def discard(self) -> None:
        """Keep nothing any more."""
        with contextlib.suppress(OSError):
            os.unlink(self.path)


def journal(config: str) -> Journal:
    """The journal of this process for a config file."""
    return Journal(f"{_stem(config)}.{os.getpid()}.json")


def abandoned(config: str) -> tuple[Journal, ...]:
    """The journals of processes that ended without saving or discarding, oldest first."""
    folder, name = os.path.split(_stem(config))
    found: list[Journal] = []
    with contextlib.suppress(OSError):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.stat().st_mtime):
            stem, _, pid = entry.name.removesuffix(".json").rpartition(".")
            if stem == name and pid.isdecimal() and not _is_alive(int(pid)):
                found.append(Journal(entry.path))
    return tuple(found)


def _stem(config: str) -> str:
    digest = hashlib.sha256(os.path.realpath(config).encode(errors="surrogateescape"))
    folder = os.path.join(folders.state_folder(), "recovery")
    return os.path.join(folder, digest.hexdigest()[:24])


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != os.getpid()
