"""Where everything is on a screen of some size."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

SMALLEST = (30, 8)
"""Columns and rows below which nothing is drawn but a sentence that says so."""

ALONE = (70, 16)
"""Columns and rows below which one pane is shown at a time."""

LOW, TALL = 22, 36
"""Rows of a screen below which the detail is lower, and from which on it is higher."""

ROOMY = 30
"""Rows of a screen on which the test pane leaves room for the detail."""


class Area(NamedTuple):
    """A part of the screen, in cells."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Is a cell inside?"""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


NOWHERE = Area(0, 0, 0, 0)


class Pane(Enum):
    """What a screen with room for one pane shows."""

    SECTIONS = auto()
    SETTINGS = auto()
    DETAIL = auto()
    TEST = auto()


class Needs(NamedTuple):
    """What the layout depends on beside the size."""

    tree_width: int
    """Cells of the widest section."""
    detail_rows: int
    """Rows of the detail as they wrap in the full width."""
    is_testing: bool
    pane: Pane
    """The pane that has the focus."""


@dataclass(frozen=True)
class Layout:
    """The areas of the panes; an area of no height is not shown. Between two there is a rule."""

    width: int
    height: int
    tree: Area = NOWHERE
    settings: Area = NOWHERE
    detail: Area = NOWHERE
    test: Area = NOWHERE

    @property
    def is_too_small(self) -> bool:
        """Is there no room for anything?"""
        return self.width < SMALLEST[0] or self.height < SMALLEST[1]

    @property
    def has_one_pane(self) -> bool:
        """Is one pane shown at a time?"""
        return is_single(self.width, self.height)


def is_single(width: int, height: int) -> bool:
    """Is there room for one pane only?"""
    return width < ALONE[0] or height < ALONE[1]


def tree_limit(width: int) -> int:
    """Cells that the tree can have beside the settings."""
    return width // 3


def layout(width: int, height: int, needs: Needs) -> Layout:
    """The areas on a screen; the first row is the title's, the last one the keys'."""
    body = Area(0, 1, width, height - 2)
    if is_single(width, height):
        return _one_pane(width, height, body, needs.pane)
    below = _rows_below(height, needs)
    top = body.height - below
    tree = Area(0, body.y, min(max(12, needs.tree_width), tree_limit(width)), top)
    settings = Area(tree.width + 1, body.y, width - tree.width - 1, top)
    under = Area(0, body.y + top + 1, width, below - 1)
    if not needs.is_testing:
        return Layout(width, height, tree, settings, detail=under)
    if height < ROOMY:
        return Layout(width, height, tree, settings, test=under)
    detail = Area(0, under.y, width, detail_rows(height))
    test_y = under.y + detail.height + 1
    test = Area(0, test_y, width, height - 1 - test_y)
    return Layout(width, height, tree, settings, detail, test)


def _one_pane(width: int, height: int, body: Area, pane: Pane) -> Layout:
    areas = {pane.name.lower() if pane is not Pane.SECTIONS else "tree": body}
    return Layout(width, height, **areas)


def detail_rows(height: int) -> int:
    """Rows that the detail has in any case, so that the list above it stays where it is."""
    return 3 if height < LOW else 4 if height < TALL else 5


def _rows_below(height: int, needs: Needs) -> int:
    """Rows below the two lists, the rule above them included."""
    if not needs.is_testing:
        steady = detail_rows(height)
        return 1 + max(steady, min(needs.detail_rows, height // 3))
    if height < ROOMY:
        return height // 2
    return max(height * 2 // 5, 9) + 1 + detail_rows(height)
