"""`llm-tui test`: send a prompt to the models of sections, and report what happens."""

import asyncio
from collections.abc import Iterator, Sequence

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import AttemptFailed, Ended, Event, Started
from llm_tui.model.probe.forkserver_process import ProbeError
from llm_tui.model.probe.interpreter import Interpreter, interpreter_for
from llm_tui.model.probe.plan import Plan, plan
from llm_tui.model.toml.keys import Path, section_name
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.config_file import known_section, opened
from llm_tui.tui.commands.event_printers import JsonPrinter, Printer, TextPrinter
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn


def run(options: Options) -> int:
    """Test sections, some at a time; exit status 0 only if all passed."""
    if bool(options.sections) == options.all:
        raise UsageError("name sections, or use --all")
    view, path = opened(options)
    interpreter = interpreter_for(
        path,
        view.dialect.distributions,
        options.environment,
        options.python or options.preferences.python,
    )
    return asyncio.run(_test_all(_plans(view, options), interpreter, options))


def _plans(view: Resolution, options: Options) -> list[Plan]:
    chosen: list[Path] = [known_section(name, view) for name in options.sections]
    if options.all:
        chosen = [section.path for section in view.sections]
    for section in chosen:
        if view.status(section) is Status.DROPPED and not view.not_read:
            warn(f"{section_name(section)} is ignored; its users get [llm], which is tested")
    return [plan(view, section, options.environment) for section in chosen]


async def _test_all(
    plans: Sequence[Plan], interpreter: Interpreter | None, options: Options
) -> int:
    gate = asyncio.Semaphore(options.preferences.concurrency)
    async with Probe(options.environment, interpreter) as probe, asyncio.TaskGroup() as group:
        probe.warm_up()

        async def test(one: Plan, printer: Printer) -> None:
            async with gate:
                await _test(probe, one, printer, options)

        printers = [_printer(one, options, is_alone=len(plans) == 1) for one in plans]
        tests = [
            group.create_task(test(one, printer))
            for one, printer in zip(plans, printers, strict=True)
        ]
        # In the order of the sections, whichever is done first.
        for task, printer in zip(tests, printers, strict=True):
            await task
            printer.end()
    return 0 if all(printer.run.ok for printer in printers) else 1


def _printer(one: Plan, options: Options, *, is_alone: bool) -> Printer:
    return JsonPrinter(one) if options.json else TextPrinter(one, at_once=is_alone)


async def _test(probe: Probe, one: Plan, printer: Printer, options: Options) -> None:
    if one.obstacles and not (options.insist and one.can_be_sent):
        for event in _not_sent(one):
            printer.print(event)
        return
    job = one.job(options.prompt, limit=options.timeout, stream=options.stream, tools=options.tools)
    try:
        worker = await probe.start(job)
    except ProbeError as error:
        warn(f"{section_name(one.section)}: {error}")
        return
    try:
        async for event in worker.events():
            printer.print(event)
    finally:
        worker.cancel()


def _not_sent(one: Plan) -> Iterator[Event]:
    """The events of a test that is not sent because of what is wrong with it."""
    finding = one.obstacles[0]
    insisting = " (--insist sends it anyway)" if one.can_be_sent else ""
    message = f"not sent: {finding.message}. {finding.advice}{insisting}"
    yield Started(attempts=one.retry_policy.attempts, litellm=None, python=None)
    kind = finding.kind or FailureKind.TEST_FAULT
    yield AttemptFailed(number=0, kind=kind, status=None, message=message)
    yield Ended(ok=False, attempts=0)
