"""Leaving the program."""

from llm_tui.tui.actions.host import Controller

SAVE, DISCARD, STAY = "save", "discard", "stay"


class LeaveActions(Controller):
    """Ends the program, and asks before anything is lost."""

    async def leave(self) -> None:
        """Leave, with a question only if something is unsaved."""
        if self.host.state.history.unsaved and not await self._is_confirmed():
            return
        self.host.state.session.journal.discard()
        self.host.leave()

    async def _is_confirmed(self) -> bool:
        # Imported here: mostly there is nothing to ask, and leaving would wait for the import.
        from llm_tui.tui.actions.file_actions import FileActions
        from llm_tui.tui.screens.question_dialog import Choice, Question

        unsaved = self.host.facts.unsaved
        question = Question(
            "Unsaved edits",
            f"{unsaved} {'edit is' if unsaved == 1 else 'edits are'} not in the file yet.",
            (
                Choice(SAVE, "Save and quit", "s"),
                Choice(DISCARD, "Discard and quit", "d"),
                Choice(STAY, "Stay", "escape"),
            ),
            STAY,
        )
        answer = await self.host.ask(question)
        return answer == DISCARD or (answer == SAVE and await FileActions(self.host).save())
