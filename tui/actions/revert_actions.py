"""Undoing what is not saved: one value, or all of it."""

from dataclasses import replace

from llm_tui.model.edit import SetValue, UnsetValue
from llm_tui.model.toml.values import MISSING
from llm_tui.tui.actions.confirmation import confirm
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.state.conditions import selected_path


class RevertActions(Controller):
    """Goes back to the file as it was last read or written."""

    def revert_value(self) -> None:
        """Give the selected value back what it has in the file; undo brings the edit back."""
        state = self.host.state
        path, saved = selected_path(state, self.host.facts), state.history.saved
        section, key = path[:-1], str(path[-1])
        value = saved.value(path)
        if value is MISSING:
            edit: SetValue | UnsetValue = UnsetValue(section, key)
        else:
            edit = SetValue(section, key, value, saved.token(path))
        if self.host.apply(edit):
            self.host.notify(f"{key} is as in the file; z undoes it")

    async def revert_all(self) -> None:
        """Undo all edits that are not saved; redo makes them again."""
        history = self.host.state.history
        reverted = history.revert()
        title = "Revert all edits that are not saved?"
        if await confirm(self.host, reverted.document, title, "revert"):
            self.host.update(replace(self.host.state, history=reverted))
            redo = "; y redoes them" if reverted.undone else ""
            self.host.notify(f"All is as in the file{redo}")
