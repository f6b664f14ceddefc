"""Unsaved edits, kept in the state folder so that a dropped connection does not lose them.

One file per config file and process, readable by its owner only: edits can hold keys. It begins
with the process, which versions of the program that know nothing of it take for an edit that they
can't read.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from llm_tui.model.digest import sha256
from llm_tui.model.edit.protocol import Edit
from llm_tui.model.store import folders, storage
from llm_tui.model.store.processes import Process, this_process

_SUFFIX = ".json"


@dataclass(frozen=True)
class Journal:
    """Where the unsaved edits of one process to one config file are kept."""

    path: str
    process: Process

    def write(self, edits: Iterable[Edit]) -> None:
        """Keep these edits and no others. Raises FileError."""
        self._write(_encoded(edits))

    def _write(self, entries: list[Any]) -> None:
        if not entries:
            self.discard()
            return
        folders.make_private(os.path.dirname(self.path))
        lines = [{"process": self.process._asdict()}, *entries]
        storage.keep(self.path, json.dumps(lines).encode())

    def read(self) -> "KeptEdits":
        """The edits that are kept, also those that this version can't read."""
        try:
            with open(self.path, "rb") as file:
                modified = os.fstat(file.fileno()).st_mtime
                entries = json.load(file)
        except FileNotFoundError:
            return KeptEdits(self, 0.0)
        except (OSError, ValueError, RecursionError):
            return KeptEdits(self, _modified(self.path), damaged=True)
        if not isinstance(entries, list):
            return KeptEdits(self, modified, damaged=True)
        # Imported here, all kinds of edits with it: most starts find no journal.
        from llm_tui.model.edit.registry import decode

        begun = _process(entries[0]) if entries else None
        journal = Journal(self.path, begun or self.process)
        edits: list[Edit] = []
        unread: list[Any] = []
        for entry in entries[1:] if begun else entries:
            try:
                edits.append(decode(entry))
            except ValueError:
                unread.append(entry)
        return KeptEdits(journal, modified, tuple(edits), tuple(unread))

    def exists(self) -> bool:
        """Is anything kept in it?"""
        return os.path.exists(self.path)

    def discard(self) -> None:
        """Keep nothing any more."""
        with suppress(OSError):
            os.unlink(self.path)


@dataclass(frozen=True)
class KeptEdits:
    """The unsaved edits in a journal."""

    journal: Journal
    modified: float
    """When they were last written, in seconds since the epoch."""
    edits: tuple[Edit, ...] = ()
    unread: tuple[Any, ...] = ()
    """Entries that this version can't read."""
    damaged: bool = False
    """Can nothing of the file be read?"""

    @property
    def is_empty(self) -> bool:
        """Is there nothing in it?"""
        return not (self.edits or self.unread or self.damaged)

    def keep_only(self, edits: Iterable[Edit]) -> None:
        """Keep these edits of it, and those that can't be read. Raises FileError."""
        # Not through the journal's own process: the age and the process stay what they were.
        self.journal._write([*_encoded(edits), *self.unread])  # noqa: SLF001
        with suppress(OSError):
            os.utime(self.journal.path, (self.modified, self.modified))


def _encoded(edits: Iterable[Edit]) -> list[Any]:
    from llm_tui.model.edit.registry import encode

    return [encode(edit) for edit in edits]


def journal(config: str) -> Journal:
    """The journal of this process for a config file."""
    return _journal(config, this_process())


def kept(config: str) -> tuple[KeptEdits, ...]:
    """The unsaved edits of other processes, running or not, oldest first."""
    own = journal(config).path
    found = [one.read() for one in _journals(config) if one.path != own]
    return tuple(sorted(found, key=lambda edits: edits.modified))


def _journal(config: str, process: Process) -> Journal:
    # The number alone does not do: in a container every run has the same.
    again = sha256(repr(process).encode())[:8]
    return Journal(f"{_stem(config)}.{process.pid}-{again}{_SUFFIX}", process)


def _journals(config: str) -> Iterator[Journal]:
    """All journals of a config file, also those of earlier versions, named by the pid alone."""
    folder, name = os.path.split(_stem(config))
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            stem, _, rest = entry.name.removesuffix(_SUFFIX).rpartition(".")
            pid = rest.partition("-")[0]
            if stem == name and entry.name.endswith(_SUFFIX) and pid.isdecimal():
                yield Journal(entry.path, Process(this_process().host, int(pid)))


def _stem(config: str) -> str:
    return os.path.join(folders.state_folder(), "recovery", folders.file_id(config))


def _process(entry: Any) -> Process | None:
    """The process that a journal begins with; None where it begins with an edit."""
    try:
        found = entry["process"].items()
        process = Process(**{name: value for name, value in found if name in Process._fields})
    except (AttributeError, KeyError, TypeError):
        return None
    return process if isinstance(process.host, str) and isinstance(process.pid, int) else None


def _modified(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0
