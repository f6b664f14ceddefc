"""A diff: what a save writes, what an edit would change, or what there is to bring back."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text
from textual.binding import Binding

from llm_tui.tui.screens.dialog import CANCEL, CLOSE, Key
from llm_tui.tui.screens.pages import Page


class DiffPage(Page):
    """The diff between the file and the edits. Gives True to save at once."""

    BINDINGS = [Binding("ctrl+s,s", "dismiss(True)", "Save")]

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__("Changes to save", _diff(lines), (Key("s", "save"), CLOSE))


class RestorePage(Page):
    """The diff that restoring something makes. Gives True to restore it."""

    BINDINGS = [Binding("r", "dismiss(True)", "Restore")]

    def __init__(self, title: str, lines: Iterable[str]) -> None:
        super().__init__(title, _diff(lines), (Key("r", "restore"), CLOSE))


class DiffQuestion(Page):
    """The diff of an edit that is not made yet. Gives True to make it."""

    BINDINGS = [Binding("enter", "dismiss(True)", "Do it"), Binding("n,q", "dismiss(False)")]

    def __init__(self, title: str, lines: Iterable[str], verb: str, text: str = "") -> None:
        """verb: what enter does. text: what to know beside the diff."""
        parts = [Text(text, "bold"), Text(" ")] if text else []
        super().__init__(title, Group(*parts, _diff(lines)), (Key("enter", verb), CANCEL))


def _diff(lines: Iterable[str]) -> RenderableType:
    return Text("\n", overflow="fold").join(Text(line, _diff_style(line)) for line in lines)


def _diff_style(line: str) -> str:
    if line.startswith(("---", "+++")):
        return "bold"
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
