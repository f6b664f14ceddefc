"""Earlier versions of a config file: each save keeps the content that it replaces.

They are in the state folder, one folder for each config file, and hold API keys as the file does:
only their owner can read them.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from llm_tui.model.errors import FileError, LlmTuiError
from llm_tui.model.store import folders, storage
from llm_tui.model.store.temporaries import remove_temporaries
from llm_tui.model.toml.document import Document

LIMIT = 50
"""How many versions of a file are kept."""

_SUFFIX = ".toml"


class Version(NamedTuple):
    """A content that the config file had."""

    number: int
    """Counted up with each version of the file; never given again while others are kept."""
    path: str
    """Where it is kept."""
    modified: float
    """When the config file got this content, in seconds since the epoch."""

    def read(self) -> Document:
        """The content. Raises FileError."""
        return storage.read(self.path)


def keep(config: str, content: bytes) -> tuple[str, ...]:
    """Keep the content that a save is about to replace, and drop the oldest.

    A content without a byte is not kept, nor one that was kept last. Returns what there is to say
    of it, a line each: that it could not be kept is no reason not to save.
    """
    try:
        kept = versions(config)
        if content and not (kept and _content(kept[0]) == content):
            _keep(config, content, kept, config)
    except FileError as error:
        return (f"The version before this save was not kept: {error}",)
    return ()


def keep_displaced(config: str, content: bytes, source: str) -> int | None:
    """Keep a content that is in `source`, unless it is kept already; returns its number.

    Raises FileError.
    """
    kept = versions(config)
    if not content or any(_content(version) == content for version in kept):
        return None
    return _keep(config, content, kept, source)


def forget(config: str) -> None:
    """Remove all versions of a config file."""
    import shutil

    shutil.rmtree(_folder(config), ignore_errors=True)


def versions(config: str) -> tuple[Version, ...]:
    """The versions of a config file, newest first."""
    found: list[Version] = []
    with suppress(OSError), os.scandir(_folder(config)) as entries:
        for entry in entries:
            name = entry.name.removesuffix(_SUFFIX)
            # An empty one is claimed by a save that is going on, or was cut off.
            if entry.name.endswith(_SUFFIX) and name.isdecimal() and entry.stat().st_size:
                found.append(Version(int(name), entry.path, entry.stat().st_mtime))
    return tuple(sorted(found, key=lambda version: -version.number))


def version(config: str, number: int) -> Version:
    """The version with a number. Raises LlmTuiError if it is not kept."""
    kept = versions(config)
    for found in kept:
        if found.number == number:
            return found
    if not kept:
        raise LlmTuiError("no earlier version is kept; each save keeps one")
    first, last = kept[-1].number, kept[0].number
    raise LlmTuiError(f"version {number} is not kept; llm-tui log lists {first} to {last}")


def _keep(config: str, content: bytes, kept: Sequence[Version], source: str) -> int:
    """Keep a content with the time of the file that it is from; returns its number."""
    folder = _folder(config)
    folders.make_private(folder)
    remove_temporaries(folder)
    path = _claim(folder, kept[0].number + 1 if kept else 1)
    try:
        storage.write(path, content)
    except FileError:
        with suppress(OSError):
            os.unlink(path)
        raise
    with suppress(OSError):
        modified = os.stat(source).st_mtime_ns
        os.utime(path, ns=(modified, modified))
    for version in kept[LIMIT - 1 :]:
        with suppress(OSError):
            os.unlink(version.path)
    return int(os.path.basename(path).removesuffix(_SUFFIX))


def _folder(config: str) -> str:
    return os.path.join(folders.state_folder(), "saves", folders.file_id(config))


def _content(version: Version) -> bytes | None:
    try:
        return version.read().data
    except FileError:
        return None


def _claim(folder: str, number: int) -> str:
    """Make an empty file with the first number from `number` on that no other save has taken."""
    for candidate in range(number, number + LIMIT):
        path = os.path.join(folder, f"{candidate:06}{_SUFFIX}")
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            continue
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise FileError(f"{path} could not be made: {reason}") from error
        else:
            return path
    raise FileError(f"{folder} takes no new file: other saves have taken the next {LIMIT} numbers")
