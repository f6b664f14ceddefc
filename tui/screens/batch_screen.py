"""Testing several sections at once, in a table that fills as they answer."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from llm_tui.model.probe.plan import PROMPT, Plan
from llm_tui.model.probe.run import Phase, Run
from llm_tui.model.toml.keys import Path, section_name
from llm_tui.tui.screens.pages import Page
from llm_tui.tui.screens.question_dialog import Choice, Question
from llm_tui.tui.test_runner import Result, TestRunner
from llm_tui.tui.text.test_report import badge, money, run_lines
from llm_tui.tui.text.wording import NOTHING, printable
from llm_tui.tui.widgets.row_list import RowList, fit, piece
from llm_tui.tui.widgets.styled_lines import styled


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


class BatchScreen(Screen[dict[Path, Result]]):
    """Shows the cost first, then tests all sections, a few at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back"),
        Binding("o", "sort", "Sort"),
        Binding("enter", "details", "Details"),
    ]

    DEFAULT_CSS = """
    BatchScreen {
        #title, #keys { height: 1; background: $panel; padding: 0 1; }
        #head { height: 1; padding: 0 1; text-style: bold; }
        Table { height: 1fr; padding: 0 1; background: $background; }
    }
    """

    def __init__(self, plans: Sequence[Plan], test_runner: TestRunner, at_once: int) -> None:
        """at_once: how many sections are asked at the same time."""
        super().__init__()
        self._entries = [Entry(plan) for plan in plans]
        self._test_runner, self._at_once = test_runner, at_once
        self._sorted_by = -1

    def compose(self) -> ComposeResult:
        """The table between its headings and the keys."""
        yield Static(id="title", markup=False)
        yield Static(id="head", markup=False)
        yield Table()
        yield Static("enter details   o sort   esc cancel and go back", id="keys")

    def on_mount(self) -> None:
        """Ask first: tests cost money."""
        self._show()
        self.query_one(Table).focus()
        self._begin()

    @work
    async def _begin(self) -> None:
        obstacles = [entry for entry in self._entries if entry.plan.obstacles]
        left_out = "".join(
            f"\n✗ {entry.name}: {entry.plan.obstacles[0].message}" for entry in obstacles[:6]
        )
        if left_out:
            left_out = f"\nNot tested:{left_out}"
        ready = [entry for entry in self._entries if entry not in obstacles]
        costs = [entry.plan.estimate(PROMPT) for entry in ready]
        known = sum(cost for cost in costs if cost is not None)
        unknown = sum(cost is None for cost in costs)
        cost = f"About {money(known)} for answers of 100 tokens"
        if unknown == len(ready):
            cost = "Cost unknown: there are no prices for these models"
        elif unknown:
            cost += f", and {unknown} of unknown price"
        text = f"“{PROMPT}”\n{cost}.{left_out}"
        answer = await self.app.push_screen_wait(
            Question(
                f"Test {len(ready)} section{'s' * (len(ready) != 1)}, {self._at_once} at a time?",
                text,
                (Choice("test", "Test", "t"), Choice("", "Cancel", "escape")),
                "",
            )
        )
        if not answer:
            self.dismiss({})
            return
        self._entries = ready
        self._show()
        self._ask_all()

    @work(group="test")
    async def _ask_all(self) -> None:
        gate = asyncio.Semaphore(self._at_once)

        async def ask(entry: Entry) -> None:
            def report(run: Run) -> None:
                entry.run = run
                self._show()

            async with gate:
                entry.run = await self._test_runner.run(entry.plan.job(PROMPT), report)

        await asyncio.gather(*map(ask, self._entries))
        self._show()

    def _show(self) -> None:
        if not self.is_attached:
            return
        if self._sorted_by >= 0:
            self._entries.sort(key=COLUMNS[self._sorted_by][3])  # type: ignore[arg-type]
        table = self.query_one(Table)
        table.show_rows(tuple(self._entries), table.cursor)
        ended = sum(e.run is not None and e.run.phase is Phase.ENDED for e in self._entries)
        passed = sum(e.run is not None and e.run.ok for e in self._entries)
        title = f"{ended} of {len(self._entries)} tested, {passed} passed"
        self.query_one("#title", Static).update(title)
        width, head = self.size.width - 2, ""
        for index, (name, cells, _, _) in enumerate(COLUMNS):
            mark = "▾" if index == self._sorted_by else ""
            head += fit(name + mark, cells or max(8, width - len(head))) + " "
        self.query_one("#head", Static).update(head)

    @on(RowList.RowHighlighted)
    def _stop_highlighted(self, event: RowList.RowHighlighted) -> None:
        event.stop()

    @on(RowList.RowSelected)
    def _open(self, event: RowList.RowSelected) -> None:
        event.stop()
        self.action_details()

    def action_details(self) -> None:
        """Show every attempt of the selected section."""
        entry = self.query_one(Table).selected_row
        if entry is None or entry.run is None:
            return
        lines = run_lines(entry.run, None)
        self.app.push_screen(Page(entry.name, styled(lines)))

    def action_sort(self) -> None:
        """Sort by the next column."""
        self._sorted_by = (self._sorted_by + 1) % len(COLUMNS)
        self._show()

    def action_leave(self) -> None:
        """Go back with the results so far; tests that still run are cancelled."""
        self.workers.cancel_group(self, "test")
        self.dismiss(
            {
                entry.plan.section: Result(entry.run, entry.plan.fingerprint)
                for entry in self._entries
                if entry.run is not None and entry.run.phase is Phase.ENDED
            }
        )
