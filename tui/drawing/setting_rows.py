"""The settings of the selected section, a row each, in columns."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from llm_tui.tui.drawing.pieces import (
    BARS,
    ROWS,
    Look,
    Piece,
    Row,
    fit,
    fit_middle,
    in_look,
    row_of,
)
from llm_tui.tui.state.snapshot import SettingsRow, TitleRow, ValueRow

WITH_OVERRIDES = 72
"""Cells from which on there is a column of overridden values."""

LONGEST_ORIGIN = 14
WIDE_ORIGIN = 17
"""Cells of a place where there is room for the name of a variable."""

HEADINGS = ("Key", "Effective value", "From", "Overrides")


class Columns(NamedTuple):
    """The widths of the columns, in cells."""

    key: int
    value: int
    origin: int
    overrides: int


def columns(rows: Iterable[SettingsRow], origin: int, width: int) -> Columns:
    """Columns as wide as these rows need; what is cut first is the value, and never a line.

    origin: the least cells of a place with any line of the file.
    """
    values = [row for row in rows if isinstance(row, ValueRow)]
    key = max((cell_len(row.key) for row in values), default=8)
    with_lines = (cell_len(row.origin) for row in values if " :" in row.origin)
    origin = min(max(origin, *with_lines, 0), LONGEST_ORIGIN)
    if width >= WITH_OVERRIDES:
        origin = max(origin, WIDE_ORIGIN)
    # Signs take three cells; a blank, or the sign of a problem, is between two columns.
    rest = width - 3 - 2 - origin
    key = min(key, rest * 11 // 20)
    value = rest - key
    if width < WITH_OVERRIDES:
        return Columns(key, value, origin, 0)
    overrides = (value - 1) * 2 // 5
    return Columns(key, value - overrides - 1, origin, overrides)


@lru_cache(BARS)
def heading_row(widths: Columns, width: int) -> Row:
    """The titles of the columns; they stay where they are while the rows scroll."""
    key, value, origin, overrides = HEADINGS
    text = (
        f"   {fit(key, widths.key)} {fit(value, widths.value)} {fit(origin, widths.origin)}"
        f" {fit(overrides, widths.overrides)}"
    )
    return row_of((Piece(text, Look.QUIET),), width)


@lru_cache(ROWS)
def setting_row(row: SettingsRow, widths: Columns, width: int, cursor: Look | None = None) -> Row:
    """The title of a group, or a setting or reference in its columns.

    cursor: the look of the cursor where it is on this row.
    """
    if isinstance(row, TitleRow):
        note = Piece(f"  {row.note}" if row.note else "", Look.QUIET)
        return row_of((Piece(row.text, Look.NAME), note), width)
    look = Look(row.look)
    cells = (
        f"{fit(row.value, widths.value)} {_origin(row, widths.origin)}"
        f" {fit(row.overrides, widths.overrides)}"
    )
    return row_of(
        (
            *_selectable(row, look, widths, cursor),
            Piece(row.warning, Look.PLAIN if row.warning == " " else Look.WARNING),
            Piece(cells, look),
        ),
        width,
    )


def _selectable(row: ValueRow, look: Look, widths: Columns, cursor: Look | None) -> Row:
    """What the cursor covers: sign and key. The whole row would be twice as long on the line."""
    pieces = (Piece(row.mark, Look.CHANGED), Piece(f"{row.sign} {fit(row.key, widths.key)}", look))
    return in_look(pieces, cursor) if cursor else pieces


def _origin(row: ValueRow, width: int) -> str:
    """The place, cut where that is needed before the line, which is not."""
    if cell_len(row.origin) <= width:
        return fit(row.origin, width)
    place, colon, line = row.origin.rpartition(" :")
    if not colon:
        return fit(row.origin, width)
    return fit(f"{fit_middle(place, width - len(line) - 2)} :{line}", width)
