"""Telling why a value is what it is, from the main screen.

What tells it is imported when it is first wanted, so that the first frame does not wait.
"""

from llm_tui.model.toml.keys import write_header
from llm_tui.tui.screens.state import MainState
from llm_tui.tui.text.wording import printable


class ExplainActions(MainState):
    """What the keys do that explain values, references and variables."""

    def action_explain(self) -> None:
        """Tell how the selected value came to be, and what the model gets of it."""
        from llm_tui.tui.screens.pages import Explanation

        if self.use is not None:
            from llm_tui.tui.text.explanations import use_lines

            self.app.push_screen(
                Explanation(
                    printable(self.use.user), use_lines(self.use, self.session.dialect.program)
                )
            )
            return
        setting = self.setting
        if setting is None or self.view is None:
            return
        from llm_tui.model.effective.explanation import explain
        from llm_tui.model.probe.plan import plan
        from llm_tui.tui.text.explanations import explanation_lines

        chosen = plan(self.view, self.section, self.session.process_environment)
        explanation = explain(self.view, self.section, setting, chosen.request)
        lines = explanation_lines(explanation, chosen, self.view, self.session.env_file)
        title = f"{printable(setting.key)} of {printable(write_header(self.section))}"
        self.app.push_screen(Explanation(title, tuple(lines)))

    def action_environment(self) -> None:
        """Show the `LLM_*` variables, and what each comes to."""
        from llm_tui.tui.screens.pages import Explanation
        from llm_tui.tui.text.explanations import environment_lines

        assert self.view is not None
        lines = environment_lines(self.view, self.session.env_file)
        self.app.push_screen(Explanation("LLM_* variables", tuple(lines)))
