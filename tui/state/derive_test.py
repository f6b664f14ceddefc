"""The test pane: the plan of the selected section, its running test, or its last result."""

from typing import TYPE_CHECKING

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.state.line_edit import LineEdit
from llm_tui.tui.state.snapshot import TestView
from llm_tui.tui.state.state import LiveTest
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


def next_asker(session: "Session") -> Line:
    """The litellm that the next test runs on."""
    from llm_tui.model.probe.interpreter import asker
    from llm_tui.tui.text.test_report import asker_line

    return asker_line(asker(session.interpreter), session.dialect)


def live_view(live: LiveTest, prompt: LineEdit, clock: float) -> TestView:
    """A test that is running; another time on the clock is another view of it."""
    return _view(live.plan, live.run, live.resume_at, prompt, _running(live, clock), ticks=True)


def planned_view(plan: "Plan", asker: Line, result: "Result | None", prompt: LineEdit) -> TestView:
    """What is known before a test, or the result of the last one."""
    if result is None:
        return _view(plan, None, None, prompt, "", before=(asker,))
    stale = "stale: a value has changed since · " if result.is_stale(plan) else ""
    return _view(plan, result.run, None, prompt, stale + _outcome(result.run))


def _view(
    plan: "Plan",
    run: "Run | None",
    resume_at: float | None,
    prompt: LineEdit,
    state: str,
    *,
    ticks: bool = False,
    before: tuple[Line, ...] = (),
) -> TestView:
    from llm_tui.tui.text.test_report import plan_lines, run_lines

    title = printable(f"Test {write_header(plan.section)} · {plan.request.model}".rstrip(" ·"))
    if run is not None:
        lines = run_lines(run, resume_at)
    elif plan.can_be_sent:
        lines = [*plan_lines(plan), *before, Line(f"· {plan.retry_policy}", "quiet")]
    else:
        lines = plan_lines(plan)
    return TestView(title, printable(state), prompt, tuple(lines), ticks)


def _running(live: LiveTest, clock: float) -> str:
    """What a test does now, and for how long it has run."""
    from llm_tui.model.probe.run import Phase

    took = f"{max(0.0, clock - live.began):.0f} s"
    last = live.run.last
    if live.run.phase is Phase.WAITING:
        return f"waiting · {took}"
    if last is not None and last.text:
        return f"streaming · {took}"
    return f"asking · {took}" if last is not None else f"starting · {took}"


def _outcome(run: "Run") -> str:
    """How a test ended, in a few words."""
    from llm_tui.tui.text.test_report import badge, tokens

    if run.ok and run.last and run.last.success:
        success = run.last.success
        return f"{badge(run)} · {tokens(success.prompt_tokens, success.completion_tokens)}"
    return badge(run)
