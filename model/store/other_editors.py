"""Editors that have a file open, by the files that they put beside it meanwhile."""

import os
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from llm_tui.model.store.processes import Process

_BLOCK = struct.Struct("<2s10s12xI40s40s")
"""The first block of a swap file of vim, neovim or nano: a mark, the program, where its version
begins, the process, the user and the host."""

_LOCK = r".+@(?P<host>.+)\.(?P<pid>\d+)(:\d+)?"
"""What the lock of Emacs leads to: the user, the host, the process, and when it was booted."""


class OpenEditor(NamedTuple):
    """An editor that has the file open, as far as can be seen."""

    program: str
    process: Process

    def __str__(self) -> str:
        """Name it: `vim, pid 4711`; with its host, if that is another one."""
        away = f" on {self.process.host}" if self.process.is_running() is None else ""
        return f"{self.program}, pid {self.process.pid}{away}"


def open_editors(path: str) -> tuple[OpenEditor, ...]:
    """The editors that have a file open, without those that have ended."""
    found = (*_by_swap_file(os.path.realpath(path)), *_by_lock(os.path.realpath(path)))
    return tuple(editor for editor in found if editor.process.is_running() is not False)


def _by_swap_file(path: str) -> Iterator[OpenEditor]:
    for place in _swap_files(path):
        with suppress(OSError, struct.error):
            with open(place, "rb") as file:
                mark, version, pid, _, host = _BLOCK.unpack(file.read(_BLOCK.size))
            program = _text(version).partition(" ")[0].lower() or "vim"
            if mark == b"b0" and pid:
                yield OpenEditor(program, Process(_text(host), pid))


def _swap_files(path: str) -> Iterator[str]:
    """Where vim and nano keep the swap files of a file, and where neovim does."""
    folder, name = os.path.split(path)
    state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    neovim = os.path.join(state, "nvim", "swap", path.replace(os.sep, "%"))
    for last in "pon":
        yield os.path.join(folder, f".{name}.sw{last}")
        yield f"{neovim}.sw{last}"


def _by_lock(path: str) -> Iterator[OpenEditor]:
    folder, name = os.path.split(path)
    lock = os.path.join(folder, f".#{name}")
    with suppress(OSError, ValueError):
        if os.path.islink(lock):
            owner = os.readlink(lock)
        else:
            # Where a file system has no links, it is a file.
            with open(lock, encoding="utf-8") as file:
                owner = file.read(400)
        if found := re.fullmatch(_LOCK, owner.strip()):
            yield OpenEditor("emacs", Process(_plain(found["host"]), int(found["pid"])))


def _text(field: bytes) -> str:
    return _plain(field.partition(b"\0")[0].decode(errors="replace"))


def _plain(text: str) -> str:
    """The text without characters that act on a terminal: anybody can write such a file."""
    return "".join(char if char.isprintable() else "?" for char in text)
