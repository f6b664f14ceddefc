"""The menu of the commands for a whole section."""

from llm_tui.model.toml.keys import write_header
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.screens.question_dialog import Choice, Question
from llm_tui.tui.state.action_table import MENU
from llm_tui.tui.text.wording import printable

CANCEL = ""


class SectionMenu(Controller):
    """Offers the rows of the action table that have a key in it."""

    async def open(self) -> None:
        """Choose a command for the selected section."""
        width = max(len(action.label) for action in MENU)
        choices = tuple(
            Choice(action.name, f"{action.label:{width}}  {action.help}", action.menu_key)
            for action in MENU
        )
        title = f"Section {printable(write_header(self.host.state.section))}"
        name = await self.host.ask(Question(title, "", choices, CANCEL))
        if name:
            self.host.perform(name)
