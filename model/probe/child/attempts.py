"""The attempts of a test, and the waits between them."""

import os
import time
from collections.abc import Mapping
from typing import Any

import litellm

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.dialects.calls import Request
from llm_tui.model.probe.child.answer_errors import OwnLimitError, ProgramError
from llm_tui.model.probe.child.classify import classify
from llm_tui.model.probe.child.completion import complete
from llm_tui.model.probe.child.connection import Recipient
from llm_tui.model.probe.child.installation import Installation
from llm_tui.model.probe.child.limit_lookup import with_limit
from llm_tui.model.probe.child.next_attempt import next_attempt
from llm_tui.model.probe.child.outcome import succeeded
from llm_tui.model.probe.child.text_stream import TextStream
from llm_tui.model.probe.child.tool_call import request_tool_call
from llm_tui.model.probe.child.traffic import TRAFFIC
from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptStarted,
    AttemptSucceeded,
    Ended,
    Started,
)
from llm_tui.model.probe.job import Job
from llm_tui.model.secrets.redactor import Redactor


def run(job: Job, recipient: Recipient, installation: Installation) -> None:
    """Run a test, and send every event of it."""
    os.environ.update(job.request.environment)
    litellm.modify_params = job.request.modify_params
    redactor = Redactor.of(job.request.arguments, os.environ)
    attempts = job.retry_policy.attempts
    recipient.send(
        Started(attempts=attempts, litellm=installation.litellm, python=installation.python)
    )
    ok, number = False, 1
    TRAFFIC.begin()
    try:
        ok, number = _attempt(job, _arguments(job.request), redactor, recipient)
        if ok and job.tools:
            event = request_tool_call(job, redactor)
            ok = isinstance(event, AttemptSucceeded)
            recipient.send(event)
    except Exception as error:  # noqa: BLE001
        failure = classify(error, redactor, TRAFFIC.reply)
        recipient.send(AttemptFailed(number=number, **failure._asdict()))
    recipient.send(Ended(ok=ok, attempts=number))


def _arguments(request: Request) -> Mapping[str, Any]:
    """The arguments of the first attempt. Raises what the program would raise before it."""
    if request.error is not None:
        raise ProgramError(request.error)
    return _placed(with_limit(request), request.provider)


def _placed(arguments: Mapping[str, Any], provider: str | None) -> Mapping[str, Any]:
    """The arguments, with the provider where this litellm does not find it: it drops old names."""
    if provider is None or arguments.get("custom_llm_provider"):
        return arguments
    try:
        litellm.get_llm_provider(model=arguments["model"], api_base=arguments.get("base_url"))
    except Exception:  # noqa: BLE001
        return {**arguments, "model": f"{provider}/{arguments['model']}"}
    return arguments


def _attempt(
    job: Job, arguments: Mapping[str, Any], redactor: Redactor, recipient: Recipient
) -> tuple[bool, int]:
    """Try until an attempt succeeds or none is left: did one, and how many were there?"""
    number = 1
    while True:
        begin = time.monotonic()
        recipient.send(AttemptStarted(number=number))
        TRAFFIC.begin()
        stream = TextStream(recipient, redactor)
        try:
            answer = complete(job, arguments, stream)
        except (Exception, OwnLimitError) as error:  # noqa: BLE001
            total = time.monotonic() - begin
            stream.finish()
            failure = classify(error, redactor, TRAFFIC.reply)
            retry = next_attempt(job.retry_policy, number, error, arguments)
            if failure.kind is FailureKind.TEST_FAULT:
                # It would fail again, and nothing is sent.
                retry = None
            failed = AttemptFailed(
                number=number,
                **failure._asdict(),
                retry_in=retry.wait_s if retry else None,
                total_s=total,
                requests=TRAFFIC.requests,
            )
        else:
            stream.finish()
            recipient.send(succeeded(job, answer, number=number))
            return True, number
        recipient.send(failed)
        if retry is None:
            return False, number
        recipient.wait(retry.wait_s)
        arguments, number = retry.arguments, number + 1
