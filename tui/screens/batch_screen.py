"""Testing several sections at once, in a table that fills as they answer."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from llm_tui.model.probe.plan import PROMPT, Plan
from llm_tui.model.probe.run import Phase, Run
from llm_tui.model.toml.keys import Path
from llm_tui.tui.screens.batch_table import COLUMNS, Entry, Table
from llm_tui.tui.screens.dialog import CLOSE, Key, keys_text
from llm_tui.tui.screens.pages import Page
from llm_tui.tui.screens.question_dialog import Choice, Question
from llm_tui.tui.test_runner import Result, TestRunner
from llm_tui.tui.text.test_report import money, run_lines
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.filtered_list import ListFilter
from llm_tui.tui.widgets.row_list import RowList
from llm_tui.tui.widgets.styled_lines import styled

KEYS = (
    Key("enter", "details"),
    Key("t", "test"),
    Key("o", "sort"),
    Key("/", "find"),
    CLOSE,
)


class BatchScreen(Screen[dict[Path, Result]]):
    """Shows what is known from the last tests; shows the cost, then tests, a few at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back"),
        Binding("o", "sort", "Sort"),
        Binding("t", "test", "Test"),
        Binding("enter", "details", "Details"),
        Binding("slash", "filter", "Filter"),
    ]

    DEFAULT_CSS = """
    BatchScreen {
        #title, #keys { height: 1; background: $panel; padding: 0 1; }
        #head { height: 1; padding: 0 1; text-style: bold; }
        Table { height: 1fr; padding: 0 1; background: $background; }
        ListFilter { display: none; }
        ListFilter.-open { display: block; }
    }
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        test_runner: TestRunner,
        at_once: int,
        results: Mapping[Path, Result],
    ) -> None:
        """at_once: how many sections are asked at the same time. results: of earlier tests."""
        super().__init__()
        self._entries = [Entry(plan, _fresh(plan, results)) for plan in plans]
        self._test_runner, self._at_once = test_runner, at_once
        self._sorted_by = -1
        self._title, self._head, self._keys = (
            Static(id=name, markup=False) for name in ("title", "head", "keys")
        )
        self._table = Table()
        self._filter = ListFilter(self._table, "part of a row")

    def compose(self) -> ComposeResult:
        """The table between its headings and the keys."""
        yield self._title
        yield self._head
        yield self._filter
        yield self._table
        yield self._keys

    def on_mount(self) -> None:
        """Show what is known; where a section is untested, ask first: tests cost money."""
        self._table.offer(self._entries, 0)
        self._table.focus()
        untested = [entry for entry in self._entries if entry.run is None]
        if untested == self._entries or any(not entry.plan.obstacles for entry in untested):
            self.action_test()

    def on_resize(self) -> None:
        """The columns and keys that fit."""
        self._keys.update(keys_text(KEYS, self.size.width - 2))
        self._show()

    @property
    def _under_way(self) -> int:
        return sum(entry.is_running for entry in self._entries)

    def action_test(self) -> None:
        """Test the sections, unless a test is running."""
        if not self._under_way:
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
        if answer:
            self._entries = [Entry(entry.plan) for entry in ready]
            self._show()
            self._ask_all()
        elif not any(entry.run for entry in self._entries):
            self.dismiss({})

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
            self._entries.sort(key=COLUMNS[self._sorted_by].order)
        selected = self._table.selected_row
        at = self._entries.index(selected) if selected in self._entries else self._table.cursor
        self._table.offer(self._entries, at)
        ended = sum(e.run is not None and not e.is_running for e in self._entries)
        passed = sum(e.run is not None and e.run.ok for e in self._entries)
        title = f"{ended} of {len(self._entries)} tested, {passed} passed"
        self._title.update(title)
        # The scrollbar, where there is one, is beside the titles too.
        width = self._table.scrollable_content_region.width or self.size.width - 2
        column = COLUMNS[self._sorted_by] if self._sorted_by >= 0 else None
        self._head.update(self._table.heading(width, column))

    @on(RowList.RowHighlighted)
    def _stop_highlighted(self, event: RowList.RowHighlighted) -> None:
        event.stop()

    @on(RowList.RowSelected)
    def _open(self, event: RowList.RowSelected) -> None:
        event.stop()
        self.action_details()

    @on(Input.Submitted)
    def _end_typing(self) -> None:
        self._table.focus()

    def action_details(self) -> None:
        """Show every attempt of the selected section."""
        entry = self._table.selected_row
        if entry is None:
            return
        if entry.run is None:
            self.notify(f"{entry.name} is not tested yet; t tests", markup=False)
        else:
            lines = run_lines(entry.run, None)
            self.app.push_screen(Page(printable(entry.name), styled(lines)))

    def action_sort(self) -> None:
        """Sort by the next column."""
        self._sorted_by = (self._sorted_by + 1) % len(COLUMNS)
        self._show()

    def action_filter(self) -> None:
        """Type a pattern."""
        self._filter.add_class("-open")
        self._filter.focus()

    @work
    async def action_leave(self) -> None:
        """Clear the filter; without one go back with the results, and ask if a test runs."""
        if self._filter.has_class("-open"):
            self._filter.value = ""
            self._filter.remove_class("-open")
            self._table.focus()
            return
        if running := self._under_way:
            title = f"{running} test{'s are' if running > 1 else ' is'} running"
            choices = (Choice("end", "End and go back", "e"), Choice("", "Stay", "escape"))
            if not await self.app.push_screen_wait(Question(title, "", choices, "")):
                return
        self.workers.cancel_group(self, "test")
        self.dismiss(
            {
                entry.plan.section: Result(entry.run, entry.plan.fingerprint)
                for entry in self._entries
                if entry.run is not None and entry.run.phase is Phase.ENDED
            }
        )


def _fresh(plan: Plan, results: Mapping[Path, Result]) -> Run | None:
    """The last test of a section, unless a value has changed since that it depended on."""
    result = results.get(plan.section)
    return None if result is None or result.is_stale(plan) else result.run
