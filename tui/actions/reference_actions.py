"""Following references, and changing them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from llm_tui.model.edit import UnsetValue
from llm_tui.model.effective.section import Section
from llm_tui.model.effective.uses import uses
from llm_tui.model.toml.keys import section_name, write_header
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.screens.question_dialog import Choice, Question
from llm_tui.tui.text.wording import INVALID, printable, status_text

if TYPE_CHECKING:
    from llm_tui.model.effective.uses import Use

CANCEL = ""


class ReferenceActions(Controller):
    """Lists the references of the file, and changes one."""

    async def list(self) -> None:
        """Show all references; go to the section of one, or change it there."""
        from llm_tui.tui.screens.references_screen import Command, ReferencesScreen

        user = self.host.facts.use.user if self.host.facts.use else None
        while True:
            view = self.host.facts.view
            answer = await self.host.ask(ReferencesScreen(uses(view), view, user))
            if answer is None:
                return
            user = answer.use.user
            match answer.command:
                case Command.GO if answer.use.target is not None:
                    self.host.update(replace(self.host.state, section=answer.use.target))
                    return
                case Command.POINT:
                    await self.point(answer.use)
                case Command.UNSET:
                    self.unset(answer.use)
                case Command.UNDO:
                    self.host.perform("undo")

    async def point(self, use: "Use") -> None:
        """Let the user choose the section that a reference names."""
        if not self._can_change(use):
            return
        view = self.host.facts.view
        names = [section_name(path) for path in view.paths]
        width = max(len(printable(name)) for name in names)
        choices = tuple(
            Choice(section.name, f"{printable(section.name):{width}}  {_model_or_status(section)}")
            for section in view.sections
        )
        now = section_name(use.target) if use.target else ""
        place = f"{use.path[-1]} in {write_header(use.path[:-1])}"
        selected = names.index(now) if now in names else 0
        title = f"Section for {printable(use.user)}"
        name = await self.host.ask(Question(title, place, choices, CANCEL, selected))
        if name in names:
            self.host.apply(use.pointing_to(view, view.paths[names.index(name)]))

    def unset(self, use: "Use") -> None:
        """Remove the name of the section, so that the program chooses."""
        if not self._can_change(use):
            return
        if use.line is None:
            self.host.notify(f"{use.user} names no section itself")
        else:
            self.host.apply(UnsetValue(use.path[:-1], str(use.path[-1])))

    def _can_change(self, use: "Use") -> bool:
        if not self.host.may_edit():
            return False
        if not use.path:
            program = self.host.facts.view.dialect.program
            self.host.notify(f"{program} looks for {use.name} by that name; rename a section to it")
            return False
        return True


def _model_or_status(section: Section) -> str:
    """The model of a section, or why it is ignored."""
    if section.status.ignored:
        return f"{INVALID} {status_text(section)}"
    return printable(section.model or "")
