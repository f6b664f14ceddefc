"""Saving the user's file: nothing that another program wrote is replaced unseen."""

import os
import time
from collections.abc import Callable
from typing import NamedTuple

from llm_tui.model.errors import FileChangedError, FileError
from llm_tui.model.store import file_lock, replacing, storage
from llm_tui.model.store.file_attributes import IrreplaceableError
from llm_tui.model.store.file_lock import WAIT, FileLock
from llm_tui.model.store.os_reason import os_reason
from llm_tui.model.store.overwriting import overwrite
from llm_tui.model.toml.document import Document


class Update(NamedTuple):
    """A change of a file that was saved."""

    before: Document
    after: Document
    notes: tuple[str, ...]
    """What there is to say of the save, a line each."""


def save(path: str, data: bytes, expected: bytes | None, *, wait: float = WAIT) -> tuple[str, ...]:
    """Put new content in place of the expected one; returns what there is to say of it.

    A link is followed; mode, owner and attributes stay. expected: None to make a new file, which
    only its owner can read. wait: for how many seconds, at most, if another process is saving it.
    Raises FileChangedError if the file holds something else, and FileError.
    """
    target = _target(path)
    if data == expected:
        return ()
    with FileLock(target, wait) as lock:
        return _save(target, data, expected, is_locked=lock.held, wait=wait)


def update(
    path: str,
    change: Callable[[Document], Document],
    *,
    create: bool = False,
    on_wait: Callable[[str], None] | None = None,
) -> Update:
    """Change what is in a file now, and save it; the change is made again if that changes.

    create: a file that is not there is made. Raises FileError, and what `change` raises.
    """
    target, wait = _target(path), file_lock.WAIT
    deadline = time.monotonic() + wait
    with FileLock(target, wait, on_wait) as lock:
        while True:
            is_new = create and storage.is_missing(target)
            before = Document(b"") if is_new else storage.read(path)
            after = change(before)
            if after.data == before.data:
                return Update(before, after, ())
            expected = None if is_new else before.data
            try:
                notes = _save(target, after.data, expected, is_locked=lock.held, wait=wait)
            except FileChangedError:
                if time.monotonic() > deadline:
                    raise
            else:
                return Update(before, after, notes)


def _target(path: str) -> str:
    """The file that a path leads to. Raises FileError for a link that leads to itself."""
    target = os.path.realpath(path)
    if os.path.islink(target):
        raise FileError(f"{path} was not saved: it is a link that leads back to itself")
    return target


def _save(
    target: str, data: bytes, expected: bytes | None, *, is_locked: bool, wait: float
) -> tuple[str, ...]:
    if reason := storage.read_only_reason(target):
        raise FileError(f"{target} was not saved: {reason}")
    try:
        if expected is None:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            return _notes(target, is_durable=replacing.make(target, data))
        try:
            durable = replacing.replace_expected(target, data, expected, wait)
        except IrreplaceableError as error:
            return _save_in_place(target, data, expected, str(error), is_locked=is_locked)
        return _notes(target, is_durable=durable)
    except FileNotFoundError as error:
        raise FileChangedError(replacing.changed(target)) from error
    except OSError as error:
        raise FileError(f"{target} was not saved: {os_reason(error, 'save')}") from error


def _save_in_place(
    target: str, data: bytes, expected: bytes, why: str, *, is_locked: bool
) -> tuple[str, ...]:
    if not is_locked:
        raise FileError(
            f"{target} was not saved: {why}, so it can only be written in place, and the state"
            " folder has no room for a copy; set XDG_STATE_HOME to a folder that can be written to"
        )
    overwrite(target, data, expected)
    return (f"{target} was written in place, with a copy kept until that was done: {why}",)


def _notes(target: str, *, is_durable: bool) -> tuple[str, ...]:
    if is_durable:
        return ()
    return (f"{target} was saved, but the disk reports an error: make a copy elsewhere",)
