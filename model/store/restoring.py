"""A file that a save was cut off in gets its text from before again."""

import contextlib
import os

from llm_tui.model.errors import FileBusyError, FileError
from llm_tui.model.store.file_lock import FileLock
from llm_tui.model.store.os_reason import os_reason
from llm_tui.model.store.overwriting import restore
from llm_tui.model.store.reserve import Reserve, find_reserve, is_cut_off


def restore_cut_off(target: str) -> str | None:
    """Restore a file from the copy of a save that was cut off, if there is one.

    Returns a line on what was done. Raises FileError if it could not be.
    """
    if find_reserve(target) is None:
        return None
    with contextlib.suppress(FileBusyError), FileLock(target, wait=0) as lock:
        # Another process may have done it since, or may be about to save.
        found = find_reserve(target)
        if found is not None:
            if not lock.held:
                raise FileError(_unrestored(target, found, "the state folder can't be written to"))
            return _settle(target, found)
    return None


def _settle(target: str, found: Reserve) -> str | None:
    """Restore the file from its copy if it was cut off; the lock is held."""
    try:
        texts = found.texts()
        if texts is None:
            # The copy was not complete, so that the file was not touched.
            found.drop()
            return None
        with open(target, "rb") as file:
            text = file.read()
        old, new = texts
        if text in texts:
            found.drop()
            return None
        if is_cut_off(text, old, new):
            restore(target, old)
            found.drop()
            return f"{target}: a save was cut off; the text from before it was restored"
        kept = found.set_aside()
    except FileNotFoundError as error:
        if os.path.lexists(target):
            raise FileError(_unrestored(target, found, os_reason(error, "restore"))) from error
        kept = found.set_aside()
    except OSError as error:
        raise FileError(_unrestored(target, found, os_reason(error, "restore"))) from error
    return f"{target}: a save was cut off, and the file was changed since; its text is in {kept}"


def _unrestored(target: str, found: Reserve, reason: str) -> str:
    return (
        f"{target}: a save was cut off, and the text from before it could not be restored:"
        f" {reason}. It is in {found.old}; copy it by hand, or start again"
    )
