"""Restoring the unsaved edits of other runs."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from llm_tui.model.errors import FileError
from llm_tui.model.store import recovery
from llm_tui.model.store.recovery import KeptEdits
from llm_tui.tui.actions.host import Controller

if TYPE_CHECKING:
    from llm_tui.tui.screens.question_dialog import Question

RESTORE, SHOW, DISCARD, LATER = "restore", "show", "discard", "later"


class RecoveryActions(Controller):
    """Looks for the edits that other runs have kept without saving or discarding them."""

    async def offer(self) -> None:
        """Offer those of runs that have ended; of one that is still running, say so."""
        for kept in recovery.kept(self.host.state.session.path):
            if kept.journal.process.is_running():
                self._mention(kept)
            else:
                await self._offer(kept)

    async def review(self) -> None:
        """Offer all of them, also those that are still being made."""
        found = recovery.kept(self.host.state.session.path)
        for kept in found:
            await self._offer(kept)
        if not found:
            self.host.notify("No other run has unsaved edits to this file")

    def _mention(self, kept: KeptEdits) -> None:
        from llm_tui.tui.text.kept_edits import running_line

        self.host.notify(running_line(kept), severity="warning")

    async def _offer(self, kept: KeptEdits) -> None:
        """Ask what to do with edits, until that is decided."""
        history, refused = self.host.state.history.apply_each(kept.edits)
        changes = history.document.data != self.host.state.document.data
        running = kept.journal.process.is_running()
        if not (changes or refused or kept.unread or kept.damaged):
            # All of it is in the file.
            if not running:
                kept.journal.discard()
            return
        answer = SHOW
        while answer == SHOW:
            answer = await self.host.ask(self._question(kept, changes=changes)) or LATER
            if answer == SHOW and await self._show(kept):
                answer = RESTORE
        if answer == RESTORE:
            self._restore(kept)
        elif answer == DISCARD:
            kept.journal.discard()

    def _question(self, kept: KeptEdits, *, changes: bool) -> "Question":
        # Here: it is asked seldom, and looked for at each start.
        from llm_tui.tui.screens.question_dialog import Choice, Question
        from llm_tui.tui.text.kept_edits import kept_lines

        _, refused = self.host.state.history.apply_each(kept.edits)
        choices = [Choice(LATER, "Decide later", "n")]
        if not kept.journal.process.is_running():
            choices.insert(0, Choice(DISCARD, "Discard", "d"))
        if changes:
            choices.insert(0, Choice(SHOW, "Show the changes", "s"))
            choices.insert(0, Choice(RESTORE, "Restore", "r"))
        text = "\n".join(kept_lines(kept, refused, time.time()))
        return Question("Unsaved edits of another run", text, tuple(choices), LATER)

    async def _show(self, kept: KeptEdits) -> bool | None:
        """Show what restoring edits changes. True to restore them."""
        from llm_tui.tui.screens.diff_page import RestorePage
        from llm_tui.tui.text.diff import diff_lines

        state = self.host.state
        history, _ = state.history.apply_each(kept.edits)
        lines = diff_lines(state.document, history.document, state.session.path)
        return await self.host.ask(RestorePage("Changes to restore", lines))

    def _restore(self, kept: KeptEdits) -> None:
        """Make the edits that can be made; those that can't stay kept."""
        history, refused = self.host.state.history.apply_each(kept.edits)
        self.host.update(replace(self.host.state, history=history))
        if refused:
            reasons = "\n".join(f"Not restored, but kept: {one.reason}" for one in refused)
            self.host.notify(reasons, severity="warning")
        # Until they are kept anew, the old file is the only copy.
        if kept.journal.process.is_running() or not self.host.state.session.journal.exists():
            return
        try:
            kept.keep_only(conflict.edit for conflict in refused)
        except FileError as error:
            self.host.notify(str(error), severity="warning")
