"""Taking in what others do to the file while it is open."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from llm_tui.model.errors import FileError
from llm_tui.model.store.watch import Look, changes, look
from llm_tui.model.toml.document import Document
from llm_tui.tui.actions.host import Controller, Host

if TYPE_CHECKING:
    from collections.abc import Callable


class FileWatch(Controller):
    """Follows the file, and says which editors have it open too."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._end: Callable[[], None] | None = None
        self._seen: Look = ()
        self._announced: bytes | None = None
        self._editors: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Watch the file from now on."""
        if self._end is None:
            self._end = self.host.start(self._follow())

    def close(self) -> None:
        """Stop watching."""
        if self._end is not None:
            self._end()

    async def _follow(self) -> None:
        path = self.host.state.session.path
        async for _ in changes(path):
            self._mention(self._editors)
            if (seen := look(path)) != self._seen:
                self._seen = seen
                self._take_in()

    def mention_editors(self) -> None:
        """Say which editors have the file open."""
        self._mention(frozenset())

    def _mention(self, known: frozenset[str]) -> None:
        """Say which editors have the file open, if there are others than those."""
        from llm_tui.model.store.other_editors import open_editors

        self._editors = frozenset(map(str, open_editors(self.host.state.session.path)))
        if self._editors - known:
            names = " and ".join(sorted(self._editors))
            text = f"{self._name} is open in {names}: what is saved last counts"
            self.host.notify(text, severity="warning")

    @property
    def _name(self) -> str:
        return os.path.basename(self.host.state.session.path)

    def _take_in(self) -> None:
        """Take in what is in the file now, or say that it is another text."""
        if is_gone(self.host):
            return
        state = self.host.state
        try:
            disk = state.session.read()
        except FileError as error:
            self._announce(b"", str(error))
            return
        # It may have become read-only, or be no longer.
        read_only = state.session.read_only_reason
        if read_only != state.read_only:
            self.host.update(replace(state, read_only=read_only))
        # That of the document is what is being saved.
        if disk.data in (state.history.saved.data, state.document.data):
            self._announced = None
        elif state.history.unsaved:
            text = "s saves your edits onto it, r reads it now"
            self._announce(disk.data, f"{self._name} has changed on disk; {text}")
        elif state.session.is_broken(disk):
            self._announce(disk.data, f"{self._name} has changed on disk and {_fault(disk)}")
        else:
            state = self.host.state
            history = state.history.rebase(disk, keep_conflicting=False)
            self.host.update(replace(state, history=history))
            self.host.notify(f"{self._name} has changed on disk and was read again")

    def _announce(self, data: bytes, message: str) -> None:
        """Say something of a text in the file, once."""
        if self._announced != data:
            self._announced = data
            self.host.notify(message, severity="warning")


def _fault(disk: Document) -> str:
    line = f": line {disk.problem.line}" if disk.problem else ""
    return f"can't be read{line}; r shows the place"


def is_gone(host: Host) -> bool:
    """Is the file not there? If it was, keep its text as one to save, and say so."""
    state = host.state
    history, gone = state.history, state.session.is_new
    missing = gone and bool(history.saved.data)
    if missing != history.missing:
        host.update(replace(state, history=history.with_missing(missing)))
        if missing:
            name = os.path.basename(state.session.path)
            host.notify(f"{name} is gone from the disk; s writes it again", severity="warning")
    return gone
