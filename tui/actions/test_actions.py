"""Testing the models of sections."""

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from llm_tui.model.check.phrases import WAY_OUT
from llm_tui.model.effective.section import Status
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.probe.plan import PROMPT, Plan, plan
from llm_tui.model.store import preferences
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.actions.host import Controller, Host
from llm_tui.tui.state.state import LiveTest, Place, TestOptions
from llm_tui.tui.test_runner import Result, SectionTest, TestRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from llm_tui.model.probe.client import WorkerHandle
    from llm_tui.model.probe.job import Job
    from llm_tui.model.probe.run import Run


class TestActions(Controller):
    """Runs tests, and puts their states into the state of the screen."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._interpreter = host.state.session.interpreter
        self._test_runner = TestRunner(host.state.session.process_environment, self._interpreter)
        self._running: dict[Path, SectionTest] = {}
        self._cancel: dict[Path, Callable[[], None]] = {}

    def _runner(self) -> TestRunner:
        """The runner for the file as it is read now: another program has another litellm."""
        chosen = self.host.state.session.interpreter
        if chosen != self._interpreter:
            self._test_runner.close()
            self._interpreter = chosen
            self._test_runner = TestRunner(self.host.state.session.process_environment, chosen)
        return self._test_runner

    def _plan(self, section: Path) -> Plan:
        environment = self.host.state.session.process_environment
        return plan(self.host.facts.view, section, environment)

    def open(self) -> None:
        """Open the pane on the selected section, and start what takes seconds."""
        self._runner().warm_up()
        state = self.host.state
        options = state.test or TestOptions(PROMPT, stream=preferences.load()[0].stream)
        self.host.update(replace(state, test=options, place=Place.PROMPT))

    async def send(self) -> None:
        """Send the prompt; ask first where that is known to be a mistake."""
        options = self.host.state.test
        if options is None:
            return
        self.host.update(replace(self.host.state, place=Place.LOG))
        chosen = self._plan(self.host.state.section)
        if chosen.obstacles and not await self._is_confirmed(chosen):
            return
        if cancel := self._cancel.get(chosen.section):
            cancel()
        live = self._running[chosen.section] = SectionTest(chosen)
        job = chosen.job(options.prompt, stream=options.stream, tools=options.tools)
        self._show(live)
        self._cancel[chosen.section] = self.host.start(self._run(live, job))

    async def _is_confirmed(self, chosen: Plan) -> bool:
        from llm_tui.tui.screens.question_dialog import Choice, Question

        reasons = "\n".join(f"✗ {one.message}. {one.advice}." for one in chosen.obstacles)
        count = len(chosen.obstacles)
        title = f"Not sent: {count} problem{'s' * (count > 1)} in {write_header(chosen.section)}"
        choices: tuple[Choice, ...] = (Choice("", "Cancel, to fix it", "escape"),)
        if chosen.can_be_sent:
            choices += (Choice("send", "Send anyway", "s"),)
        answer = await self.host.ask(Question(title, reasons, choices, escape=""))
        return bool(answer)

    async def _run(self, live: SectionTest, job: "Job") -> None:
        section = live.plan.section

        def report(run: "Run") -> None:
            live.update(run)
            if self._running.get(section) is live:
                self._show(live)

        def started(worker: "WorkerHandle") -> None:
            live.worker = worker

        try:
            await self._runner().run(job, report, started)
        finally:
            self._end(live)

    def _show(self, live: SectionTest) -> None:
        state = self.host.state
        shown = LiveTest(live.plan, live.run, live.resume_at, live.began)
        tests = {**state.live, live.plan.section: shown}
        self.host.update(replace(state, live=tests, clock=monotonic()))

    def _end(self, live: SectionTest) -> None:
        """Keep the result; the test is no longer running, unless another one took its place."""
        section, state = live.plan.section, self.host.state
        running = dict(state.live)
        if self._running.get(section) is live:
            del self._running[section], self._cancel[section], running[section]
        result = Result(live.run, live.plan.fingerprint)
        results = {**state.results, section: result}
        self.host.update(replace(state, results=results, live=running))

    def skip_wait(self) -> None:
        """Begin the next attempt at once."""
        self._running[self.host.state.section].skip_wait()

    def switch_stream(self) -> None:
        """Ask for the answer in pieces, or whole; the next pane does the same."""
        state = self.host.state
        if state.test:
            test = replace(state.test, stream=not state.test.stream)
            self.host.update(replace(state, test=test))
            try:
                preferences.save("stream", test.stream)
            except LlmTuiError as error:
                self.host.notify(str(error), severity="warning")

    def switch_tools(self) -> None:
        """Ask for a tool call afterwards, or not."""
        state = self.host.state
        if state.test:
            test = replace(state.test, tools=not state.test.tools)
            self.host.update(replace(state, test=test))

    def end(self) -> None:
        """Cancel the test that is running; if none is, close the pane."""
        state = self.host.state
        if state.section in self._cancel:
            self._cancel[state.section]()
        else:
            self.host.update(replace(state, test=None, place=Place.SECTIONS))

    async def test_several(self) -> None:
        """Test the marked sections, or all."""
        from llm_tui.tui.screens.batch_screen import BatchScreen

        state, view = self.host.state, self.host.facts.view
        if view.not_read:
            self.host.notify(f"{view.not_read}. {WAY_OUT}", severity="warning")
            return
        self._runner().warm_up()
        marked = [path for path in view.paths if path in state.marked]
        used = [path for path in view.paths if view.status(path) is not Status.DROPPED]
        plans = [self._plan(section) for section in marked or used]
        at_once = preferences.load()[0].concurrency
        results = await self.host.ask(BatchScreen(plans, self._runner(), at_once, state.results))
        state = self.host.state
        self.host.update(replace(state, results={**state.results, **(results or {})}))

    def close(self) -> None:
        """End the processes that test."""
        self._test_runner.close()
