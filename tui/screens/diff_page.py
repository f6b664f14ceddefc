"""The diff that a save writes, and that of edits to bring back."""

from collections.abc import Iterable

from rich.text import Text
from textual.binding import Binding

from llm_tui.tui.screens.pages import Page


class DiffPage(Page):
    """The diff between the file and the edits. Gives True to save at once."""

    BINDINGS = [Binding("ctrl+s,s", "dismiss(True)", "Save")]

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__("Changes to save", _diff_text(lines), "s save   esc back")


class RestorePage(Page):
    """The diff that restoring something makes. Gives True to restore it."""

    BINDINGS = [Binding("r", "dismiss(True)", "Restore")]

    def __init__(self, title: str, lines: Iterable[str]) -> None:
        super().__init__(title, _diff_text(lines), "r restore   esc back")


def _diff_text(lines: Iterable[str]) -> Text:
    return Text("\n").join(Text(line, _diff_style(line)) for line in lines)


def _diff_style(line: str) -> str:
    if line.startswith(("---", "+++")):
        return "bold"
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
