"""What is above the lists and between the panes: titles, the banner, rules."""

from rich.cells import cell_len

from llm_tui.tui.drawing.areas import SMALLEST
from llm_tui.tui.drawing.pieces import Look, Piece, Row, at_most, fit, row_of, wrapped

BANNER_ROWS = 3
"""Rows that the banner has at most."""


def too_small_rows(width: int, height: int) -> list[Row]:
    """A sentence that says so, on a screen without room for anything else."""
    columns, rows = SMALLEST
    text = f"llm-tui needs {columns} columns and {rows} rows; this terminal is {width} by {height}."
    found = [row_of((Piece(line),), width) for line in wrapped(text, width)]
    return (found + [row_of((), width)] * height)[:height]


def settings_title_row(title: str, width: int) -> Row:
    """The header of the selected section, and what is said of it."""
    header, dot, rest = title.partition(" · ")
    return row_of(
        (Piece(header, Look.NAME), Piece(fit(dot + rest, width - cell_len(header)))), width
    )


def banner_rows(text: str, width: int) -> list[Row]:
    """The reason why the file or the section is ignored, in a few rows."""
    if not text:
        return []
    lines = at_most(wrapped(text, width, "  "), BANNER_ROWS, width)
    return [row_of((Piece(line, Look.BAD),), width) for line in lines]


def rule_row(width: int, cross: int, title: str = "", note: str = "") -> Row:
    """A rule, with a title at the left, and a note at the right.

    cross: the column in which another one ends at it; 0 for none.
    """
    line = "─" * cross + ("┴" if cross else "") + "─" * (width - cross)
    note = f" {note} ─" if note else ""
    if not (title or note):
        return row_of((Piece(line, Look.RULE),), width)
    title = f"─ {title} " if title else ""
    room = width - cell_len(note)
    title = fit(title, min(cell_len(title), room))
    middle = Piece(line[cell_len(title) : room], Look.RULE)
    return row_of((Piece(title, Look.NAME), middle, Piece(note, Look.RULE)), width)
