"""The palette: every command and every section, found by typing."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.toml.keys import Path
from llm_tui.tui.drawing.pieces import fit
from llm_tui.tui.screens.dialog import CANCEL, Dialog, Key
from llm_tui.tui.widgets.filtered_list import FilteredList, ListFilter
from llm_tui.tui.widgets.row_list import RowList, piece

NAME, KEY = 22, 9
"""Widths in cells."""

NARROW = 56
"""Below this width there is no help beside a command."""

KEYS = (Key("enter", "run"), Key("↑ ↓", "move"), Key("^u", "clear"), CANCEL)


class Entry(NamedTuple):
    """A command or a section."""

    label: str
    key: str
    help: str
    """What it does, or why that can't be done now; the model of a section."""
    action: str = ""
    """The name of its row in the action table; empty for a section."""
    section: Path = ()
    refused: bool = False


class EntryList(FilteredList[Entry]):
    """One line for each entry."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"palette--quiet", "palette--key"}

    DEFAULT_CSS = """
    EntryList {
        & > .palette--quiet { color: $text-muted; }
        & > .palette--key { color: $text-accent; text-style: bold; }
    }
    """

    def row_text(self, row: Entry) -> str:
        """Label and help."""
        return f"{row.label} {row.help}"

    def matching(self, pattern: str) -> Sequence[Entry]:
        """Those whose name matches best first, then those whose help has the words."""
        query = Query(pattern)
        scored = [(query.score(row.label.lower()), row) for row in self.offered]
        named = [(score, row) for score, row in scored if score is not None]
        named.sort(key=lambda pair: pair[0])
        first = [row for _, row in named]
        return [*first, *(row for row in super().matching(pattern) if row not in first)]

    def row_segments(self, row: Entry, width: int) -> list[Segment]:
        """Name, key and help."""
        quiet = self.get_component_rich_style("palette--quiet", partial=True)
        key = self.get_component_rich_style("palette--key", partial=True)
        name = NAME if width >= NARROW else width - KEY - 2
        return [
            piece(f" {fit(row.label, name)} ", quiet if row.refused else None),
            piece(fit(row.key, KEY), key),
            piece(f" {row.help}" if width >= NARROW else "", quiet),
        ]


class PaletteScreen(Dialog[Entry | None]):
    """Gives the entry that was chosen, or None."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Cancel")]

    is_wide = True

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__("Commands and sections", KEYS)
        self._entries, self._list = entries, EntryList()
        self._filter = ListFilter(self._list, "type a command, or a section")

    def compose(self) -> ComposeResult:
        """The field above the list."""
        with self.box():
            yield self._filter
            yield self._list

    def on_mount(self) -> None:
        """All letters go to the filter."""
        self._list.can_focus = False
        self._list.offer(self._entries, 0)
        self._filter.focus()

    def divide(self, width: int, height: int) -> None:
        """The list takes what the field leaves."""
        self._list.styles.height = max(1, min(len(self._entries), height - 1, 20))

    @on(RowList.RowHighlighted)
    def _stop_highlighted(self, event: RowList.RowHighlighted) -> None:
        event.stop()

    @on(Input.Submitted)
    @on(RowList.RowSelected)
    def _take(self) -> None:
        if self._list.selected_row is not None:
            self.dismiss(self._list.selected_row)
