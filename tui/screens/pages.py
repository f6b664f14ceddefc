"""Screens to read: the diff that a save will write, and the help."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from llm_tui.model.dialects.recognise import Chosen
from llm_tui.model.probe.plan import Plan
from llm_tui.tui.actions import ACTIONS, MOVES, key_text
from llm_tui.tui.text.test_report import Line, request_lines
from llm_tui.tui.text.wording import LEGEND, printable


class Page(ModalScreen[bool]):
    """Some text over the screen, to scroll through. Gives whether its last key was to go on."""

    BINDINGS = [
        Binding("escape,q,enter", "dismiss(False)", "Back"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    DEFAULT_CSS = """
    Page > VerticalScroll {
        width: 90%;
        max-width: 110;
        height: auto;
        max-height: 90%;
        border: round $accent;
        border-title-color: $accent;
        border-subtitle-color: $text-muted;
        background: $surface;
        padding: 0 1;
    }
    Page Static { width: auto; min-width: 100%; }
    """

    def __init__(self, title: str, text: RenderableType, keys: str = "esc back") -> None:
        super().__init__()
        self._title, self._text, self._keys = title, text, keys

    def compose(self) -> ComposeResult:
        """The text in a box."""
        with VerticalScroll() as box:
            box.border_title = escape(self._title)
            box.border_subtitle = self._keys
            yield Static(self.content())

    def content(self) -> RenderableType:
        """What is to be read."""
        return self._text

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


class Explanation(Page):
    """Lines to read; a long one goes on below its own beginning."""

    DEFAULT_CSS = """
    Explanation Static { width: 100%; }
    """

    def __init__(self, title: str, lines: Iterable[Line]) -> None:
        super().__init__(title, Text())
        self._lines = lines

    def content(self) -> RenderableType:
        """The lines in their looks."""
        return Group(*map(_indented, self._lines))


def _indented(line: Line) -> RenderableType:
    text = printable(line.text.lstrip())
    indent = len(line.text) - len(line.text.lstrip())
    return Padding(Text(text or " ", _LOOKS.get(line.look, "")), (0, 0, 0, indent))


_LOOKS = {"quiet": "dim", "good": "bold", "bad": "bold red"}


class DiffPage(Page):
    """What saving will write. Gives True if it is to be saved at once."""

    BINDINGS = [Binding("ctrl+s,s", "dismiss(True)", "Save")]

    def __init__(self, lines: Iterable[str]) -> None:
        text = Text("\n").join(Text(line, _diff_style(line)) for line in lines)
        super().__init__("What saving writes", text, "s save   esc back")


class RequestPage(Page):
    """The call that a test makes, and the same as a curl line to copy."""

    BINDINGS = [Binding("y", "copy", "Copy")]

    def __init__(self, plan: Plan, curl: str | None) -> None:
        text = Text("\n").join(
            Text(line.text, _LOOKS.get(line.look, "")) for line in request_lines(plan)
        )
        text.append("\n\ncurl\n", "bold")
        none = f"There is no curl line for the provider of {plan.request.model}."
        text.append(printable(curl or none))
        super().__init__("What is sent", text, "y copy the curl line   esc back")
        self._curl = curl

    def action_copy(self) -> None:
        """Give the curl line to the terminal's clipboard; whether it took it nobody can know."""
        if self._curl is not None:
            self.app.copy_to_clipboard(self._curl)
            self.notify("Sent to the terminal's clipboard. The key is not in it: $LLM_API_KEY is.")


def _diff_style(line: str) -> str:
    if line.startswith(("---", "+++")):
        return "bold"
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")


def help_page(chosen: Chosen) -> Page:
    """By which rules the file is read, all keys, and what the signs mean."""
    text = Text()
    groups = dict.fromkeys(action.group for action in ACTIONS)
    for group in groups:
        text.append(f"{group}\n", "bold")
        for keys, meaning in MOVES if group == "Move" else ():
            text.append(f"  {keys:18}{meaning}\n")
        for action in ACTIONS:
            if action.group == group:
                keys = " ".join(map(key_text, action.keys.split(","))) or "^p"
                text.append(f"  {keys:18}{action.help}\n")
        text.append("\n")
    text.append("Signs\n", "bold")
    for sign, meaning in LEGEND:
        text.append(f"  {sign:18}{meaning}\n")
    text.append("  ▶                 the section that a plain start of the program uses\n")
    text.append("  ▷                 used by an agent, or by something else of the program")
    return Page(f"Read as {chosen.dialect.title}: {chosen.reason}", text)
