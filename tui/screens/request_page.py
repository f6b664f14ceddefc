"""The call that a test makes."""

from textual.binding import Binding

from llm_tui.model.probe.plan import Plan
from llm_tui.model.toml.keys import write_header
from llm_tui.tui.screens.dialog import CLOSE, Key
from llm_tui.tui.screens.pages import Page
from llm_tui.tui.text.test_report import request_lines
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.styled_lines import styled


class RequestPage(Page):
    """The arguments of the call, and the same as a curl line to copy."""

    BINDINGS = [Binding("y", "copy", "Copy")]

    def __init__(self, plan: Plan, curl: str | None) -> None:
        text = styled(request_lines(plan))
        text.append("\n\ncurl\n", "bold")
        none = f"There is no curl line for the provider of {plan.request.model}."
        text.append(printable(curl or none))
        title = printable(f"Request of {write_header(plan.section)}")
        super().__init__(title, text, (Key("y", "copy the curl line"), CLOSE))
        self._curl = curl

    def action_copy(self) -> None:
        """Send the curl line to the terminal's clipboard; terminals do not confirm that."""
        if self._curl is not None:
            self.app.copy_to_clipboard(self._curl)
            self.notify("Sent to the terminal's clipboard, with $LLM_API_KEY for the API key")
