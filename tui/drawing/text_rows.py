"""Lines of text for people, wrapped into rows: the detail, and the log of a test."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.cells import cell_len

from llm_tui.tui.drawing.pieces import ROWS, Look, Piece, Row, row_of, wrapped
from llm_tui.tui.state.line_edit import LineEdit
from llm_tui.tui.state.snapshot import DetailView
from llm_tui.tui.text.line import Line

GAP = "  "


def detail_rows(view: DetailView, width: int) -> list[Row]:
    """The name in front of its text."""
    return list(_detail(view, width))


def _detail(view: DetailView, width: int) -> Iterator[Row]:
    start = view.title + GAP if view.title else ""
    for line in view.lines:
        for part in wrapped(start + line.text, width):
            if start:
                rest = Piece(part[len(start) :], Look(line.look))
                yield row_of((Piece(start, Look.NAME), rest), width)
            else:
                yield row_of((Piece(part, Look(line.look)),), width)
            start = ""


def log_rows(lines: Iterable[Line], width: int) -> list[Row]:
    """The lines of a log; what is wrapped is indented."""
    return [row for line in lines for row in _wrapped_rows(line, width)]


# A long answer has many lines, of which only the last one grows while it comes.
@lru_cache(ROWS)
def _wrapped_rows(line: Line, width: int) -> tuple[Row, ...]:
    look = Look(line.look)
    return tuple(row_of((Piece(part, look),), width) for part in wrapped(line.text, width, "     "))


def field_row(label: str, typed: LineEdit, width: int, *, has_focus: bool, empty: str = "") -> Row:
    """A line that text is typed in; as much of it as fits, with the caret in sight."""
    room = width - cell_len(label)
    text, caret = typed
    if not has_focus:
        return row_of((Piece(label, Look.KEY), Piece(text, Look.PLAIN)), width)
    start = 0
    while cell_len(text[start:caret]) > room - 1:
        start += 1
    under = text[caret : caret + 1] or " "
    return row_of(
        (
            Piece(label, Look.KEY),
            Piece(text[start:caret]),
            Piece(under, Look.CARET),
            Piece(text[caret + 1 :] if text else f" {empty}", Look.PLAIN if text else Look.QUIET),
        ),
        width,
    )
