"""The programs that the user chose for files: state that can be deleted without harm.

What lies around a file can mislead: a fork keeps the name, and a pinned commit is no release.
"""

import json
import os

from llm_tui.model.dialects.recognise import DialectSpec
from llm_tui.model.store import folders, storage

LIMIT = 200
"""The number of files that are remembered."""


def path() -> str:
    """The file that they are kept in, whether or not there is one."""
    return os.path.join(folders.state_folder(), "file-dialects.json")


def chosen(file: str) -> DialectSpec:
    """The program and the release that were chosen for a file; None where none was."""
    return _load().get(_key(file), DialectSpec())


def remember(file: str, spec: DialectSpec) -> None:
    """Keep the choice for a file; an empty one is forgotten. Raises FileError.

    What another run remembered stays; of two that do so in the same instant, one may be missed.
    """
    found = _load()
    found.pop(_key(file), None)
    if spec.dialect:
        found = {_key(file): spec, **found}
    entries = dict(list(found.items())[:LIMIT])
    folders.make_private(os.path.dirname(path()))
    storage.write(path(), json.dumps(entries, ensure_ascii=False).encode("utf-8", "replace"))


def _key(file: str) -> str:
    return os.path.realpath(file)


def _load() -> dict[str, DialectSpec]:
    """All choices, newest first; none where the file is missing or damaged."""
    try:
        with open(path(), "rb") as file:
            entries = json.load(file)
    except (OSError, ValueError, RecursionError):
        return {}
    found = entries.items() if isinstance(entries, dict) else ()
    return {name: spec for name, entry in found if (spec := _spec(entry))}


def _spec(entry: object) -> DialectSpec | None:
    match entry:
        case [str(dialect), str() | None as release]:
            return DialectSpec(dialect, release)
    return None
