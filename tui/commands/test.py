"""`llm-tui test`: send a prompt to the models of sections, and report what happens."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.effective.section import Status
from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptSucceeded,
    Ended,
    Event,
    Started,
    TextReceived,
    to_object,
)
from llm_tui.model.probe.forkserver_process import ProbeError
from llm_tui.model.probe.plan import Plan, plan
from llm_tui.model.probe.run import Run
from llm_tui.model.toml.keys import Path, section_name
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.config_file import known_section, opened
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn
from llm_tui.tui.commands.stdout import pass_on, say, say_json
from llm_tui.tui.text.safe_text import printable, printable_lines
from llm_tui.tui.text.test_report import attempt_line


def run(options: Options) -> int:
    """Test sections one after the other; exit status 0 only if all passed."""
    if bool(options.sections) == options.all:
        raise UsageError("name sections, or use --all")
    plans = _plans(options)
    return asyncio.run(_test_all(plans, options))


def _plans(options: Options) -> list[Plan]:
    view, _ = opened(options)
    chosen: list[Path] = [known_section(name, view) for name in options.sections]
    if options.all:
        chosen = [section.path for section in view.sections]
    for section in chosen:
        if view.status(section) is Status.DROPPED:
            warn(f"{section_name(section)} is ignored; its users get [llm], which is tested")
    return [plan(view, section, options.environment) for section in chosen]


async def _test_all(plans: Sequence[Plan], options: Options) -> int:
    passed = 0
    async with Probe(options.environment) as probe:
        probe.warm_up()
        for one in plans:
            passed += await _test(probe, one, options)
    return 0 if passed == len(plans) else 1


async def _test(probe: Probe, one: Plan, options: Options) -> bool:
    printer = _JsonPrinter(one) if options.json else _TextPrinter(one)
    if one.obstacles and not options.insist:
        for event in _not_sent(one):
            printer.print(event)
        return False
    job = one.job(options.prompt, limit=options.timeout, tools=options.tools)
    try:
        worker = await probe.start(job)
    except ProbeError as error:
        warn(str(error))
        return False
    try:
        async for event in worker.events():
            printer.print(event)
    finally:
        worker.cancel()
    return printer.run.ok


def _not_sent(one: Plan) -> Iterator[Event]:
    """The events of a test that is not sent because of what is wrong with it."""
    finding = one.obstacles[0]
    message = f"not sent: {finding.message}. {finding.advice} (--insist sends it anyway)"
    yield Started(attempts=one.retry_policy.attempts)
    kind = finding.kind or FailureKind.BROKEN
    yield AttemptFailed(number=0, kind=kind, status=None, message=message)
    yield Ended(ok=False, attempts=0)


class _JsonPrinter:
    """Prints each event as one JSON object on a line."""

    def __init__(self, one: Plan) -> None:
        self._name, self._model = section_name(one.section), one.request.model
        self.run = Run()

    def print(self, event: Event) -> None:
        self.run = self.run.after(event)
        values = to_object(event)
        first: dict[str, Any] = {"event": values.pop("event"), "section": self._name}
        if isinstance(event, Started):
            first["model"] = self._model
        say_json(first | values)


class _TextPrinter:
    """For people: prints a line for each attempt, and the answer as it comes."""

    def __init__(self, one: Plan) -> None:
        self.run = Run()
        self._in_text = False
        name, model = printable(section_name(one.section)), printable(one.request.model)
        pass_on(f"{name}: {model}, {one.retry_policy}\n")

    def print(self, event: Event) -> None:
        self.run = self.run.after(event)
        match event:
            case TextReceived():
                self._in_text = True
                pass_on(printable_lines(event.text))
            case AttemptFailed() | AttemptSucceeded():
                if self._in_text:
                    say("")
                self._in_text = False
                attempt = self.run.tool_step if event.step else self.run.last
                assert attempt is not None
                allowed = self.run.attempts_allowed
                lines = attempt_line(attempt, allowed, tools=event.step is not None)
                pass_on("".join(f"{printable(line)}\n" for line in lines))
