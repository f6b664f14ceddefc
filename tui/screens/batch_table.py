"""The table of several tests: a row for each section, its columns, and their order."""

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment

from llm_tui.model.probe.plan import Plan
from llm_tui.model.probe.run import Phase, Run
from llm_tui.model.toml.keys import section_name
from llm_tui.tui.text.test_report import badge, money
from llm_tui.tui.text.wording import NOTHING, printable
from llm_tui.tui.widgets.row_list import RowList, fit, piece


class Entry:
    """One section of the table, with the state of its test."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.name = section_name(plan.section)
        self.run: Run | None = None

    @property
    def status(self) -> str:
        """In a word or two."""
        if self.run is None:
            return "queued"
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


COLUMNS: tuple[tuple[str, int, Callable[[Entry], str], Callable[[Entry], object]], ...] = (
    ("Section", 18, lambda e: printable(e.name), lambda e: e.name),
    ("Status", 12, lambda e: e.status, lambda e: e.status),
    ("Tries", 6, _attempts_text, lambda e: len(e.run.attempts) if e.run else 0),
    ("First", 7, lambda e: _seconds_text(_first_token(e)), lambda e: _sort_last(_first_token(e))),
    ("Total", 7, lambda e: _seconds_text(_total(e)), lambda e: _sort_last(_total(e))),
    ("Tokens", 9, _tokens_text, lambda e: _sort_last(_tokens(e))),
    ("Cost", 9, lambda e: money(_cost(e)).removeprefix("cost "), lambda e: _sort_last(_cost(e))),
    ("Answer", 0, _words, _words),
)
"""Title, width in cells (0: the rest), text, and what to sort by."""


class Table(RowList[Entry]):
    """One row for each section."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"log--good", "log--bad", "log--quiet"}

    def row_segments(self, row: Entry, width: int) -> list[Segment]:
        """The cells; the status in its colour."""
        looks = {"✓": "log--good", "✗": "log--bad"}
        style = self.get_component_rich_style(looks.get(row.status[:1], "log--quiet"))
        segments, left = [], width
        for title, cells, text, _ in COLUMNS:
            own = cells or max(8, left)
            left -= own + 1
            segments.append(piece(fit(text(row), own) + " ", style if title == "Status" else None))
        return segments
