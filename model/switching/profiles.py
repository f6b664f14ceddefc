"""Sections as profiles of the program's successor, one JSON object each."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import FileError, LlmTuiError
from llm_tui.model.secrets.masking import mask_value
from llm_tui.model.store import storage
from llm_tui.model.toml.keys import BASE, Path, section_name

FORMAT = "profile"


class ProfileFile(NamedTuple):
    """A profile as a file."""

    section: Path
    path: str
    text: str
    notes: tuple[str, ...]


def profile(
    view: Resolution, section: Path, *, reveal: bool = False
) -> tuple[str, tuple[str, ...]]:
    """The text of a section's profile, and in sentences what is not in it or to be known.

    reveal: with the secrets; else they are left out.
    Raises LlmTuiError where the program has no profiles.
    """
    view = as_last_read(view)
    found = view.dialect.profile(view.values(section), view.environment)
    if found is None:
        raise LlmTuiError(f"{view.dialect.program} has no profiles; --as env prints variables")
    hidden = [
        key
        for key, value in found.fields.items()
        if not reveal and mask_value({key: value}) != {key: value}
    ]
    fields = {key: value for key, value in found.fields.items() if key not in hidden}
    notes = [f"{key} is left out: {reason}" for key, reason in found.lacking.items()]
    if hidden:
        notes.append(f"{', '.join(hidden)} {'is' if len(hidden) == 1 else 'are'} left out,"
                     " being secret")  # fmt: skip
    if variables := view.environment_keys if section == BASE else ():
        verb = "comes" if len(variables) == 1 else "come"
        notes.append(f"{', '.join(variables)} {verb} from the environment, not from the file")
    if fault := view.dialect.profile_name_fault(section_name(section)):
        notes.append(f"the profile needs another name than {section_name(section)}: {fault}")
    return _json(fields), (*notes, *found.notes)


def as_last_read(view: Resolution) -> Resolution:
    """The file as the last release reads it that does, where this one ignores it."""
    reader = view.dialect.last_reader
    return view if reader is None else replace(view, dialect=reader)


def profile_files(
    view: Resolution, sections: Iterable[Path], folder: str, *, reveal: bool = False
) -> Iterator[ProfileFile]:
    """The files of the sections whose names a profile can have."""
    for section in sections:
        name = section_name(section)
        if view.dialect.profile_name_fault(name) is None:
            text, notes = profile(view, section, reveal=reveal)
            yield ProfileFile(section, os.path.join(folder, f"{name}.json"), text, notes)


def write_profiles(files: Iterable[ProfileFile], folder: str) -> None:
    """Write new files that only their owner can read: all, or none if one is there already.

    Raises FileError.
    """
    files = tuple(files)
    if there := next((file.path for file in files if os.path.lexists(file.path)), None):
        raise FileError(f"{there} already exists; nothing was written")
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise FileError(f"can't make the folder {folder}: {error.strerror}") from error
    for file in files:
        storage.write_new(file.path, file.text.encode())


def _json(fields: dict[str, Any]) -> str:
    # A date is no JSON; what litellm makes of one is nobody's business here.
    return json.dumps(fields, ensure_ascii=False, indent=2, default=str) + "\n"
