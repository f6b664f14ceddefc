"""What saves that were cut off have left is put in order by the next start on that file."""

import os
from contextlib import suppress

from llm_tui.model.errors import FileBusyError, FileError
from llm_tui.model.store import folders
from llm_tui.model.store.handle import content
from llm_tui.model.store.temporaries import (
    displaced_texts,
    has_displaced,
    remove_temporaries,
)


def clean_up(path: str) -> str | None:
    """Put in order what saves of this file that were cut off have left.

    Returns a line on it if that concerns the text of the file. Raises FileError if the text from
    before could not be restored.
    """
    target, state = os.path.realpath(path), folders.state_folder()
    copies = os.path.join(state, folders.COPIES)
    # In the folders of our own there may be temporary files with API keys in them, too.
    for folder in (os.path.dirname(target), copies, os.path.join(state, "recovery")):
        remove_temporaries(folder)
    notes = _keep_displaced(target)
    if _has_files(copies):
        from llm_tui.model.store.restoring import restore_cut_off

        if note := restore_cut_off(target):
            notes.append(note)
    return "; ".join(notes) or None


def _keep_displaced(target: str) -> list[str]:
    """Keep texts that a save replaced unseen: it was killed before it could put them back."""
    if not has_displaced(target):
        return []
    # Imported here: mostly nothing is left.
    from llm_tui.model.store.file_lock import FileLock

    # Who saves it now is about to look at what it has replaced, and to put it back.
    with suppress(FileBusyError), FileLock(target, wait=0):
        return _kept_displaced(target)
    return []


def _kept_displaced(target: str) -> list[str]:
    notes = []
    for handle, path in displaced_texts(target):
        from llm_tui.model.store import saves

        try:
            number = saves.keep_displaced(target, content(handle), path)
            os.unlink(path)
        except (FileError, OSError) as error:
            notes.append(
                f"{target}: a save was cut off after it replaced another text, which is in {path}"
                f" and could not be kept as a version: {error}"
            )
            continue
        if number is not None:
            notes.append(
                f"{target}: a save was cut off after it replaced the change of another program,"
                f" which is kept as version {number}; llm-tui log -p shows it"
            )
    return notes


def _has_files(folder: str) -> bool:
    try:
        return bool(os.listdir(folder))
    except OSError:
        return False
