"""The box of every dialog: never larger than the screen, with its keys on its frame."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from textual.actions import SkipAction
from textual.containers import Vertical, VerticalScroll
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

T = TypeVar("T")

FRAME = 4
"""Cells that the frame and the blanks beside the text take from a line."""

LIST = 4
"""Rows of a list that a long text leaves in sight."""


class Key(NamedTuple):
    """A key that works in a dialog, as it is printed on it, and what it does."""

    key: str
    label: str


CLOSE = Key("esc", "back")
CANCEL = Key("esc", "cancel")


def keys_text(keys: Sequence[Key], width: int) -> str:
    """The keys in one line: as many as there is room for, the last one always."""
    texts = [f"{key.key} {key.label}" for key in keys]
    while len(texts) > 1 and cell_len("   ".join(texts)) > width:
        del texts[-2]
    return "   ".join(texts)


class Dialog(ModalScreen[T]):
    """A box in the middle of the screen. A subclass yields what is in it."""

    DEFAULT_CSS = """
    Dialog {
        /* What is below stays as it is: to dim it is to draw it again. */
        background: transparent;
        align: center middle;
        & > .box {
            width: 76;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            border: blank;
            border-title-color: $text-accent;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
            background: $surface;
            padding: 0 1;
        }
        & > .box.-wide { width: 100%; max-width: 120; }
    }
    """

    is_wide = False
    """Does the box take all the room that a table can use?"""

    def __init__(self, title: str, keys: Sequence[Key]) -> None:
        super().__init__()
        self._keys = keys
        self._box = Vertical(classes="box -wide" if self.is_wide else "box")
        self._box.border_title = escape(title)

    def box(self) -> Vertical:
        """The box, to yield the content in."""
        return self._box

    def on_resize(self) -> None:
        """The keys that fit, and heights that do."""
        self.show_keys(self._keys)
        self.divide(self._box_width - FRAME, max(1, self.size.height - 2))

    @property
    def _box_width(self) -> int:
        return min(self.size.width, 120 if self.is_wide else 76)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show those of the keys that there is room for."""
        self._keys = keys
        text = keys_text(keys, self._box_width - FRAME - 2)
        self._box.border_subtitle = escape(text)

    def action_copy_text(self) -> None:
        """Copy what the mouse has selected; where that is nothing, ctrl+c leaves the dialog."""
        try:
            super().action_copy_text()
        except SkipAction:
            self.app.action_help_quit()

    def divide(self, width: int, height: int) -> None:
        """Divide the room inside of the box: cells of a line, and lines."""


def lines_of(text: str | Text, width: int) -> int:
    """The lines that a text takes at a width."""
    text = Text(text) if isinstance(text, str) else text
    if not text:
        return 0
    return len(text.wrap(Console(width=max(1, width)), max(1, width)))


class Passage(VerticalScroll, can_focus=False):
    """Text above a list: it takes the lines that it needs and may, the rest is scrolled to."""

    DEFAULT_CSS = """
    Passage { height: auto; scrollbar-size-vertical: 1; }
    """

    def __init__(self, text: str | Text, *, id: str | None = None) -> None:
        self._static, self._text = Static(text, markup=False), text
        super().__init__(self._static, id=id)

    def show(self, text: str | Text) -> None:
        """Show another text."""
        self._text = text
        self._static.update(text)

    def take(self, width: int, most: int) -> int:
        """Take the lines that are needed, `most` at most; returns how many."""
        height = min(lines_of(self._text, width), max(0, most))
        self.styles.height = height
        self.display = height > 0
        return height

    def scroll_page(self, step: int) -> None:
        """Scroll by a page."""
        self.scroll_relative(y=step * max(1, self.size.height - 1), animate=False)
