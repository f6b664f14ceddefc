"""Moving values between the base and the sections that inherit from it."""

from typing import TYPE_CHECKING

from llm_tui.model.edit import EditGroup
from llm_tui.model.errors import EditError
from llm_tui.model.switching.inheritance import promote, push_down
from llm_tui.model.toml.keys import section_name
from llm_tui.tui.actions.confirmation import confirm
from llm_tui.tui.actions.host import Controller

if TYPE_CHECKING:
    from collections.abc import Callable

    from llm_tui.model.switching.inheritance import Move


class MoveActions(Controller):
    """Moves the selected value, without a change to what any section gets."""

    async def promote(self) -> None:
        """Move the selected value up to the base."""
        view, section, key = self.host.facts.view, self.host.state.section, self._key
        await self._move(lambda: promote(view, section, key), f"Move {key} up to [llm]?")

    async def push_down(self) -> None:
        """Move the selected value of the base down to the sections that inherit it."""
        view, key = self.host.facts.view, self._key
        await self._move(lambda: push_down(view, key), f"Move {key} down to the sections?")

    @property
    def _key(self) -> str:
        setting = self.host.facts.setting
        assert setting is not None
        return setting.key

    async def _move(self, make: "Callable[[], Move]", title: str) -> None:
        """Show what a move changes, and make it if that is wanted."""
        state = self.host.state
        try:
            move = make()
            group = EditGroup(move.edits)
            after = group.apply(state.document, self.host.facts.view.dialect)
        except EditError as error:
            self.host.notify(f"Not moved: {error}", severity="error")
            return
        text = "What each section gets stays as it is."
        if move.kept:
            names = ", ".join(map(section_name, move.kept))
            text += f" These get a line of their own: {names}."
        if await confirm(self.host, after, title, "move", text) and self.host.apply(group):
            self.host.notify("Moved; z undoes it")
