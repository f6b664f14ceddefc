"""The attempts of a test, and the waits between them."""

import os
import time

import litellm

from llm_tui.model.dialects.calls import Request
from llm_tui.model.probe.child.classify import classify
from llm_tui.model.probe.child.completion import Answer, complete
from llm_tui.model.probe.child.connection import Recipient
from llm_tui.model.probe.child.cost import cost
from llm_tui.model.probe.child.next_attempt import next_attempt
from llm_tui.model.probe.child.text_stream import TextStream
from llm_tui.model.probe.child.tool_call import request_tool_call
from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptStarted,
    AttemptSucceeded,
    Ended,
    Started,
)
from llm_tui.model.probe.job import Job
from llm_tui.model.secrets.redactor import Redactor


async def run(job: Job, recipient: Recipient) -> None:
    """Run a test, and send every event of it."""
    os.environ.update(job.request.environment)
    litellm.modify_params = job.request.modify_params
    redactor = Redactor.of(job.request.arguments, os.environ)
    recipient.send(Started(attempts=job.retry_policy.attempts))
    ok, number = False, 1
    try:
        provider = _provider(job.request)
        ok, number = await _attempt(job, provider, redactor, recipient)
        if ok and job.tools:
            event = await request_tool_call(job, provider, redactor)
            ok = isinstance(event, AttemptSucceeded)
            recipient.send(event)
    except Exception as error:  # noqa: BLE001
        failure = classify(error, redactor)
        recipient.send(AttemptFailed(number=number, **failure._asdict()))
    recipient.send(Ended(ok=ok, attempts=number))


def _provider(request: Request) -> str:
    """The provider that litellm recognises. Raises its BadRequestError if there is none."""
    _, provider, _, _ = litellm.get_llm_provider(
        model=request.arguments["model"],
        custom_llm_provider=request.arguments.get("custom_llm_provider"),
        api_base=request.arguments.get("base_url"),
    )
    return str(provider)


async def _attempt(
    job: Job, provider: str, redactor: Redactor, recipient: Recipient
) -> tuple[bool, int]:
    """Try until an attempt succeeds or none is left: did one, and how many were there?"""
    arguments, number = job.request.arguments, 1
    while True:
        begin = time.monotonic()
        recipient.send(AttemptStarted(number=number))
        stream = TextStream(recipient, redactor)
        try:
            answer = await complete(job, arguments, stream)
        except Exception as error:  # noqa: BLE001
            total = time.monotonic() - begin
            stream.finish()
            retry = next_attempt(job.retry_policy, number, error, arguments)
            failed = AttemptFailed(
                number=number,
                **classify(error, redactor)._asdict(),
                retry_in=retry.wait_s if retry else None,
                total_s=total,
            )
        else:
            stream.finish()
            recipient.send(_succeeded(job, provider, number, answer))
            return True, number
        recipient.send(failed)
        if retry is None:
            return False, number
        await recipient.wait(retry.wait_s)
        arguments, number = retry.arguments, number + 1


def _succeeded(job: Job, provider: str, number: int, answer: Answer) -> AttemptSucceeded:
    return AttemptSucceeded(
        number=number,
        first_token_s=answer.first_token_s,
        total_s=answer.total_s,
        prompt_tokens=answer.prompt_tokens,
        completion_tokens=answer.completion_tokens,
        finish_reason=answer.finish_reason,
        tool_call=None,
        cost_usd=cost(job, provider, answer),
    )
