"""Following references, and changing them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from llm_tui.model.edit import UnsetValue
from llm_tui.model.effective.section import Section
from llm_tui.model.effective.uses import Use, uses
from llm_tui.model.switching.use import SwitchError, switch
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.screens.choice_dialog import Choice, ChoiceDialog
from llm_tui.tui.text.wording import INVALID, printable, status_text

if TYPE_CHECKING:
    from llm_tui.tui.screens.references_screen import Answer


class ReferenceActions(Controller):
    """Lists the references of the file, and changes one."""

    async def list(self) -> None:
        """Show all references; go to the section of one, or change it there."""
        from llm_tui.tui.screens.references_screen import ReferencesScreen

        user = self.host.facts.use.user if self.host.facts.use else None
        while True:
            view = self.host.facts.view
            answer = await self.host.ask(ReferencesScreen(uses(view), view, user))
            if answer is None or not await self._carry_out(answer):
                return
            user = answer.use.user if answer.use else user

    async def _carry_out(self, answer: "Answer") -> bool:
        """Do what was chosen for a reference; is the list to be shown again?"""
        from llm_tui.tui.screens.references_screen import Command

        match answer.command, answer.use:
            case Command.ADD, _:
                await self.add()
            case Command.UNDO, _:
                self.host.perform("undo")
            case Command.POINT, Use() as use:
                await self.point(use)
            case Command.UNSET, Use() as use:
                self.unset(use)
            case Command.GO, Use(target=tuple() as target):
                self.host.update(replace(self.host.state, section=target))
                return False
        return True

    async def point(self, use: Use) -> None:
        """Let the user choose the section that a reference names."""
        if not self._can_change(use):
            return
        view = self.host.facts.view
        place = f"{use.path[-1]} in {write_header(use.path[:-1])}"
        section = await self._choose_section(f"Section for {printable(use.user)}", place, use)
        if section is not None:
            self.host.apply(use.pointing_to(view, section))

    async def add(self) -> None:
        """Let the user choose a section for an agent that the file may not name yet."""
        if not self.host.may_edit():
            return
        agent = await self.choose_agent("Agent to choose a section for")
        if not agent:
            return
        section = await self._choose_section(f"Section for {printable(agent)}", "", None)
        if section is not None:
            self.point_agent(agent, section)

    async def choose_agent(self, title: str) -> str | None:
        """An agent of the file, or any other name that is typed; None if it was cancelled."""
        view = self.host.facts.view
        found = {use.user: use for use in uses(view) if use.path[:1] == ("agent",)}
        choices = [
            Choice(user.removeprefix("agent."), f"{printable(user)}  {_section_text(use)}")
            for user, use in found.items()
            if user.startswith("agent.")
        ]
        started = view.agent
        if started and f"agent.{started}" not in found:
            choices.append(Choice(started, f"{printable(started)}  (runs by default)"))
        known = {choice.result for choice in choices}

        def as_typed(text: str) -> Choice | None:
            return None if text in known else Choice(text, f"another agent: {printable(text)}")

        text = "As [agent.NAME] in the file, such as RepoExplorerAgent."
        return await self.host.ask(ChoiceDialog(title, text, choices, as_typed=as_typed))

    def point_agent(self, agent: str, section: Path) -> None:
        """Make one agent use a section, by the smallest edit that the program follows."""
        try:
            found = switch(self.host.facts.view, section, agent)
        except SwitchError as error:
            self.host.notify(f"Not changed: {error}", severity="error")
            return
        name = section_name(section)
        if found.edit is None:
            self.host.notify(f"{agent} uses {name} already")
        elif self.host.apply(found.edit):
            self.host.notify(f"{agent} uses {name} once this is saved; z undoes it")
            for note in found.notes:
                self.host.notify(note, severity="warning")

    async def _choose_section(self, title: str, text: str, use: Use | None) -> Path | None:
        view = self.host.facts.view
        width = max(len(printable(section.name)) for section in view.sections)
        choices = [
            Choice(str(index), f"{printable(section.name):{width}}  {_model_or_status(section)}")
            for index, section in enumerate(view.sections)
        ]
        target = use.target if use else None
        now = view.paths.index(target) if target and view.has(target) else 0
        answer = await self.host.ask(ChoiceDialog(title, text, choices, now))
        return view.sections[int(answer)].path if answer else None

    def unset(self, use: Use) -> None:
        """Remove the name of the section, so that the program chooses."""
        if not self._can_change(use):
            return
        if use.line is None:
            self.host.notify(f"{use.user} names no section itself")
        else:
            self.host.apply(UnsetValue(use.path[:-1], str(use.path[-1])))

    def _can_change(self, use: Use) -> bool:
        if not self.host.may_edit():
            return False
        if not use.path:
            self.host.notify(_unchangeable(use, self.host.facts.view.dialect.program))
            return False
        return True


def _unchangeable(use: Use, program: str) -> str:
    """Why no edit of a name makes something use another section."""
    if use.name is None:
        header = write_header(use.target or BASE)
        return f"The file names no section for {use.user}: {program} uses {header}"
    return f"{program} looks for {use.name} by that name; rename a section to it"


def _section_text(use: Use) -> str:
    return f"→ {printable(section_name(use.target))}" if use.target else ""


def _model_or_status(section: Section) -> str:
    """The model of a section, or why it is ignored."""
    if section.status.ignored:
        return f"{INVALID} {status_text(section)}"
    return printable(section.model or "")
