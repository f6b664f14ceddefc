"""The settings of the program itself, one to a row."""

from typing import ClassVar, NamedTuple

from rich.segment import Segment

from llm_tui.tui.drawing.pieces import fit
from llm_tui.tui.text.wording import DEFAULT, HERE
from llm_tui.tui.widgets.filtered_list import FilteredList
from llm_tui.tui.widgets.row_list import piece

_NAME, _ORIGIN = 13, 13
"""Widths in cells."""

_NARROW = 50
"""Below this width there is no column for the origin."""


class PreferenceRow(NamedTuple):
    """A setting, its value in words, and whether the user's file sets it."""

    name: str
    value: str
    written: bool


class PreferenceList(FilteredList[PreferenceRow]):
    """Name, value in effect, and where that comes from."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"preference--written", "preference--default"}

    def row_text(self, row: PreferenceRow) -> str:
        """Name and value."""
        return f"{row.name} {row.value}"

    def row_segments(self, row: PreferenceRow, width: int) -> list[Segment]:
        """The cells, with the sign that values of the two origins have everywhere."""
        sign, origin = (HERE, "settings file") if row.written else (DEFAULT, "default")
        look = "preference--written" if row.written else "preference--default"
        if width < _NARROW:
            # The sign says where it comes from, too.
            value, origin = fit(row.value, width - _NAME - 3), ""
        else:
            value = fit(row.value, width - _NAME - _ORIGIN - 4)
        text = f"{sign} {fit(row.name, _NAME)} {value} {origin}"
        return [piece(text, self.get_component_rich_style(look))]
