"""The result of a test, in lines for the screen and the command alike."""

import os
import time
from math import floor, log10

from llm_tui.model.check.finding import Weight
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.probe.events import Started
from llm_tui.model.probe.interpreter import Asker
from llm_tui.model.probe.plan import Plan
from llm_tui.model.probe.run import Attempt, Phase, Run
from llm_tui.model.secrets.names import is_secret_name
from llm_tui.tui.text.line import Line
from llm_tui.tui.text.wording import NOTHING, literal, printable, shown

_BAR = 8


def seconds(value: float | None) -> str:
    """A time for people."""
    return NOTHING if value is None else f"{value:.2f} s"


def money(value: float | None) -> str:
    """A cost for people: small ones keep their digits."""
    if value is None:
        return "cost unknown"
    if value >= 1 or value <= 0:
        return f"${value:.2f}"
    # Two significant digits, and never an exponent.
    return f"${value:.{1 - floor(log10(value))}f}"


def tokens(prompt: int | None, completion: int | None) -> str:
    """Tokens in and out."""
    if prompt is None and completion is None:
        return "tokens unknown"
    return f"{prompt or '?'} → {completion or '?'} tokens"


def litellm_text(started: Started | Asker) -> str:
    """Which litellm asks, and whose it is; where nothing is sent, that."""
    if started.litellm is None and started.python is None:
        return "not sent"
    version = f"litellm {started.litellm}" if started.litellm else "litellm"
    home = os.path.expanduser("~")
    place = (started.python or "llm-tui").removeprefix(home + os.sep)
    at_home = "~/" if started.python and place != started.python else ""
    return printable(f"{version} of {at_home}{place}")


def asker_line(asker: Asker, dialect: Dialect) -> Line:
    """Which litellm will ask, and the one that the program pins, if that is another."""
    if asker == Asker(None, None):
        return Line("✗ litellm is not installed: nothing can be sent", "bad")
    pinned = dialect.litellm
    differs = pinned is not None and asker.litellm != pinned
    instead = f"; {dialect.title} runs litellm {pinned}" if differs else ""
    return Line(f"· asked by {litellm_text(asker)}{instead}", "quiet")


def attempt_line(attempt: Attempt, allowed: int, *, tools: bool = False) -> list[str]:
    """The outcome of one attempt, in one line or several."""
    return [line.text for line in attempt_lines(attempt, allowed, None, tools=tools)]


def attempt_lines(
    attempt: Attempt, allowed: int, resume_at: float | None, *, tools: bool = False
) -> list[Line]:
    """The outcome of one attempt.

    resume_at: when the wait after it ends, by the monotonic clock.
    """
    number = "tool" if tools else f"{attempt.number}/{allowed}"
    ended = attempt.success or attempt.failure
    repeated = f"   {ended.requests} requests" if ended and (ended.requests or 1) > 1 else ""
    if success := attempt.success:
        parts = [
            f"first token {seconds(success.first_token_s)}, " if success.first_token_s else "",
            f"done {seconds(success.total_s)}   ",
            f"{tokens(success.prompt_tokens, success.completion_tokens)}   ",
            money(success.cost_usd) + repeated,
        ]
        if tools:
            return [Line(f"{number}  ✓ called {success.tool_call}   {''.join(parts)}", "good")]
        lines = [Line(f"{number}  ✓ {''.join(parts)}", "good")]
        if not attempt.text.strip():
            lines.append(Line(f"     (no text; finish reason {success.finish_reason})", "quiet"))
        return lines
    if (failure := attempt.failure) and failure.number == 0:
        return [Line(f"✗ {printable(failure.message)}", "bad")]
    if failure:
        status = f"{failure.status} " if failure.status else ""
        wait = _wait_text(failure.retry_in, resume_at)
        took = f"   {seconds(failure.total_s)}" if failure.total_s is not None else ""
        lines = [Line(f"{number}  ✗ {status}{failure.kind.value}{took}{repeated}{wait}", "bad")]
        lines.append(Line(f"     {printable(failure.message)}"))
        if failure.kind.advice and failure.retry_in is None:
            lines.append(Line(f"     → {failure.kind.advice}", "quiet"))
        return lines
    first = f"   first token {seconds(attempt.first_token_s)}" if attempt.first_token_s else ""
    return [Line(f"{number}  … asking{first}", "quiet")]


