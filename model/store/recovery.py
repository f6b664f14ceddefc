"""Unsaved edits, kept beside the state of the program so that a dropped line does not lose them.

One file per config file and process, readable by its owner only: edits can hold keys.
"""

import contextlib
import hashlib
import json
import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from llm_tui.model.edit import (
    AddSection,
    CopySection,
    Edit,
    EditGroup,
    RemoveSection,
    RenameKey,
    RenameSection,
    SetValue,
    UnsetValue,
)
from llm_tui.model.edit.render import render
from llm_tui.model.store import folders, storage

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        SetValue,
        UnsetValue,
        RenameKey,
        AddSection,
        RemoveSection,
        RenameSection,
        CopySection,
        EditGroup,
    )
}


@dataclass(frozen=True)
class Journal:
    """Where the unsaved edits of one process to one config file are kept."""

    path: str

    def write(self, edits: Iterable[Edit]) -> None:
        """Keep these edits and no others. Raises FileError."""
        entries = [_encode(edit) for edit in edits]
        if not entries:
            self.discard()
            return
        folders.make_private(os.path.dirname(self.path))
        storage.write(self.path, json.dumps(entries).encode())

    def read(self) -> tuple[Edit, ...]:
        """The edits that are kept; those that can't be read any more are left out."""
        try:
            with open(self.path, encoding="utf-8") as file:
                entries = json.load(file)
        except (OSError, ValueError):
            return ()
        edits: list[Edit] = []
        for entry in entries if isinstance(entries, list) else []:
            with contextlib.suppress(KeyError, TypeError, ValueError):
                edits.append(_decode(entry))
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


def _encode(edit: Edit) -> dict[str, Any]:
    entry: dict[str, Any] = {"edit": type(edit).__name__, **vars(edit)}
    for name in ("value", "values"):
        if name in entry:
            # As TOML, since JSON has no dates, and does not tell nan from text.
            entry[name] = render(entry[name])
    if isinstance(edit, EditGroup):
        entry["edits"] = [_encode(part) for part in edit.edits]
    return entry


def _decode(entry: dict[str, Any]) -> Edit:
    kind = _KINDS[entry.pop("edit")]
    for name in ("section", "new_section"):
        if name in entry:
            entry[name] = tuple(entry[name])
    for name in ("value", "values"):
        if name in entry:
            entry[name] = tomllib.loads(f"value = {entry[name]}")["value"]
    if "edits" in entry:
        entry["edits"] = tuple(_decode(part) for part in entry["edits"])
    edit: Edit = kind(**entry)
    return edit
