"""The sections of the file, a row each."""

from functools import lru_cache

from rich.cells import cell_len

from llm_tui.tui.drawing.pieces import ROWS, Look, Piece, Row, fit, fit_middle, in_look, row_of
from llm_tui.tui.state.snapshot import TreeRow, TreeView

SIGNS = 2
"""Cells before a name: in use, and changed, marked or wrong."""

SHORTEST = 4
"""Cells below which a model says nothing."""


def tree_width(view: TreeView) -> int:
    """Cells in which nothing is cut."""
    return SIGNS + view.name_width + view.right_width


@lru_cache(ROWS)
def section_row(row: TreeRow, names: int, width: int, cursor: Look | None = None) -> Row:
    """Signs, name, and what is left for the model or status; the last result at the right.

    names: cells of the longest name, after which the models begin in one column; cursor: its look
    where it is on this row.
    """
    badge = f" {row.badge}" if row.badge else ""
    room = width - SIGNS - cell_len(badge)
    name_width = min(max(names, cell_len(row.name)), room)
    rest = room - name_width - 1
    name = (
        Piece(row.use, Look.IN_USE),
        Piece(row.mark, Look(row.mark_look)),
        Piece(fit_middle(row.name, name_width)),
    )
    right = (Piece(_text(row, rest), Look(row.look)), Piece(badge, Look(row.badge_look)))
    return row_of((*(in_look(name, cursor) if cursor else name), *right), width)


def _text(row: TreeRow, width: int) -> str:
    """The model or status after a blank, in width + 1 cells."""
    fits = width >= SHORTEST or cell_len(row.text) <= width
    return " " + fit(row.text, width) if fits and width > 0 else " " * (width + 1)
