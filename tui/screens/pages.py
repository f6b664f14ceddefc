"""Pages: text over the screen, to scroll through."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from llm_tui.tui.screens.dialog import CLOSE, Dialog, Key
from llm_tui.tui.text.line import Line
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.styled_lines import LOOKS


class Page(Dialog[bool | None]):
    """Some text in a box. Gives whether to go on, in a subclass with a key for that."""

    BINDINGS = [
        Binding("escape,q,enter", "dismiss(False)", "Back"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll_page(1)", show=False),
        Binding("pageup", "scroll_page(-1)", show=False),
        Binding("home,g", "scroll_to(-1)", show=False),
        Binding("end,G", "scroll_to(1)", show=False),
    ]

    DEFAULT_CSS = """
    Page VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    Page Static { width: 100%; }
    """

    is_wide = True

    def __init__(self, title: str, text: RenderableType, keys: Sequence[Key] = (CLOSE,)) -> None:
        super().__init__(title, keys)
        self._text, self._scroll = text, VerticalScroll()

    def compose(self) -> ComposeResult:
        """The text in a box."""
        with self.box(), self._scroll:
            yield Static(self.content())

    def content(self) -> RenderableType:
        """The text of the page."""
        return self._text

    def divide(self, width: int, height: int) -> None:
        """All the room there is, at most."""
        self._scroll.styles.max_height = height

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, step: int) -> None:
        """Scroll by a page, less a line."""
        self.action_scroll(step * max(1, self._scroll.size.height - 1))

    def action_scroll_to(self, step: int) -> None:
        """Scroll to the beginning or the end."""
        self.action_scroll(step * self._scroll.virtual_size.height)


class Explanation(Page):
    """Lines to read; a long one goes on below its own beginning."""

    def __init__(self, title: str, lines: Iterable[Line]) -> None:
        super().__init__(title, Group(*map(_indented, lines)))


def _indented(line: Line) -> RenderableType:
    text = printable(line.text.lstrip())
    indent = len(line.text) - len(line.text.lstrip())
    return Padding(Text(text or " ", LOOKS[line.look]), (0, 0, 0, indent))
