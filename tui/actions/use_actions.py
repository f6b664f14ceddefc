"""Making the program use the selected section."""

from shlex import join
from typing import TYPE_CHECKING

from llm_tui.model.switching.one_run import one_run
from llm_tui.model.switching.use import SwitchError, switch, unusable
from llm_tui.model.toml.keys import section_name, write_header
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.actions.reference_actions import ReferenceActions
from llm_tui.tui.screens.question_dialog import Choice, Question
from llm_tui.tui.text.diff import diff_lines

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit

FILE, ONE_RUN, CONTAINER, CANCEL = "file", "one run", "container", ""


class UseActions(Controller):
    """Uses the selected section: always, for one run, or in a container."""

    def use(self) -> None:
        """Make the selected section the one that the program runs on."""
        view, section = self.host.facts.view, self.host.state.section
        try:
            found = switch(view, section)
        except SwitchError as error:
            self.host.notify(f"Not changed: {error}", severity="error")
            return
        name = section_name(section)
        if found.edit is None:
            by = f" by {view.agent}" if view.agent else ""
            self.host.notify(f"{name} is already in use{by}")
            return
        changed = self._apply(found.edit)
        if changed is not None:
            self.host.notify(f"{name} is in use once this is saved:\n{changed}")
            for note in found.notes:
                self.host.notify(note, severity="warning")

    def _apply(self, edit: "Edit") -> str | None:
        """Make an edit; the lines that it changed, or None if it was refused."""
        before = self.host.state.document
        if not self.host.apply(edit):
            return None
        lines = diff_lines(before, self.host.state.document, "")[2:]
        return "\n".join(line for line in lines if line[:1] in "+-" and line[1:].strip())

    async def use_for_agent(self) -> None:
        """Make one agent use the selected section, also one that the file does not name yet."""
        references = ReferenceActions(self.host)
        section = self.host.state.section
        if reason := unusable(self.host.facts.view, section):
            self.host.notify(f"Not changed: {reason}", severity="error")
            return
        agent = await references.choose_agent(f"Agent to use {write_header(section)}")
        if agent:
            references.point_agent(agent, section)

    async def use_otherwise(self) -> None:
        """Offer the ways to use the selected section, most of which leave the file as it is."""
        state, view = self.host.state, self.host.facts.view
        choices = [Choice(FILE, "Always: write it into the file", "u")]
        options = ""
        try:
            run = one_run(view, state.section, state.session.path)
            options = join(run.options)
            text = "\n".join(f"• {warning}." for warning in run.warnings)
            choices.append(Choice(ONE_RUN, f"For one run, copy:  {options}", "r"))
        except SwitchError as error:
            text = f"• {error}."
        choices.append(Choice(CONTAINER, "In a container: its values as variables", "c"))
        choices.append(Choice(CANCEL, "Cancel", "escape"))
        title = f"Use {write_header(state.section)}"
        match await self.host.ask(Question(title, text, tuple(choices), CANCEL)):
            case "file":
                self.host.perform("use")
            case "one run":
                self.host.copy(options)
                self.host.notify(
                    "Sent to the terminal's clipboard, to add to the command that starts"
                    f" {view.dialect.program}:\n{options}"
                )
            case "container":
                self.host.perform("export")
