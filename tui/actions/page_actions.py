"""Opening pages: explanations, comparison, export, help."""

from llm_tui.model.check.phrases import loss
from llm_tui.model.toml.keys import Path, section_name, write_header
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.screens.pages import Explanation
from llm_tui.tui.text.wording import printable


class PageActions(Controller):
    """Opens pages on what is selected."""

    def explain(self) -> None:
        """Explain where the selected value comes from, and what the model gets of it."""
        from llm_tui.model.effective.explanation import explain
        from llm_tui.model.probe.plan import plan
        from llm_tui.tui.text.explanations import explanation_lines, use_lines

        facts, state = self.host.facts, self.host.state
        if facts.use is not None:
            lines = use_lines(facts.use, facts.view.dialect.program)
            self.host.open(Explanation(printable(facts.use.user), lines))
            return
        assert facts.setting is not None
        chosen = plan(facts.view, state.section, state.session.process_environment)
        explanation = explain(facts.view, state.section, facts.setting, chosen.request)
        lines = explanation_lines(explanation, chosen, facts.view, state.session.env_file)
        title = f"{printable(facts.setting.key)} of {printable(write_header(state.section))}"
        self.host.open(Explanation(title, lines))

    def environment(self) -> None:
        """Show the `LLM_*` variables and their values."""
        from llm_tui.tui.text.explanations import environment_lines

        lines = environment_lines(self.host.facts.view, self.host.state.session.env_file)
        self.host.open(Explanation("LLM_* variables", lines))

    def request(self) -> None:
        """Show the call that a test makes."""
        from llm_tui.model.catalogue.wire import wire_request
        from llm_tui.model.probe.plan import PROMPT, plan
        from llm_tui.model.secrets.masking import mask_value
        from llm_tui.tui.screens.request_page import RequestPage

        state = self.host.state
        chosen = plan(self.host.facts.view, state.section, state.session.process_environment)
        wire = wire_request(chosen.request.arguments, PROMPT, stream=False)
        # What stands for secrets in it is no secret; one in the address or the model is.
        curl = str(mask_value(wire.curl())) if wire else None
        self.host.open(RequestPage(chosen, curl))

    def export(self) -> None:
        """Show the selected section as environment variables, or as a profile."""
        from llm_tui.model.switching.profiles import as_last_read
        from llm_tui.tui.screens.export_page import ExportPage

        section = self.host.state.section
        self._warn_if_ignored(section)
        self.host.open(ExportPage(as_last_read(self.host.facts.view), section))

    async def compare(self) -> None:
        """Compare the selected section with the marked one, or with one that is chosen."""
        from llm_tui.tui.screens.choice_dialog import Choice, ChoiceDialog
        from llm_tui.tui.screens.comparison_page import ComparisonPage

        state, view = self.host.state, self.host.facts.view
        others = [path for path in view.paths if path != state.section]
        marked = [path for path in others if path in state.marked]
        if len(marked) == 1:
            other = marked[0]
        else:
            choices = tuple(
                Choice(str(number), printable(section_name(path)))
                for number, path in enumerate(others)
            )
            title = f"Compare {write_header(state.section)} with"
            text = "space marks a section to compare with, or choose one:"
            answer = await self.host.ask(ChoiceDialog(title, text, choices))
            if not answer:
                return
            other = others[int(answer)]
        self._warn_if_ignored(state.section)
        self._warn_if_ignored(other)
        self.host.open(ComparisonPage(view, state.section, other))

    def _warn_if_ignored(self, section: Path) -> None:
        """Say whose values are shown where the program ignores the section."""
        view = self.host.facts.view
        if view.status(section).ignored:
            self.host.notify(loss(view, section), severity="warning")

    def preferences(self) -> None:
        """Change the settings of the program itself."""
        from llm_tui.tui.screens.preferences_screen import PreferencesScreen

        self.host.open(PreferencesScreen(self.host.state.session.chosen))

    def theme(self) -> None:
        """Choose the theme."""
        from llm_tui.tui.screens.theme_dialog import ThemeDialog

        self.host.open(ThemeDialog())

    def help(self) -> None:
        """Show all keys and signs."""
        from llm_tui.tui.screens.help_page import HelpPage

        self.host.open(HelpPage(self.host.state.session.chosen))