def _wait_text(wait: float | None, resume_at: float | None) -> str:
    if wait is None:
        return ""
    if resume_at is None:
        return f"   retry after {wait:g} s"
    left = max(0.0, resume_at - time.monotonic())
    done = round(_BAR * (1 - left / wait)) if wait else _BAR
    return f"   retry in {left:.0f} s {'▓' * done}{'░' * (_BAR - done)}"


def run_lines(run: Run, resume_at: float | None) -> list[Line]:
    """All attempts, with the answer of each that has one."""
    lines: list[Line] = []
    if run.phase is Phase.STARTING:
        lines.append(Line("… starting the process that sends requests", "quiet"))
    if run.started is not None and run.attempts:
        lines.append(Line(f"· {litellm_text(run.started)}", "quiet"))
    for attempt in run.attempts:
        ends = resume_at if attempt is run.last and run.phase is Phase.WAITING else None
        lines += attempt_lines(attempt, run.attempts_allowed, ends)
        lines += [Line(f"     {printable(line)}") for line in _shown_text(attempt).split("\n")]
        if not attempt.text:
            lines.pop()
    if run.tool_step is not None:
        lines += attempt_lines(run.tool_step, 1, None, tools=True)
    return lines


def _shown_text(attempt: Attempt) -> str:
    if attempt.length == len(attempt.text):
        return attempt.text
    return f"{attempt.text}\n… {attempt.length:,} characters in all"


def plan_lines(one: Plan) -> list[Line]:
    """The findings before anything is sent."""
    looks = {Weight.NOTE: "quiet", Weight.MISTAKE: "bad", Weight.DANGER: "bad"}
    lines = []
    for finding in one.findings:
        sign = "·" if finding.weight is Weight.NOTE else "✗"
        advice = f". {finding.advice}" if finding.advice else ""
        lines.append(Line(f"{sign} {printable(finding.message)}{advice}", looks[finding.weight]))
    return lines


def request_lines(one: Plan, *, reveal: bool = False) -> list[Line]:
    """The call in full, its secrets masked unless revealed, and why a parameter is not in it."""
    lines = []
    if one.request.error is not None:
        lines.append(Line(f"✗ No call: {one.request.error}", "bad"))
    if one.request.limit_lookup is not None:
        lines.append(
            Line(f"First: GET {shown(one.request.limit_lookup.url, False, reveal)}", "quiet")
        )
    lines.append(Line("litellm.completion(", "quiet"))
    for name, value in one.request.arguments.items():
        secret = is_secret_name(name)
        text = "None" if value is None else shown(value, secret, reveal)
        text = literal(text) if isinstance(value, str) else text
        lines.append(Line(f"  {name} = {text}", "quiet" if value is None else ""))
    lines.append(Line(")", "quiet"))
    if one.request.absent:
        lines += [Line(""), Line("Not sent", "good")]
        lines += [Line(f"  {key}: {reason}") for key, reason in one.request.absent.items()]
    if one.request.environment:
        lines += [Line(""), Line("Environment", "good")]
        for name, value in one.request.environment.items():
            lines.append(Line(f"  {name}={shown(value, is_secret_name(name), reveal)}"))
    lines += [Line(""), Line(f"Retries: {one.retry_policy}")]
    lines += [Line(f"  after {name}", "quiet") for name in one.retry_policy.retried]
    return lines


def badge(run: Run) -> str:
    """The last result in a few characters: `✓ 0.8s`, `✗ 401`."""
    if run.ok and run.last and run.last.success:
        return f"✓ {run.last.success.total_s:.1f}s"
    failure = run.failure
    if failure is None:
        return "✗"
    return f"✗ {failure.status or failure.kind.value}"
