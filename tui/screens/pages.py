"""Pages: text over the screen, to scroll through."""

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

from llm_tui.tui.text.line import Line
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.styled_lines import LOOKS


class Page(ModalScreen[bool]):
    """Some text in a box. Gives whether to go on, in a subclass with a key for that."""

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
        """The text of the page."""
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
    return Padding(Text(text or " ", LOOKS[line.look]), (0, 0, 0, indent))
