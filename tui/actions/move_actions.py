"""Moving values between the base and the sections that inherit from it."""

from typing import TYPE_CHECKING

from llm_tui.model.edit import EditGroup
from llm_tui.model.errors import EditError
from llm_tui.model.switching.inheritance import promote, push_down
from llm_tui.model.toml.keys import section_name
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.screens.question_dialog import Choice, Question

if TYPE_CHECKING:
    from llm_tui.model.switching.inheritance import Move

CANCEL = ""


class MoveActions(Controller):
    """Moves the selected value, without a change to what any section gets."""

    async def promote(self) -> None:
        """Move the selected value up to the base."""
        setting = self.host.facts.setting
        assert setting is not None
        try:
            move = promote(self.host.facts.view, self.host.state.section, setting.key)
        except EditError as error:
            self.host.notify(f"Not moved: {error}", severity="error")
            return
        if move.kept and not await self._is_confirmed(move):
            return
        self._apply(move, f"{setting.key} is in [llm] now")

    def push_down(self) -> None:
        """Move the selected value of the base down to the sections that inherit it."""
        setting = self.host.facts.setting
        assert setting is not None
        try:
            move = push_down(self.host.facts.view, setting.key)
        except EditError as error:
            self.host.notify(f"Not moved: {error}", severity="error")
            return
        names = ", ".join(map(section_name, move.kept))
        self._apply(move, f"{setting.key} is in {names} now")

    async def _is_confirmed(self, move: "Move") -> bool:
        names = ", ".join(map(section_name, move.kept))
        text = f"These sections get their own line, which keeps their value: {names}."
        choices = (Choice("move", "Move it", "m"), Choice(CANCEL, "Cancel", "escape"))
        question = Question("Other sections would inherit it", text, choices, CANCEL)
        answer = await self.host.ask(question)
        return bool(answer)

    def _apply(self, move: "Move", done: str) -> None:
        if self.host.apply(EditGroup(move.edits)):
            self.host.notify(f"{done}; no other section has changed")
