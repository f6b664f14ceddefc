"""The settings of the selected section: effective value, origin, and what it overrides."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import on
from textual.markup import escape
from textual.message import Message

from llm_tui.tui.state.snapshot import Rows, SettingsRow, TitleRow, ValueRow
from llm_tui.tui.state.state import RowName
from llm_tui.tui.widgets.row_list import RowList, fit, piece

NARROW = 72
"""Below this width there is no column of overridden values."""


class Columns(NamedTuple):
    """The widths of the columns, in cells."""

    key: int
    value: int
    origin: int
    overrides: int


def _columns(width: int) -> Columns:
    rest = width - 6
    if width < NARROW:
        return Columns(21, max(8, rest - 21 - 11 + 1), 11, 0)
    value = max(18, (rest - 23 - 17) * 3 // 5)
    return Columns(23, value, 17, max(0, rest - 23 - 17 - value))


class SettingsTable(RowList[SettingsRow]):
    """One row for each setting, in groups; below them who uses the section."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "settings--own",
        "settings--inherited",
        "settings--default",
        "settings--environment",
        "settings--computed",
        "settings--title",
        "settings--redundant",
        "settings--invalid",
        "settings--changed",
        "settings--problem",
    }

    _title = ""

    @dataclass
    class RowNamed(Message):
        """Posted when the cursor has moved to another row."""

        row: RowName

    class EditRequested(Message):
        """Posted when a row was clicked twice."""

    def show(self, title: str, rows: Rows, cursor: int) -> None:
        """Draw another state of the settings; nothing where it is the same."""
        if title != self._title:
            self._title = title
            self.border_title = escape(title)
        if rows is not self.rows:
            self.show_rows(rows, cursor)
        else:
            self.move_to(cursor)

    def is_selectable(self, row: SettingsRow) -> bool:
        """Titles are passed over."""
        return isinstance(row, ValueRow)

    @on(RowList.RowHighlighted)
    def _report_row(self, event: RowList.RowHighlighted) -> None:
        event.stop()
        if isinstance(self.selected_row, ValueRow):
            self.post_message(self.RowNamed(self.selected_row.name))

    @on(RowList.RowSelected)
    def _report_edit(self, event: RowList.RowSelected) -> None:
        event.stop()
        self.post_message(self.EditRequested())

    def row_segments(self, row: SettingsRow, width: int) -> list[Segment]:
        """A title, or the cells of a setting or a reference."""
        columns = _columns(width)
        if isinstance(row, TitleRow):
            return self._title_segments(row, columns)
        style = self.get_component_rich_style(f"settings--{row.style}")
        wrong = self.get_component_rich_style("settings--problem", partial=True)
        return [
            piece(row.mark, self.get_component_rich_style("settings--changed")),
            piece(f"{row.sign} {fit(row.key, columns.key)}", style),
            piece(row.warning, style if row.warning == " " else wrong),
            piece(f"{fit(row.value, columns.value)} ", style),
            piece(f"{fit(row.origin, columns.origin)} ", style),
            piece(fit(row.overrides, columns.overrides), style),
        ]

    def _title_segments(self, title: TitleRow, columns: Columns) -> list[Segment]:
        """The title of a group; that of the first one with the titles of the columns."""
        style = self.get_component_rich_style("settings--title")
        if title.note:
            muted = self.get_component_rich_style("settings--default")
            return [piece(f" {title.text}  ", style), piece(title.note, muted)]
        if title.headings is None:
            return [piece(f" {title.text}", style)]
        value, origin, overrides = title.headings
        return [
            piece(f" {fit(title.text, columns.key + 2)} ", style),
            piece(f"{fit(value, columns.value)} ", style),
            piece(f"{fit(origin, columns.origin)} ", style),
            piece(fit(overrides, columns.overrides), style),
        ]
