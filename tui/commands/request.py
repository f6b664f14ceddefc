"""`llm-tui request`: the call that a test of a section makes, without making it."""

import os
from typing import Any

from llm_tui.model.catalogue.wire import wire_request
from llm_tui.model.check.phrases import loss
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.probe.plan import PROMPT, Plan, plan
from llm_tui.model.secrets.masking import mask_value
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.config_file import known_section, opened
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn
from llm_tui.tui.commands.stdout import pass_on, say, say_json
from llm_tui.tui.text.test_report import request_lines
from llm_tui.tui.text.wording import printable


def run(options: Options) -> int:
    """Print the call; exit status 1 if the section has no model, or no curl line."""
    if options.json and options.curl:
        raise UsageError("choose --json or --curl")
    view, path = opened(options)
    section = known_section(options.section, view)
    if view.status(section).ignored and not view.not_read:
        warn(loss(view, section))
    one = plan(view, section, os.environ)
    if not one.can_be_sent:
        finding = one.findings[0]
        raise LlmTuiError(f"{path}: {options.section}: {finding.message}. {finding.advice}")
    if options.curl:
        pass_on(f"{_curl(one, reveal=options.reveal)}\n")
    elif options.json:
        say_json(_report(one, view, reveal=options.reveal))
    else:
        say(*(line.text for line in request_lines(one, reveal=options.reveal)))
    return 0


def _curl(one: Plan, *, reveal: bool) -> str:
    wire = wire_request(one.request.arguments, PROMPT, stream=False)
    if wire is None:
        model = printable(one.request.model)
        raise LlmTuiError(f"there is no curl line for the provider of {model}")
    if reveal:
        return wire.curl(one.request.arguments.get("api_key"))
    return str(mask_value(wire.curl()))


def _report(one: Plan, view: Resolution, *, reveal: bool) -> dict[str, Any]:
    request, policy = one.request, one.retry_policy

    def shown(value: object) -> object:
        return value if reveal else mask_value(value)

    report: dict[str, Any] = {
        "arguments": shown(dict(request.arguments)),
        "absent": dict(request.absent),
        "environment": shown(dict(request.environment)),
        "litellm": view.dialect.litellm,
        "retries": {
            "attempts": policy.attempts,
            "waits": policy.waits,
            "retried": list(policy.retried),
        },
    }
    if request.limit_lookup is not None:
        report["asked_first"] = shown(request.limit_lookup.url)
    if request.error is not None:
        report["error"] = request.error
    return report
