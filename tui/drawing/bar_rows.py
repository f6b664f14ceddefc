"""The first and the last row of the screen, and the notice above the keys."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from llm_tui.tui.drawing.pieces import BARS, Look, Piece, Row, at_most, fit_start, row_of, wrapped
from llm_tui.tui.state.snapshot import FooterKey, TitleView
from llm_tui.tui.state.state import Notice

NOTICE_ROWS = 4
"""Rows that a notice has at most; it covers what is below it until the next key."""

FIRST, LAST = ("save",), ("help", "leave")
"""Actions whose keys are shown also where there is no room for all, and where."""

GAP, BETWEEN = "  ", "   "
"""Between two keys, and between two states."""

SHORTEST_PLACE = 12
"""Cells below which the end of a path says nothing."""


class Hit(NamedTuple):
    """A part of a row that can be clicked."""

    start: int
    end: int
    action: str


class Bar(NamedTuple):
    """A row, and what can be clicked in it."""

    row: Row
    hits: tuple[Hit, ...]


@lru_cache(BARS)
def title_bar(view: TitleView, width: int) -> Bar:
    """Program and place at the left, the states at the right; the place is cut first."""
    name = "llm-tui "
    view = _that_leaves_a_place(view, width - len(name) - len(BETWEEN))
    states = [
        piece
        for state in view.states
        for piece in (Piece(BETWEEN), Piece(state.text, Look(state.look)))
    ]
    cells = sum(cell_len(piece.text) for piece in states)
    room = max(width - len(name) - cells, 0)
    place = fit_start(view.place, room) if room > 8 else ""
    row = row_of((Piece(name, Look.NAME), Piece(place), *states), width)
    hits = []
    x = len(name) + cell_len(place)
    for state in view.states:
        x += len(BETWEEN)
        if state.action:
            hits.append(Hit(x, x + cell_len(state.text), state.action))
        x += cell_len(state.text)
    return Bar(row, tuple(hits))


def _that_leaves_a_place(view: TitleView, room: int) -> TitleView:
    """The title without the release, where it would leave no room for the file's name."""
    cells = sum(cell_len(state.text) + len(BETWEEN) for state in view.states)
    if room - cells >= SHORTEST_PLACE:
        return view
    return view._replace(states=tuple(state for state in view.states if state.look != "quiet"))


@lru_cache(BARS)
def key_bar(keys: tuple[FooterKey, ...], width: int) -> Bar:
    """As many keys as there is room for; what matters in any case is at an end, where it stays."""
    left, right = _that_fit(keys, width)
    pieces: list[Piece] = []
    hits: list[Hit] = []
    x = 0
    for group, start in ((left, 0), (right, max(0, width - _width(right)))):
        pieces.append(Piece(" " * (start - x)))
        x = max(x, start)
        for key in group:
            pieces += [Piece(key.key, Look.KEY), Piece(f" {key.label}{GAP}")]
            hits.append(Hit(x, x + _cells(key), key.action))
            x += _cells(key) + len(GAP)
    return Bar(row_of(pieces, width), tuple(hits))


def _that_fit(keys: Sequence[FooterKey], width: int) -> tuple[list[FooterKey], list[FooterKey]]:
    """The keys at the left, and those at the right."""
    right = [key for key in keys if key.action in LAST]
    pinned = [key for key in keys if key.action in FIRST]
    room = width - _width(right) - _width(pinned) - len(GAP) * bool(pinned)
    left = []
    for key in keys:
        if key in right:
            continue
        if key not in pinned:
            room -= _cells(key) + len(GAP)
        if key in pinned or room >= 0:
            left.append(key)
    return left, right


def _width(keys: Sequence[FooterKey]) -> int:
    return sum(_cells(key) + len(GAP) for key in keys) - len(GAP) * bool(keys)


def _cells(key: FooterKey) -> int:
    return cell_len(key.key) + 1 + cell_len(key.label)


_NOTICE_LOOKS = {"information": Look.GOOD, "warning": Look.WARNING, "error": Look.BAD}


def notice_rows(notice: Notice, width: int) -> list[Row]:
    """A notice in a few rows."""
    lines = [part for line in notice.text.splitlines() for part in wrapped(line, width, "  ")]
    look = _NOTICE_LOOKS[notice.severity]
    return [row_of((Piece(line, look),), width) for line in at_most(lines, NOTICE_ROWS, width)]
