"""Saving the file, and reading it again."""

import asyncio
import time
from dataclasses import replace

from llm_tui.model.errors import EditError, FileBusyError, FileChangedError, FileError
from llm_tui.model.store import file_lock, saves, saving
from llm_tui.model.toml.document import Document
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.actions.watch_actions import is_gone
from llm_tui.tui.screens.question_dialog import Choice, Question
from llm_tui.tui.state.state import Place, State

MINE, THEIRS, CANCEL = "mine", "theirs", "cancel"

_PAUSE = 0.05
"""Seconds between two attempts to save a file that another process is saving."""

_LARGE = 256 * 1024
"""Bytes that take so long to check and write that the screen must go on meanwhile."""


class FileActions(Controller):
    """Keeps the history and the file together."""

    async def save(self) -> bool:
        """Apply the unsaved edits to what is in the file now, and write that. False if it can't be.

        If another program changes the file in the same instant, the edits are made to its text.
        """
        deadline = time.monotonic() + file_lock.WAIT
        while await self._follow_file():
            state = self.host.state
            document = state.document
            notes = saves.keep(state.session.path, state.history.saved.data)
            try:
                if len(document.data) < _LARGE:
                    notes += _write(state)
                else:
                    notes += await asyncio.to_thread(_write, state)
            except (EditError, FileError) as error:
                is_passing = isinstance(error, FileBusyError | FileChangedError)
                if is_passing and time.monotonic() < deadline:
                    # The screen is drawn, and can be left, while another process is waited for.
                    await asyncio.sleep(_PAUSE)
                    continue
                self.host.notify(str(error), severity="error")
                return False
            state = self.host.state
            self.host.update(replace(state, history=state.history.mark_saved(document)))
            self.host.notify("; ".join((f"Saved {state.session.path}", *notes)))
            return True
        return False

    async def _follow_file(self) -> bool:
        """Bring the history up to what is in the file now. False if the user cancels that."""
        if is_gone(self.host):
            return True
        state = self.host.state
        try:
            disk = state.session.read()
        except FileError as error:
            self.host.notify(str(error), severity="error")
            return False
        if disk.data == state.history.saved.data:
            return True
        if state.session.is_broken(disk):
            from llm_tui.tui.screens.broken_screen import BrokenScreen

            repaired = await self.host.ask(BrokenScreen(state.session, disk))
            if repaired is None:
                return False
            disk = repaired
        return await self._rebase(disk)

    async def _rebase(self, disk: Document) -> bool:
        """Apply the unsaved edits to another text of the file. False if the user cancels that."""
        history = self.host.state.history
        keep = True
        if conflicts := history.conflicts(disk):
            reasons = "\n".join(f"• {conflict.reason}" for conflict in conflicts)
            question = Question(
                "The file has changed on disk",
                f"{reasons}\nKeep which version? All other edits are kept either way.",
                (
                    Choice(MINE, "Keep mine", "m"),
                    Choice(THEIRS, "Keep the file's", "f"),
                    Choice(CANCEL, "Cancel", "escape"),
                ),
                CANCEL,
            )
            answer = await self.host.ask(question)
            if answer == CANCEL:
                return False
            keep = answer == MINE
        rebased = history.rebase(disk, keep)
        self.host.update(replace(self.host.state, history=rebased))
        kept, pending = len(rebased.pending), len(history.pending)
        self.host.notify(f"The file has changed on disk; {kept} of {pending} edits are kept")
        return True

    async def reload(self) -> None:
        """Read the file again."""
        before = self.host.state.history.saved
        if await self._follow_file() and self.host.state.history.saved is before:
            self.host.notify("The file has not changed")

    async def open_editor(self) -> None:
        """Open the file in the user's editor, and read its new text."""
        failure = self.host.edit_file(self._line())
        if failure:
            self.host.notify(failure, severity="error")
        await self._follow_file()

    def _line(self) -> int | None:
        """The line of the problem that was gone to, else of what is selected."""
        facts, state = self.host.facts, self.host.state
        if state.gone_to is not None and state.gone_to.line:
            return state.gone_to.line
        row = facts.use or facts.setting
        line = row.line if row is not None and state.place is not Place.SECTIONS else None
        return line or state.history.saved.line_of(state.section)

    async def diff(self) -> None:
        """Show what saving writes."""
        from llm_tui.tui.screens.diff_page import DiffPage
        from llm_tui.tui.text.diff import diff_lines

        state = self.host.state
        lines = diff_lines(state.history.saved, state.document, state.session.path)
        if await self.host.ask(DiffPage(lines)):
            await self.save()


def _write(state: State) -> tuple[str, ...]:
    """Check the document as a whole, and save it; returns what there is to say of that.

    Raises EditError and FileError.
    """
    state.history.check_whole()
    expected = None if state.session.is_new else state.history.saved.data
    return saving.save(state.session.path, state.document.data, expected, wait=0)
