"""One request to the model: sent by litellm, and the parts of its answer."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import litellm

from llm_tui.model.probe.child.answer_errors import (
    EmptyAnswerError,
    NoResponseError,
    OwnLimitError,
)
from llm_tui.model.probe.child.text_stream import TextStream
from llm_tui.model.probe.job import Job


class Answer(NamedTuple):
    """The parts of a model's answer."""

    text: str
    """Empty if it was streamed."""
    first_token_s: float | None
    """Seconds from the start, like `total_s`."""
    total_s: float
    prompt_tokens: int | None
    completion_tokens: int | None
    finish_reason: str | None
    tools_called: tuple[str, ...] = ()
    """The names of the tools that were called with arguments that are JSON."""


async def complete(job: Job, arguments: Mapping[str, Any], stream: TextStream) -> Answer:
    """Send the prompt once. Raises what litellm raises, or one of `answer_errors`."""
    async with _limit(job.limit):
        if job.stream:
            return await _streamed(arguments, job.prompt, stream)
        answer = await _whole(arguments, job.prompt)
        if answer.text:
            await stream.feed(answer.text)
        return answer


async def complete_with_tools(job: Job, prompt: str, tools: Sequence[Any]) -> Answer:
    """Send a prompt once, with tools to call. Raises like `complete`."""
    async with _limit(job.limit):
        return await _whole({**job.request.arguments, "tools": tools}, prompt)


@asynccontextmanager
async def _limit(seconds: float) -> AsyncIterator[None]:
    """Raise OwnLimitError after so many seconds: a TimeoutError could be litellm's."""
    timer = asyncio.timeout(seconds)
    try:
        async with timer:
            yield
    except TimeoutError:
        if timer.expired():
            raise OwnLimitError(seconds) from None
        raise


async def _call(arguments: Mapping[str, Any], prompt: str, **more: Any) -> Any:
    # Every inner retry is off: one attempt is one request. Tools of the user's own servers are none
    # of a test's business, and looking for them needs a package that litellm does not bring.
    return await litellm.acompletion(
        **arguments,
        **more,
        messages=[{"role": "user", "content": prompt}],
        num_retries=0,
        max_retries=0,
        _skip_mcp_handler=True,
    )


async def _whole(arguments: Mapping[str, Any], prompt: str) -> Answer:
    begin = time.monotonic()
    response = await _call(arguments, prompt)
    total = time.monotonic() - begin
    if not response.choices:
        raise NoResponseError("the answer has no choices")
    choice = response.choices[0]
    text = choice.message.content or ""
    calls = getattr(choice.message, "tool_calls", None) or ()
    reasoning = getattr(choice.message, "reasoning_content", None)
    if not (text or calls or reasoning or choice.finish_reason == "length"):
        raise EmptyAnswerError("the answer has no text")
    tools = tuple(call.function.name for call in calls if _is_json(call.function.arguments))
    return Answer(text, None, total, *_usage(response), choice.finish_reason, tools)


async def _streamed(arguments: Mapping[str, Any], prompt: str, stream: TextStream) -> Answer:
    begin = time.monotonic()
    response = await _call(arguments, prompt, stream=True, stream_options={"include_usage": True})
    has_content = False
    usage: tuple[int | None, int | None] = (None, None)
    finish: str | None = None
    try:
        async for chunk in response:
            usage = _usage(chunk) if getattr(chunk, "usage", None) else usage
            for choice in chunk.choices:
                piece = choice.delta.content or ""
                has_content |= bool(piece or getattr(choice.delta, "reasoning_content", None))
                finish = choice.finish_reason or finish
                if piece:
                    await stream.feed(piece)
    finally:
        await response.aclose()
    total = time.monotonic() - begin
    # litellm ends every stream with a finish reason of its own; this one is the provider's, or for
    # some providers just the end of the stream, which then comes without usage.
    received = getattr(response, "received_finish_reason", None)
    if not has_content and (received is None or usage == (None, None)):
        raise NoResponseError("the answer is empty: no text and no finish reason")
    return Answer("", stream.first_token_s, total, *usage, finish)


def _usage(response: Any) -> tuple[int | None, int | None]:
    """Prompt and completion tokens; litellm's 0 is no count."""
    usage = getattr(response, "usage", None)
    prompt = getattr(usage, "prompt_tokens", None) or None
    return prompt, getattr(usage, "completion_tokens", None) or None


def _is_json(text: object) -> bool:
    try:
        json.loads(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True
