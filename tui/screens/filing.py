"""Saving, reading again and leaving, from the main screen.

Dialogs are imported when they are opened, so that the first frame does not wait for them.
"""

from textual import work

from llm_tui.model.errors import FileError
from llm_tui.model.store import storage
from llm_tui.model.toml.document import Document
from llm_tui.tui.screens.state import MainState

MINE, THEIRS, STAY = "mine", "theirs", "stay"
SAVE, DISCARD = "save", "discard"


def _count(changes: int) -> str:
    return f"{changes} {'change is' if changes == 1 else 'changes are'} not in the file yet."


class FileActions(MainState):
    """What the keys do that read or write the file."""

    @work(exclusive=True, group="dialog")
    async def action_save(self) -> None:
        """Save the file."""
        await self._save()

    async def _save(self) -> bool:
        """Apply the unsaved edits to what is in the file now, and write that."""
        if not self.history.unsaved:
            self.tell("There is nothing to save")
            return True
        if self.read_only:
            self.tell(f"Not saved: {self.read_only}", "error")
            return False
        if not await self._follow_file():
            return False
        try:
            storage.write(self.session.path, self.history.document.data)
        except FileError as error:
            self.tell(str(error), "error")
            return False
        self.history = self.history.mark_saved()
        self.tell(f"Saved {self.session.path}")
        return True

    async def _follow_file(self) -> bool:
        """Bring the history up to what is in the file now. False if the user would rather not."""
        try:
            disk = self.session.read()
        except FileError as error:
            self.tell(str(error), "error")
            return False
        if disk.data == self.history.saved.data:
            return True
        if self.session.is_broken(disk):
            from llm_tui.tui.screens.broken import BrokenScreen

            repaired = await self.app.push_screen_wait(BrokenScreen(self.session, disk))
            if repaired is None:
                return False
            disk = repaired
        return await self._rebase(disk)

    async def _rebase(self, disk: Document) -> bool:
        conflicts = self.history.conflicts(disk)
        keep = True
        if conflicts:
            from llm_tui.tui.screens.question import Choice, Question

            reasons = "\n".join(f"• {conflict.reason}" for conflict in conflicts)
            answer = await self.app.push_screen_wait(
                Question(
                    "The file was changed meanwhile",
                    f"{reasons}\nWhich is to count? All other edits are kept either way.",
                    (
                        Choice(MINE, "My edits", "m"),
                        Choice(THEIRS, "What is in the file", "f"),
                        Choice(STAY, "Neither yet: back to the screen", "b"),
                    ),
                    STAY,
                )
            )
            if answer == STAY:
                return False
            keep = answer == MINE
        pending = len(self.history.pending)
        self.history = self.history.rebase(disk, keep)
        kept = len(self.history.pending)
        self.tell(f"The file was changed meanwhile; {kept} of {pending} edits made to its new text")
        return True

    @work(exclusive=True, group="dialog")
    async def action_reload(self) -> None:
        """Read the file again."""
        before = self.history.saved
        if await self._follow_file() and self.history.saved is before:
            self.tell("The file has not changed")

    @work(exclusive=True, group="dialog")
    async def action_open_editor(self) -> None:
        """Open the file in the user's editor, and come back to its new text."""
        if self.session.is_new:
            self.tell("Save the new file first", "warning")
            return
        from llm_tui.tui.external import run_editor

        line = self.setting.line if self.setting else None
        with self.app.suspend():
            failure = run_editor(
                self.session.path, line or self.history.saved.line_of(self.section)
            )
        self.refresh(layout=True)
        if failure:
            self.tell(failure, "error")
        await self._follow_file()

    @work(exclusive=True, group="dialog")
    async def action_diff(self) -> None:
        """Show what saving will write."""
        from llm_tui.tui.screens.pages import DiffPage
        from llm_tui.tui.text.diff import diff_lines

        lines = diff_lines(self.history.saved, self.history.document, self.session.path)
        if not lines:
            self.tell("There is nothing to save")
        elif await self.app.push_screen_wait(DiffPage(lines)):
            await self._save()

    @work(exclusive=True, group="dialog")
    async def action_leave(self) -> None:
        """Leave, with a question only if something is unsaved."""
        if self.history.unsaved:
            from llm_tui.tui.screens.question import Choice, Question

            answer = await self.app.push_screen_wait(
                Question(
                    "Unsaved edits",
                    _count(self.unsaved),
                    (
                        Choice(SAVE, "Save and leave", "s"),
                        Choice(DISCARD, "Discard them and leave", "d"),
                        Choice(STAY, "Stay", "b"),
                    ),
                    STAY,
                )
            )
            if answer == STAY or (answer == SAVE and not await self._save()):
                return
        self.session.journal.discard()
        self.app.exit()
