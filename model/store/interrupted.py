"""What saves that were cut off have left is put in order by the next start on that file."""

import os

from llm_tui.model.store import folders
from llm_tui.model.store.temporaries import remove_temporaries


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
    if not _has_files(copies):
        return None
    from llm_tui.model.store.restoring import restore_cut_off

    return restore_cut_off(target)


def _has_files(folder: str) -> bool:
    try:
        return bool(os.listdir(folder))
    except OSError:
        return False
