"""`llm-tui test`: ask the models of sections, and tell what happens."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from typing import Any

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.effective.section import Status
from llm_tui.model.probe.client import Probe, ProbeError
from llm_tui.model.probe.plan import LIMIT, PROMPT, Plan, plan
from llm_tui.model.probe.run import Run
from llm_tui.model.toml.keys import Path, section_name
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.arguments import (
    Parser,
    known_section,
    opened,
    warn,
)
from llm_tui.tui.text.test_report import attempt_line
from llm_tui.tui.text.wording import json_text, printable


def run(words: Sequence[str]) -> int:
    """Test sections one after the other; exit status 0 only if all passed."""
    parser = Parser("test")
    parser.add_argument("sections", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--prompt", default=PROMPT)
    parser.add_argument("--timeout", type=float, default=LIMIT, metavar="S")
    parser.add_argument("--tools", action="store_true")
    parser.add_argument("--insist", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.read(words)
    if bool(options.sections) == options.all:
        raise UsageError("llm-tui test: name sections, or --all")
    plans = _plans(options)
    return asyncio.run(_test_all(plans, options))


def _plans(options: argparse.Namespace) -> list[Plan]:
    view, path = opened(options)
    chosen: list[Path] = [known_section(name, view, path) for name in options.sections]
    if options.all:
        chosen = [section.path for section in view.sections]
    for section in chosen:
        if view.status(section) is Status.DROPPED:
            warn(f"{section_name(section)} is lost; what its users get instead is tested: [llm]")
    return [plan(view, section, options.environment) for section in chosen]


async def _test_all(plans: Sequence[Plan], options: argparse.Namespace) -> int:
    passed = 0
    async with Probe(options.environment) as probe:
        probe.warm_up()
        for one in plans:
            passed += await _test(probe, one, options)
    return 0 if passed == len(plans) else 1


async def _test(probe: Probe, one: Plan, options: argparse.Namespace) -> bool:
    name = section_name(one.section)
    teller = _JsonTeller(name, one) if options.json else _TextTeller(name, one)
    if one.obstacles and not options.insist:
        finding = one.obstacles[0]
        kind = (finding.kind or FailureKind.BROKEN).value
        message = f"not sent: {finding.message}. {finding.advice} (--insist sends it anyway)"
        teller.tell({"event": "started", "attempts": one.retry_policy.attempts})
        teller.tell(
            {"event": "failed", "number": 0, "kind": kind, "status": None, "message": message}
        )
        teller.tell({"event": "ended", "ok": False, "attempts": 0})
        return False
    job = one.job(options.prompt, limit=options.timeout, tools=options.tools)
    try:
        test = await probe.start(job)
    except ProbeError as error:
        warn(str(error))
        return False
    try:
        async for event in test.events():
            teller.tell(event)
    finally:
        test.cancel()
    return teller.run.ok


class _JsonTeller:
    """One JSON object a line, as things happen."""

    def __init__(self, name: str, one: Plan) -> None:
        self._name, self._model = name, one.request.model
        self.run = Run()

    def tell(self, event: dict[str, Any]) -> None:
        self.run = self.run.after(event)
        told = {"event": event["event"], "section": self._name}
        if event["event"] == "started":
            told["model"] = self._model
        told |= {key: value for key, value in event.items() if key != "event"}
        print(json_text(told), flush=True)


class _TextTeller:
    """For people: a line for each attempt, and the answer as it comes."""

    def __init__(self, name: str, one: Plan) -> None:
        self._one = one
        self.run = Run()
        self._in_text = False
        print(f"{name}: {printable(one.request.model)}, {one.retry_policy}", flush=True)

    def tell(self, event: dict[str, Any]) -> None:
        self.run = self.run.after(event)
        match event["event"]:
            case "text":
                self._in_text = True
                lines = (printable(line) for line in event["text"].split("\n"))
                sys.stdout.write("\n".join(lines))
                sys.stdout.flush()
            case "failed" | "succeeded":
                if self._in_text:
                    print()
                self._in_text = False
                step = self.run.tool_step if event.get("step") else self.run.last
                if step is None:
                    return
                allowed = self.run.attempts_allowed
                print("\n".join(attempt_line(step, allowed, tools=bool(event.get("step")))))
                sys.stdout.flush()
