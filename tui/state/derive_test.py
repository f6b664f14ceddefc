"""The test pane: the plan of the selected section, its running test, or its last result."""

from typing import TYPE_CHECKING

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.state.snapshot import TestView
from llm_tui.tui.state.state import LiveTest, Place, TestOptions
from llm_tui.tui.text.line import Line
from llm_tui.tui.text.wording import printable

if TYPE_CHECKING:
    from llm_tui.model.probe.plan import Plan
    from llm_tui.model.probe.run import Run
    from llm_tui.tui.session import Session
    from llm_tui.tui.test_runner import Result


def section_plan(view: Resolution, section: Path, session: "Session") -> "Plan":
    """The plan to test the section as it is now."""
    # Imported here: the first frame has no test pane.
    from llm_tui.model.probe.plan import plan

    return plan(view, section, session.process_environment)


def live_view(
    live: LiveTest,
    place: Place,
    options: TestOptions,
    clock: float,  # noqa: ARG001
) -> TestView:
    """A test that is running; another time on the clock is another view of its countdown."""
    return _view(live.plan, live.run, live.resume_at, place, options)


def planned_view(
    plan: "Plan", result: "Result | None", place: Place, options: TestOptions
) -> TestView:
    """The findings before a test, or the result of the last one."""
    if result is None:
        return _view(plan, None, None, place, options)
    stale = " · stale: a value has changed since" if result.is_stale(plan) else ""
    return _view(plan, result.run, None, place, options, stale)


def _view(
    plan: "Plan",
    run: "Run | None",
    resume_at: float | None,
    place: Place,
    options: TestOptions,
    stale: str = "",
) -> TestView:
    from llm_tui.tui.text.test_report import plan_lines, run_lines

    title = printable(f"Test {write_header(plan.section)} · {plan.request.model}{stale}")
    if run is None:
        lines = [*plan_lines(plan), Line(f"· {plan.retry_policy}", "quiet")]
    else:
        lines = run_lines(run, resume_at)
    return TestView(title, _keys(run, place, options), tuple(lines), resume_at is not None)


def _keys(run: "Run | None", place: Place, options: TestOptions) -> str:
    from llm_tui.model.probe.run import Phase

    if run is not None and run.phase is Phase.WAITING:
        return "s skip the wait   esc cancel"
    if run is not None and run.phase is not Phase.ENDED:
        return "esc cancel"
    if place is Place.PROMPT:
        return "enter send   tab options   esc close"
    stream = "on" if options.stream else "off"
    tools = "on" if options.tools else "off"
    return f"enter send   o stream {stream}   f tool call {tools}   w request   esc close"
