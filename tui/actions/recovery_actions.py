"""Restoring the unsaved edits of an earlier run."""

from dataclasses import replace

from llm_tui.model.errors import EditError
from llm_tui.model.store import recovery
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.screens.question_dialog import Choice, Question

RESTORE, DISCARD, LATER = "restore", "discard", "later"

SHOWN = 8
"""The number of edits that are listed."""


class RecoveryActions(Controller):
    """Looks for the edits that a run kept which ended without saving or discarding them."""

    async def offer(self) -> None:
        """Offer to restore them."""
        for journal in recovery.abandoned(self.host.state.session.path):
            edits = journal.read()
            if not edits:
                journal.discard()
                continue
            summary = "\n".join(f"• {edit.summary}" for edit in edits[:SHOWN])
            question = Question(
                "Unsaved edits of an earlier run",
                f"llm-tui ended without saving or discarding:\n{summary}",
                (
                    Choice(RESTORE, "Restore", "r"),
                    Choice(DISCARD, "Discard", "d"),
                    Choice(LATER, "Decide later", "n"),
                ),
                LATER,
            )
            answer = await self.host.ask(question)
            if answer == LATER:
                continue
            if answer == RESTORE:
                history = self.host.state.history
                for edit in edits:
                    try:
                        history = history.apply(edit)
                    except EditError as error:
                        self.host.notify(f"Not restored: {error}", severity="warning")
                self.host.update(replace(self.host.state, history=history))
            journal.discard()
