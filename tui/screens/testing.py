"""Asking models, from the main screen.

The pane and the probe are imported when a first test is wanted.
"""

from typing import TYPE_CHECKING

from textual import work

from llm_tui.model.effective.section import Status
from llm_tui.model.store.history import History
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.screens.state import MainState
from llm_tui.tui.session import Session
from llm_tui.tui.widgets.section_tree import SectionTree

if TYPE_CHECKING:
    from llm_tui.model.probe.client import WorkerHandle
    from llm_tui.model.probe.job import Job
    from llm_tui.model.probe.plan import Plan
    from llm_tui.model.probe.run import Run
    from llm_tui.tui.test_runner import SectionTest, TestRunner
    from llm_tui.tui.widgets.test_pane import TestPane


class TestActions(MainState):
    """What the keys do that ask models."""

    _test_runner: "TestRunner | None" = None

    def __init__(self, session: Session, history: History) -> None:
        super().__init__(session, history)
        self._live: dict[Path, SectionTest] = {}
        """The tests that are under way."""

    @property
    def test_runner(self) -> "TestRunner":
        """Runs the tests of this screen."""
        if self._test_runner is None:
            from llm_tui.tui.test_runner import TestRunner

            self._test_runner = TestRunner(self.session.process_environment)
        return self._test_runner

    @property
    def _pane(self) -> "TestPane | None":
        found = self.query("TestPane")
        return found.first() if found else None  # type: ignore[return-value]

    def plan_of(self, section: Path) -> "Plan":
        """How a section is tested as it is now."""
        from llm_tui.model.probe.plan import plan

        assert self.view is not None
        return plan(self.view, section, self.session.process_environment)

    async def action_test(self) -> None:
        """Open the pane on the selected section, and warm up what asks."""
        self.test_runner.warm_up()
        pane = self._pane
        if pane is None:
            from llm_tui.tui.widgets.test_pane import TestPane

            pane = TestPane(id="test")
            await self.mount(pane, before="KeyBar")
            self.set_class(True, "-testing")
        self.show_test()
        pane.focus_prompt()

    def show_test(self) -> None:
        """Show the selected section in the pane, if that is open."""
        pane = self._pane
        if pane is None:
            return
        if self.section in self._live:
            pane.show_live(self._live[self.section])
            return
        plan = self.plan_of(self.section)
        result = self.results.get(self.section)
        stale = result is not None and result.is_stale(plan)
        pane.show_plan(plan, result.run if result else None, stale=stale)

    @work(exclusive=True, group="dialog")
    async def on_test_pane_ask_requested(self, event: "TestPane.AskRequested") -> None:
        """Send the prompt, unless that is known to be a mistake and not insisted on."""
        plan = self.plan_of(event.section)
        if plan.obstacles and not await self._insists(plan):
            return
        from llm_tui.tui.test_runner import SectionTest

        if event.section in self._live:
            self._live[event.section].cancel()
        live = self._live[event.section] = SectionTest(plan)
        job = plan.job(event.prompt, stream=event.stream, tools=event.tools)
        live.cancel = self._ask(live, job).cancel

    async def _insists(self, plan: "Plan") -> bool:
        from llm_tui.tui.screens.question import Choice, Question

        reasons = "\n".join(f"✗ {one.message}. {one.advice}." for one in plan.obstacles)
        choices = (Choice("", "Back, to mend it", "b"), Choice("send", "Send it anyway", "s"))
        title = f"{write_header(plan.section)} had better not be sent"
        question = Question(title, reasons, choices, escape="")
        answer: str = await self.app.push_screen_wait(question)
        return bool(answer)

    @work(group="test")
    async def _ask(self, live: "SectionTest", job: "Job") -> None:
        from llm_tui.tui.test_runner import Result

        section = live.plan.section

        def report(run: "Run") -> None:
            live.update(run)
            pane = self._pane
            if pane is not None and pane.section == section and self._live.get(section) is live:
                pane.show_live(live)

        def started(worker: "WorkerHandle") -> None:
            live.worker = worker

        report(live.run)
        self.show_badges()
        try:
            await self.test_runner.run(job, report, started)
        finally:
            if self._live.get(section) is live:
                del self._live[section]
            result = Result(live.run, live.plan.fingerprint)
            self.results = {**self.results, section: result}
            self.show_test()

    def show_badges(self) -> None:
        """Show at each section what came of its last test, or that one is under way."""
        if self.view is None or not self.is_attached or not (self.results or self._live):
            return
        from llm_tui.tui.text.test_report import badge

        badges = {
            section: (badge(result.run), result.is_stale(self.plan_of(section)))
            for section, result in self.results.items()
            if self.view.section(section) is not None
        }
        self.query_one(SectionTree).badges = {**badges, **dict.fromkeys(self._live, ("…", False))}

    def on_test_pane_skip_requested(self) -> None:
        """Go on with the next attempt at once."""
        if self.section in self._live:
            self._live[self.section].skip_wait()

    def on_test_pane_cancel_requested(self) -> None:
        """End the test that is under way; if none is, close the pane."""
        if self.section in self._live:
            self._live[self.section].cancel()
        elif (pane := self._pane) is not None:
            pane.remove()
            self.set_class(False, "-testing")
            self.query_one(SectionTree).focus()

    def action_request(self) -> None:
        """Show the call that a test would make."""
        from llm_tui.model.catalogue.wire import wire_request
        from llm_tui.tui.screens.pages import RequestPage

        plan = self.plan_of(self.section)
        wire = wire_request(plan.request.arguments, "Say hello in five words.", stream=False)
        self.app.push_screen(RequestPage(plan, wire.curl() if wire else None))

    @work(exclusive=True, group="dialog")
    async def action_test_several(self) -> None:
        """Ask several sections at once."""
        from llm_tui.model.store import preferences
        from llm_tui.tui.screens.batch import BatchScreen

        assert self.view is not None
        self.test_runner.warm_up()
        marked = [s.path for s in self.view.sections if s.path in self.marked]
        own = [s.path for s in self.view.sections if s.status is not Status.DROPPED]
        chosen = marked or own
        plans = [self.plan_of(section) for section in chosen]
        at_once = preferences.load()[0].concurrency
        results = await self.app.push_screen_wait(BatchScreen(plans, self.test_runner, at_once))
        self.results = {**self.results, **results}

    def on_unmount(self) -> None:
        """The probe ends with the screen."""
        if self._test_runner is not None:
            self._test_runner.close()
