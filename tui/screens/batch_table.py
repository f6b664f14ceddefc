"""The table of several tests: a row for each section, its columns, and their order."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from llm_tui.model.probe.plan import Plan
from llm_tui.model.probe.run import Phase, Run
from llm_tui.model.toml.keys import section_name
from llm_tui.tui.drawing.pieces import fit
from llm_tui.tui.text.test_report import badge, money
from llm_tui.tui.text.wording import NOTHING, printable
from llm_tui.tui.widgets.filtered_list import FilteredList
from llm_tui.tui.widgets.row_list import piece


class Entry:
    """One section of the table, with the state of its test."""

    def __init__(self, plan: Plan, run: Run | None = None) -> None:
        """run: the last test of what would be tested now, if there was one."""
        self.plan = plan
        self.name = section_name(plan.section)
        self.run = run

    @property
    def is_running(self) -> bool:
        """Has its test begun, and not ended?"""
        return self.run is not None and self.run.phase is not Phase.ENDED

    @property
    def status(self) -> str:
        """In a word or two."""
        if self.run is None:
            return "not tested"
        return badge(self.run) if self.run.phase is Phase.ENDED else str(self.run.phase.value)


def _sort_last(value: float | None) -> tuple[bool, float]:
    return value is None, value or 0.0


def _first_token(entry: Entry) -> float | None:
    last = entry.run.last if entry.run else None
    return last.first_token_s if last else None


def _total(entry: Entry) -> float | None:
    last = entry.run.last if entry.run else None
    return last.success.total_s if last and last.success else None


def _tokens(entry: Entry) -> int | None:
    last = entry.run.last if entry.run else None
    return last.success.completion_tokens if last and last.success else None


def _cost(entry: Entry) -> float | None:
    last = entry.run.last if entry.run else None
    return last.success.cost_usd if last and last.success else None


def _seconds_text(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}s"


def _tokens_text(entry: Entry) -> str:
    last = entry.run.last if entry.run else None
    if last is None or last.success is None:
        return NOTHING
    return f"{last.success.prompt_tokens or '?'}/{last.success.completion_tokens or '?'}"


def _attempts_text(entry: Entry) -> str:
    if entry.run is None:
        return NOTHING
    return f"{len(entry.run.attempts)}/{entry.run.attempts_allowed}"


def _words(entry: Entry) -> str:
    last = entry.run.last if entry.run else None
    if last is None:
        return ""
    text = last.text or (last.failure.message if last.failure else "")
    return printable(" ".join(text.split()))


class Column(NamedTuple):
    """A column of the table."""

    title: str
    least: int
    """Cells, at least; it is as wide as its texts."""
    text: Callable[[Entry], str]
    order: Callable[[Entry], Any]
    """What to sort by."""


SECTION = Column("Section", 8, lambda e: printable(e.name), lambda e: e.name)
STATUS = Column("Status", 8, lambda e: e.status, lambda e: e.status)
TRIES = Column("Tries", 5, _attempts_text, lambda e: len(e.run.attempts) if e.run else 0)
FIRST = Column(
    "First", 6, lambda e: _seconds_text(_first_token(e)), lambda e: _sort_last(_first_token(e))
)
TOTAL = Column("Total", 6, lambda e: _seconds_text(_total(e)), lambda e: _sort_last(_total(e)))
TOKENS = Column("Tokens", 6, _tokens_text, lambda e: _sort_last(_tokens(e)))
COST = Column(
    "Cost", 5, lambda e: money(_cost(e)).removeprefix("cost "), lambda e: _sort_last(_cost(e))
)
ANSWER = Column("Answer", 10, _words, _words)

COLUMNS = (SECTION, STATUS, TRIES, FIRST, TOTAL, TOKENS, COST, ANSWER)
"""The last one has the cells that the others leave."""

_LEFT_OUT = (TOKENS, FIRST, TRIES, COST, TOTAL, ANSWER)
"""The columns that are left out where there is no room, in this order."""

_ANSWER = 24
"""Cells of an answer before another column is left out for it."""


def widths(entries: Sequence[Entry], width: int) -> dict[Column, int]:
    """The columns that have room, and their cells."""
    found = {column: _widest(column, entries) for column in COLUMNS[:-1]}
    found[SECTION] = min(found[SECTION], max(SECTION.least, width // 3))
    found[ANSWER] = _ANSWER
    # A column that says nothing is left out before one that does.
    for column in sorted(_LEFT_OUT, key=lambda column: _says_something(column, entries)):
        if sum(found.values()) + len(found) <= width:
            break
        del found[column]
    rest = width - sum(found.values()) - len(found)
    last = ANSWER if ANSWER in found else STATUS
    found[last] = max(1, found[last] + rest)
    return found


def _says_something(column: Column, entries: Sequence[Entry]) -> bool:
    return any(column.text(entry) not in ("", NOTHING, "unknown") for entry in entries)


def _widest(column: Column, entries: Sequence[Entry]) -> int:
    # One cell beside the title is for the mark of the order.
    texts = (column.text(entry) for entry in entries)
    return max(column.least, len(column.title) + 1, *map(cell_len, texts))


class Table(FilteredList[Entry]):
    """One row for each section."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"log--good", "log--bad", "log--quiet"}

    def row_text(self, row: Entry) -> str:
        """Section, status and answer."""
        return f"{row.name} {row.status} {_words(row)}"

    def heading(self, width: int, sorted_by: Column | None) -> str:
        """The titles of the columns, with a mark at the one that the rows are sorted by."""
        return " ".join(
            fit(column.title + "▾" * (column is sorted_by), cells)
            for column, cells in widths(self.offered, width).items()
        )

    def row_segments(self, row: Entry, width: int) -> list[Segment]:
        """The cells; the status in its colour."""
        looks = {"✓": "log--good", "✗": "log--bad"}
        style = self.get_component_rich_style(looks.get(row.status[:1], "log--quiet"))
        return [
            piece(f"{fit(column.text(row), cells)} ", style if column is STATUS else None)
            for column, cells in widths(self.offered, width).items()
        ]
