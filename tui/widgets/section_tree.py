"""The sections of the file, with the model of each."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import on
from textual.message import Message

from llm_tui.model.toml.keys import Path
from llm_tui.tui.state.snapshot import TreeRow, TreeView
from llm_tui.tui.widgets.row_list import RowList, fit, piece


class SectionTree(RowList[TreeRow]):
    """One row for each section: the base, and below it the named ones."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tree--model",
        "tree--in-use",
        "tree--error",
        "tree--changed",
        "tree--guide",
        "tree--good",
        "tree--stale",
        "tree--problem",
    }

    BORDER_TITLE = "Sections"

    _view = TreeView((), 0)

    @dataclass
    class SectionHighlighted(Message):
        """Posted when the cursor has moved to another section."""

        section: Path

    class SectionEntered(Message):
        """Posted when a section was clicked twice."""

    def show(self, view: TreeView, cursor: int) -> None:
        """Draw another state of the tree; nothing where it is the same."""
        if view is not self._view:
            self._view = view
            self.show_rows(view.rows, cursor)
        else:
            self.move_to(cursor)

    @on(RowList.RowHighlighted)
    def _report_section(self, event: RowList.RowHighlighted) -> None:
        event.stop()
        if self.selected_row is not None:
            self.post_message(self.SectionHighlighted(self.selected_row.path))

    @on(RowList.RowSelected)
    def _report_entered(self, event: RowList.RowSelected) -> None:
        event.stop()
        self.post_message(self.SectionEntered())

    def row_segments(self, row: TreeRow, width: int) -> list[Segment]:
        """Guide, mark, name, and at the right the model or the status, and the last result."""
        # Names begin in one column, and so do models; the longest status fits beside them.
        name_width = min(self._view.name_width, width * 6 // 10 - 6) + 2 - len(row.guide)
        right_width = width - len(row.guide) - name_width - 4
        style = self.get_component_rich_style
        return [
            piece(row.mark, style("tree--changed")),
            piece(row.use + " ", style("tree--in-use")),
            piece(row.guide, style("tree--guide")),
            piece(fit(row.name, name_width)),
            piece(row.warning, style("tree--problem")),
            *self._right(row, right_width),
        ]

    def _right(self, row: TreeRow, width: int) -> list[Segment]:
        """The model or status; after it the result of the last test, where there is room."""
        style = self.get_component_rich_style(f"tree--{row.style}")
        if not row.badge:
            return [piece(fit(_shortened(row.text, width), width), style)]
        result = self.get_component_rich_style(f"tree--{row.badge_style}")
        room = width - cell_len(row.badge) - 1
        if room < 4:
            return [piece(fit(row.badge, width), result)]
        text = fit(_shortened(row.text, room), room) + " "
        return [piece(text, style), piece(row.badge, result)]


def _shortened(model: str, width: int) -> str:
    """A model that fits, or without its provider: the name itself says more."""
    return model if cell_len(model) <= width else model.rpartition("/")[2]
