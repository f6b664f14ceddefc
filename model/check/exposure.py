"""API keys in a file that others can read, or that git tracks."""

import os
import stat
from collections.abc import Iterator, Mapping
from typing import Any

from llm_tui.model.check.api_keys import is_real
from llm_tui.model.check.problem import READABLE, Problem, Severity
from llm_tui.model.secrets.redactor import secrets_in

_LARGEST_INDEX = 64 * 1024 * 1024
"""In bytes. A larger one would take longer to search than a start may."""


def exposure(path: str, tables: Mapping[str, Any]) -> Iterator[Problem]:
    """Problems of a file with real API keys that others get too."""
    target = os.path.realpath(path)
    try:
        readable = os.stat(target).st_mode & stat.S_IROTH and _is_reachable(target)
        tracked = is_tracked(target)
    except OSError:
        return
    if not (readable or tracked) or not _holds_key(tables):
        return
    if readable:
        yield _problem(
            READABLE,
            f"every user of this host can read the API keys in the file (chmod 600 {path})",
            "Anyone with an account here can use your API keys.",
        )
    if tracked:
        yield _problem(
            "tracked-key",
            f"the file holds API keys, and git tracks it (git rm --cached {path})",
            "Anyone with access to the repository has your API keys, also from its history.",
        )


def _holds_key(tables: Mapping[str, Any]) -> bool:
    """Is a real API key among the values? The first one is enough, so the parts go one by one."""
    return any(is_real(secret) for part in _parts(tables) for secret in secrets_in(part))


def _parts(tables: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The tables, each with one key of one table only."""
    for name, content in tables.items():
        if isinstance(content, dict):
            yield from ({name: {key: value}} for key, value in content.items())
        else:
            yield {name: content}


def _is_reachable(path: str) -> bool:
    """Can other users reach a file through all the folders above it?"""
    folder = os.path.dirname(path)
    while True:
        if not os.stat(folder).st_mode & stat.S_IXOTH:
            return False
        above = os.path.dirname(folder)
        if above == folder:
            return True
        folder = above


def is_tracked(path: str) -> bool:
    """Does the index of the repository around a file have it? Read without starting git.

    Where the index is of version 4, which stores names in parts, the answer is no.
    """
    folder = os.path.dirname(path)
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above
    index = os.path.join(_git_folder(folder), "index")
    if not os.path.isfile(index) or os.path.getsize(index) > _LARGEST_INDEX:
        return False
    with open(index, "rb") as file:
        data = file.read()
    name = os.fsencode(os.path.relpath(path, folder))
    return _has_entry(data, name)


def _git_folder(folder: str) -> str:
    """Where git keeps the index of a working tree: beside it, or where a file `.git` says."""
    place = os.path.join(folder, ".git")
    if os.path.isdir(place):
        return place
    with open(place, encoding="utf-8", errors="surrogateescape") as file:
        return os.path.join(folder, file.read().removeprefix("gitdir:").strip())


def _has_entry(data: bytes, name: bytes) -> bool:
    """Is there an entry of this name? Its length is in two bytes before it."""
    start = data.find(name + b"\0")
    while start >= 0:
        # The upper four bits are flags; where the third is set, two bytes more lie between.
        for gap in (2, 4):
            flags = int.from_bytes(data[start - gap : start - gap + 2], "big")
            if flags & 0xFFF == min(len(name), 0xFFF) and bool(flags & 0x4000) == (gap == 4):
                return True
        start = data.find(name + b"\0", start + 1)
    return False


def _problem(code: str, message: str, consequence: str) -> Problem:
    return Problem(code, Severity.WARNING, (), None, None, message, consequence)
