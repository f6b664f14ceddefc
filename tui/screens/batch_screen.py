"""Testing several sections at once, in a table that fills as they answer."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from llm_tui.model.probe.plan import PROMPT, Plan
from llm_tui.model.probe.run import Phase, Run
from llm_tui.model.toml.keys import Path
from llm_tui.tui.screens.batch_table import COLUMNS, Entry, Table
from llm_tui.tui.screens.pages import Page
from llm_tui.tui.screens.question_dialog import Choice, Question
from llm_tui.tui.test_runner import Result, TestRunner
from llm_tui.tui.text.test_report import money, run_lines
from llm_tui.tui.widgets.row_list import RowList, fit
from llm_tui.tui.widgets.styled_lines import styled


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
