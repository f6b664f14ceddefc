"""The models that were picked last: state that can be deleted without harm."""

import json
import os

from llm_tui.model.store import folders, storage

LIMIT = 20
"""How many models are kept."""


def path() -> str:
    """The file that they are kept in, whether or not there is one."""
    return os.path.join(folders.state_folder(), "recent-models.json")


def load() -> tuple[str, ...]:
    """The models, newest first; none where the file is missing or damaged."""
    try:
        with open(path(), "rb") as file:
            entries = json.load(file)
    except (OSError, ValueError, RecursionError):
        return ()
    if not isinstance(entries, list):
        return ()
    models = (entry for entry in entries if isinstance(entry, str))
    return tuple(dict.fromkeys(models))


def add(model: str) -> None:
    """Make a model the newest. Raises FileError if that can't be kept.

    The file is read again first, so that what another program added stays; of two that add in the
    same instant, one may be missed.
    """
    models = tuple(dict.fromkeys((model, *load())))[:LIMIT]
    folders.make_private(os.path.dirname(path()))
    storage.write(path(), json.dumps(models).encode())
