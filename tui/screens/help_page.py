"""The help: all keys and signs by subject, in as many columns as fit, found by typing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from llm_tui.model.dialects.recognise import Chosen
from llm_tui.tui.screens.dialog import CLOSE, Dialog, Key
from llm_tui.tui.state.action_table import ACTIONS, EDITOR_KEYS, MOVES
from llm_tui.tui.text.key_names import key_text
from llm_tui.tui.text.wording import LEGEND

COLUMN = 36
"""Cells of a column, at least."""


class Block(NamedTuple):
    """A subject: its title, and keys or signs with their meanings."""

    title: str
    rows: tuple[tuple[str, str], ...]


def blocks() -> Iterator[Block]:
    """All subjects, in the order in which to show them."""
    groups = dict.fromkeys(action.group for action in ACTIONS)
    for group in groups:
        rows = list(MOVES) if group == "Move" else []
        for action in ACTIONS:
            if action.group == group:
                keys = " ".join(map(key_text, action.all_keys)) or action.shown_keys or "^p"
                rows.append((keys, action.described))
        yield Block(group, tuple(rows))
    yield Block("Editors and filters", EDITOR_KEYS)
    yield Block("Signs", LEGEND)


def matching(found: Sequence[Block], pattern: str) -> list[Block]:
    """The subjects with only the rows that have every word of a pattern."""
    words = pattern.lower().split()
    kept = []
    for block in found:
        rows = tuple(
            (key, meaning)
            for key, meaning in block.rows
            if all(word in f"{block.title} {key} {meaning}".lower() for word in words)
        )
        if rows:
            kept.append(Block(block.title, rows))
    return kept


def in_columns(found: Sequence[Block], width: int) -> RenderableType:
    """The subjects beside each other; none is divided, and the columns are about as long."""
    if not found:
        return Text("nothing matches")
    count = max(1, min(3, width // COLUMN, len(found)))
    columns: list[list[Block]] = [[] for _ in range(count)]
    share = sum(len(block.rows) + 2 for block in found) / count
    filled = 0
    for block in found:
        columns[min(count - 1, int(filled / share))].append(block)
        filled += len(block.rows) + 2
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for _ in range(count):
        table.add_column(ratio=1)
    table.add_row(*(Group(*map(_drawn, column)) for column in columns))
    return table


def _drawn(block: Block) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for key, meaning in block.rows:
        table.add_row(Text(f" {key}"), Text(meaning))
    return Group(Text(block.title, "bold underline"), table, Text(""))


class HelpPage(Dialog[None]):
    """All keys and signs. What is typed narrows them."""

    BINDINGS = [
        Binding("escape,f1", "dismiss(None)", "Back"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll_page(1)", show=False),
        Binding("pageup", "scroll_page(-1)", show=False),
    ]

    DEFAULT_CSS = """
    HelpPage Input, HelpPage Input:focus {
        border: none; height: 1; padding: 0 1; background: $boost;
    }
    HelpPage VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    """

    is_wide = True

    def __init__(self, chosen: Chosen) -> None:
        super().__init__("Help", (Key("↑ ↓ pgup pgdn", "scroll"), Key("^u", "clear"), CLOSE))
        self._chosen, self._blocks, self._width = chosen, tuple(blocks()), 80
        self._field, self._text = Input(placeholder="type to search"), Static()
        self._scroll = VerticalScroll(can_focus=False)

    def compose(self) -> ComposeResult:
        """The field above the columns."""
        self._field.cursor_blink = False
        with self.box():
            yield self._field
            with self._scroll:
                yield self._text

    def on_mount(self) -> None:
        """All letters go to the search."""
        self._field.focus()

    def divide(self, width: int, height: int) -> None:
        """As many columns as fit."""
        self._width = width
        self._scroll.styles.height = max(1, height - 1)
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        pattern = self._field.value
        shown = in_columns(matching(self._blocks, pattern), self._width - 1)
        about = f"Read as {self._chosen.dialect.title}: {self._chosen.reason}."
        parts = [] if pattern else [Text(about), Text("")]
        self._text.update(Group(*parts, shown))

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, step: int) -> None:
        """Scroll by a page, less a line."""
        self.action_scroll(step * max(1, self._scroll.size.height - 1))
