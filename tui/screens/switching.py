"""Using, comparing and exporting a section, from the main screen.

What it takes is imported when it is asked for, so that the first frame does not wait.
"""

from typing import TYPE_CHECKING

from textual import work

from llm_tui.model.toml.keys import Path, section_name, write_header
from llm_tui.tui.screens.state import MainState

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit
    from llm_tui.tui.screens.question import Choice

FILE, ONE_RUN, CONTAINER, STAY = "file", "one run", "container", ""


class SwitchActions(MainState):
    """What the keys do that concern which section is used, and where."""

    def action_use(self) -> None:
        """Make the selected section the one that OpenHands runs on."""
        from llm_tui.model.switching.use import SwitchError, switch

        assert self.view is not None
        try:
            found = switch(self.view, self.section)
        except SwitchError as error:
            self.tell(f"Not changed: {error}", "error")
            return
        name = section_name(self.section)
        if found.edit is None:
            by = f" by {self.view.agent}" if self.view.agent else ""
            self.tell(f"{name} is already in use{by}")
            return
        changed = self._change(found.edit)
        if changed is not None:
            self.tell(f"{name} is in use once this is saved:\n{changed}")
            for note in found.notes:
                self.tell(note, "warning")

    def _change(self, edit: "Edit") -> str | None:
        """Make an edit; the lines that it changed, or None if it was not made."""
        from llm_tui.tui.text.diff import diff_lines

        before = self.history.document
        if not self.apply(edit):
            return None
        lines = diff_lines(before, self.history.document, "")[2:]
        return "\n".join(line for line in lines if line[:1] in "+-" and line[1:].strip())

    @work(exclusive=True, group="dialog")
    async def action_use_otherwise(self) -> None:
        """Offer the ways to use the selected section that leave the file as it is."""
        from shlex import join

        from llm_tui.model.switching.one_run import one_run
        from llm_tui.model.switching.use import SwitchError
        from llm_tui.tui.screens.question import Choice, Question

        assert self.view is not None
        choices = [Choice(FILE, "Always: write it into the file", "u")]
        options = ""
        try:
            run = one_run(self.view, self.section, self.session.path)
            options = join(run.options)
            text = "\n".join(f"• {warning}." for warning in run.warnings)
            choices.append(Choice(ONE_RUN, f"For one run, copy:  {options}", "r"))
        except SwitchError as error:
            text = f"• {error}."
        choices.append(Choice(CONTAINER, "In a container: its values as variables", "c"))
        choices.append(Choice(STAY, "Back", "b"))
        title = f"Use {write_header(self.section)}"
        match await self.app.push_screen_wait(Question(title, text, tuple(choices), STAY)):
            case "file":
                self.action_use()
            case "one run":
                self.app.copy_to_clipboard(options)
                self.tell(
                    "Sent to the terminal's clipboard, to add to the command that starts"
                    f" {self.view.dialect.program}:\n{options}"
                )
            case "container":
                self.action_export()

    def action_export(self) -> None:
        """Show the selected section as environment variables."""
        from llm_tui.model.switching.export import export
        from llm_tui.tui.screens.exporting import ExportPage

        assert self.view is not None
        self._tell_of_loss(self.section)
        self.app.push_screen(ExportPage(self.section, export(self.view, self.section)))

    @work(exclusive=True, group="dialog")
    async def action_compare(self) -> None:
        """Compare the selected section with the marked one, or with one that is chosen."""
        from llm_tui.tui.screens.comparing import ComparisonPage
        from llm_tui.tui.screens.question import Question

        assert self.view is not None
        others = [path for path in self.view.paths if path != self.section]
        if not others:
            self.tell("There is no other section to compare with")
            return
        marked = [path for path in others if path in self.marked]
        other: Path | None = marked[0] if len(marked) == 1 else None
        if other is None:
            choices = tuple(_choice(number, path) for number, path in enumerate(others))
            text = "space marks a section to compare with, or choose one:"
            title = f"Compare {write_header(self.section)} with"
            answer = await self.app.push_screen_wait(Question(title, text, choices, STAY))
            if answer == STAY:
                return
            other = others[int(answer)]
        self._tell_of_loss(self.section)
        self._tell_of_loss(other)
        self.app.push_screen(ComparisonPage(self.view, self.section, other))

    def _tell_of_loss(self, section: Path) -> None:
        """Say whose values are shown where OpenHands has thrown the section away."""
        assert self.view is not None
        if self.view.status(section).ignored:
            from llm_tui.model.check.phrases import loss

            self.tell(loss(self.view, section), "warning")


def _choice(number: int, section: Path) -> "Choice":
    from llm_tui.tui.screens.question import Choice
    from llm_tui.tui.text.wording import printable

    return Choice(str(number), printable(section_name(section)))
