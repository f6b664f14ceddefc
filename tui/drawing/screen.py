"""The whole main screen, as rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from llm_tui.tui.drawing.areas import NOWHERE, Area, Layout, Needs, Pane, layout
from llm_tui.tui.drawing.bar_rows import Bar, key_bar, notice_rows, title_bar
from llm_tui.tui.drawing.headings import (
    banner_rows,
    rule_row,
    settings_title_row,
    too_small_rows,
)
from llm_tui.tui.drawing.pieces import Look, Piece, Row, row_of
from llm_tui.tui.drawing.section_rows import section_row, tree_width
from llm_tui.tui.drawing.setting_rows import columns, heading_row, setting_row
from llm_tui.tui.drawing.text_rows import detail_rows, field_row, log_rows
from llm_tui.tui.state.line_edit import LineEdit
from llm_tui.tui.state.snapshot import Snapshot, TitleRow
from llm_tui.tui.state.state import SECTION_PLACES, TEST, Place


class Scroll(NamedTuple):
    """The first row that each part shows."""

    sections: int = 0
    settings: int = 0
    detail: int = 0
    log: int | None = None
    """None: it follows its end."""


@dataclass(frozen=True)
class DrawnList:
    """The rows of a list that can be clicked: where they are, and which one is first."""

    area: Area
    first: int
    count: int

    def row_at(self, x: int, y: int) -> int | None:
        """The index of the row under a cell."""
        index = self.first + y - self.area.y
        return index if self.area.holds(x, y) and index < self.count else None


@dataclass(frozen=True)
class Drawing:
    """The rows from the top, with what is needed to find out what was clicked."""

    rows: tuple[Row, ...]
    layout: Layout
    scroll: Scroll
    title: Bar
    keys: Bar
    sections: DrawnList
    settings: DrawnList
    log_rows: int = 0
    """Rows of the whole log."""


def pane_of(place: Place) -> Pane:
    """The pane that a place is in."""
    if place & TEST:
        return Pane.TEST
    if place & SECTION_PLACES:
        return Pane.SECTIONS
    return Pane.DETAIL if place is Place.DETAIL else Pane.SETTINGS


def draw(snapshot: Snapshot, width: int, height: int, scroll: Scroll) -> Drawing:
    """Draw a snapshot in a size; scroll: how it was scrolled before."""
    return _Artist(snapshot, width, height, scroll).drawing()


class _Artist:
    """Draws one snapshot; what several parts need is computed once."""

    def __init__(self, snapshot: Snapshot, width: int, height: int, scroll: Scroll) -> None:
        self._snapshot, self._scroll = snapshot, scroll
        self._detail = detail_rows(snapshot.detail, width)
        needs = Needs(
            tree_width(snapshot.tree),
            len(self._detail),
            snapshot.test is not None,
            pane_of(snapshot.place),
        )
        self._layout = layout(width, height, needs)
        self._width, self._height = width, height
        self._sections = self._settings = DrawnList(NOWHERE, 0, 0)
        self._log: list[Row] = []

    def drawing(self) -> Drawing:
        title = title_bar(self._snapshot.title, self._width)
        keys = key_bar(self._snapshot.footer, self._width)
        rows = (
            too_small_rows(self._width, self._height)
            if self._layout.is_too_small
            else [title.row, *self._body(), keys.row]
        )
        return Drawing(
            tuple(rows), self._layout, self._scroll, title, keys,
            self._sections, self._settings, len(self._log),
        )  # fmt: skip

    def _body(self) -> list[Row]:
        """The rows between title and keys."""
        areas = self._layout
        rows = list(self._lists())
        if areas.detail.height:
            rows += [*self._rule_above_detail(), *self._detail_rows()]
        if areas.test.height:
            rows += self._test_rows()
        if self._snapshot.notice is not None:
            notice = notice_rows(self._snapshot.notice, self._width)
            rows[len(rows) - len(notice) :] = notice
        return rows

    # The two lists

    def _lists(self) -> Iterator[Row]:
        tree, settings = self._layout.tree, self._layout.settings
        left = self._section_rows(tree) if tree.height else []
        right = self._setting_rows(settings) if settings.height else []
        if not (left and right):
            yield from left or right
            return
        for one, other in zip(left, right, strict=True):
            yield (*one, Piece("│", Look.RULE), *other)

    def _section_rows(self, area: Area) -> list[Row]:
        """The tree, and the filter below it while one is open."""
        snapshot, place = self._snapshot, self._snapshot.place
        below = []
        if snapshot.section_filter is not None:
            below = [self._filter_row(snapshot.section_filter, area, Place.SECTION_FILTER)]
        height = area.height - len(below)
        rows, cursor = snapshot.tree.rows, snapshot.selected_section
        first = scrolled(self._scroll.sections, cursor, len(rows), height)
        self._scroll = self._scroll._replace(sections=first)
        self._sections = DrawnList(area._replace(height=height), first, len(rows))
        names = snapshot.tree.name_width
        look = Look.CURSOR if place & SECTION_PLACES else Look.SELECTED
        drawn = [
            section_row(row, names, area.width, look if index == cursor else None)
            for index, row in enumerate(rows[first : first + height], first)
        ]
        if not rows:
            drawn = [row_of((Piece("  No section matches.", Look.QUIET),), area.width)]
        return [*_filled(drawn, area.width, height), *below]

    def _setting_rows(self, area: Area) -> list[Row]:
        """The title, the banner, the titles of the columns, the settings, and the filter."""
        snapshot, place = self._snapshot, self._snapshot.place
        above = [
            settings_title_row(snapshot.settings_title, area.width),
            *banner_rows(snapshot.banner, area.width),
        ]
        below = []
        if snapshot.filter is not None:
            below = [self._filter_row(snapshot.filter, area, Place.FILTER)]
        rows, cursor = snapshot.settings, snapshot.selected_row
        widths = columns(rows, snapshot.origin_width, area.width)
        above.append(heading_row(widths, area.width))
        height = area.height - len(above) - len(below)
        top = _with_title(rows, cursor)
        first = scrolled(self._scroll.settings, cursor, len(rows), height)
        first = min(first, top)
        self._scroll = self._scroll._replace(settings=first)
        list_area = Area(area.x, area.y + len(above), area.width, height)
        self._settings = DrawnList(list_area, first, len(rows))
        look = Look.CURSOR if place & (Place.SETTINGS | Place.FILTER) else Look.SELECTED
        drawn = [
            setting_row(row, widths, area.width, look if index == cursor else None)
            for index, row in enumerate(rows[first : first + height], first)
        ]
        if not rows:
            drawn = [row_of((Piece("   No key matches.", Look.QUIET),), area.width)]
        return [*above, *_filled(drawn, area.width, height), *below]

    def _filter_row(self, typed: LineEdit, area: Area, place: Place) -> Row:
        has_focus = self._snapshot.place is place
        return field_row("/", typed, area.width, has_focus=has_focus, empty="part of a name")

    # What is below them

    def _rule_above_detail(self) -> Iterator[Row]:
        """The rule below the lists, with how many rows there are above and below those shown."""
        if self._layout.settings.height:
            shown = self._settings
            below = shown.count - shown.first - shown.area.height
            hidden = [f"↑ {shown.first}"] if shown.first else []
            note = " ".join([*hidden, *([f"↓ {below}"] if below > 0 else [])])
            yield rule_row(self._width, self._layout.tree.width, note=note)

    def _detail_rows(self) -> list[Row]:
        height = self._layout.detail.height
        last = max(0, len(self._detail) - height)
        first = min(self._scroll.detail, last)
        self._scroll = self._scroll._replace(detail=first)
        return _filled(self._detail[first : first + height], self._width, height)

    def _test_rows(self) -> list[Row]:
        """Its title in a rule, the prompt, and the log."""
        area, test = self._layout.test, self._snapshot.test
        assert test is not None
        has_focus = self._snapshot.place is Place.PROMPT
        prompt = field_row("> ", test.prompt, self._width, has_focus=has_focus, empty="prompt")
        cross = 0 if self._layout.detail.height else self._layout.tree.width
        above = [rule_row(self._width, cross, test.title, test.state), prompt]
        if self._layout.has_one_pane:
            above[0] = row_of((Piece(test.title, Look.NAME), Piece(f"  {test.state}")), self._width)
        height = area.height - 1 - (1 if self._layout.has_one_pane else 0)
        self._log = log_rows(test.lines, self._width)
        last = max(0, len(self._log) - height)
        first = last if self._scroll.log is None else min(self._scroll.log, last)
        if first == last:
            self._scroll = self._scroll._replace(log=None)
        return [*above, *_filled(self._log[first : first + height], self._width, height)]


def scrolled(first: int, cursor: int, count: int, height: int) -> int:
    """The first row to show, so that the cursor is in sight and no row is left empty in vain."""
    first = min(first, max(0, count - height))
    return max(min(first, cursor), cursor - height + 1, 0)


def _with_title(rows: Sequence[object], cursor: int) -> int:
    """The row of the cursor, or the title of a group that is right above it."""
    above = cursor - 1
    return above if above >= 0 and isinstance(rows[above], TitleRow) else cursor


def _filled(rows: Sequence[Row], width: int, height: int) -> list[Row]:
    """Just so many rows."""
    blank = row_of((), width)
    return [*rows, *[blank] * (height - len(rows))][:height]
