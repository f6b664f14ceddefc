"""The diff that a save writes."""

from collections.abc import Iterable

from rich.text import Text
from textual.binding import Binding

from llm_tui.tui.screens.pages import Page


class DiffPage(Page):
    """The diff between the file and the edits. Gives True to save at once."""

    BINDINGS = [Binding("ctrl+s,s", "dismiss(True)", "Save")]

    def __init__(self, lines: Iterable[str]) -> None:
        text = Text("\n").join(Text(line, _diff_style(line)) for line in lines)
        super().__init__("Changes to save", text, "s save   esc back")


def _diff_style(line: str) -> str:
    if line.startswith(("---", "+++")):
        return "bold"
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
