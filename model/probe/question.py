"""One request to the model: sent by litellm, and its answer taken apart."""

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

import litellm

from llm_tui.model.probe.classify import EmptyAnswerError, NoResponseError, OwnLimitError

TOOL = "report_weather"
"""What the tool of the second step is called."""

_TOOLS = [
    {
        "type": "function",
        "function": {
            "name": TOOL,
            "description": "Report the weather in a city.",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}, "celsius": {"type": "number"}},
                "required": ["city", "celsius"],
            },
        },
    }
]
_TOOL_PROMPT = "It is 21 degrees Celsius in Lyon. Report it with the tool."


class Answer(NamedTuple):
    """What a model answered."""

    text: str
    """Empty where a listener has heard it."""
    first_token: float | None
    """Seconds from the start, like `total`."""
    total: float
    prompt_tokens: int | None
    completion_tokens: int | None
    finish_reason: str | None
    tool_call: str | None


class Listener(Protocol):
    """Whoever wants the text as it comes."""

    first_token: float | None

    async def text(self, piece: str) -> None:
        """Take in a piece of the answer."""


async def ask(job: Mapping[str, Any], arguments: dict[str, Any], listener: Listener) -> Answer:
    """Ask once. Raises what litellm raises, or one of `classify`'s own errors."""
    messages = [{"role": "user", "content": job["prompt"]}]
    limit = job["limit"]
    try:
        async with asyncio.timeout(limit) as timer:
            if job["stream"]:
                return await _ask_streaming(arguments, messages, listener)
            return await _ask_whole(arguments, messages, listener)
    except TimeoutError:
        if timer.expired():
            raise OwnLimitError(limit) from None
        raise


async def ask_for_tool(job: Mapping[str, Any], arguments: dict[str, Any]) -> Answer:
    """Ask for a tool call. Raises like `ask`."""
    messages = [{"role": "user", "content": _TOOL_PROMPT}]
    try:
        async with asyncio.timeout(job["limit"]):
            return await _ask_whole({**arguments, "tools": _TOOLS}, messages, None)
    except TimeoutError:
        raise OwnLimitError(job["limit"]) from None


async def _call(arguments: dict[str, Any], **more: Any) -> Any:
    # Every inner retry is off: one attempt is one request. Tools of the user's own servers are none
    # of a test's business, and looking for them needs a package that litellm does not bring.
    return await litellm.acompletion(
        **arguments, **more, num_retries=0, max_retries=0, _skip_mcp_handler=True
    )


async def _ask_whole(
    arguments: dict[str, Any], messages: list[Any], listener: Listener | None
) -> Answer:
    begin = time.monotonic()
    response = await _call(arguments, messages=messages)
    total = time.monotonic() - begin
    if not response.choices:
        raise NoResponseError("the answer has no choices")
    choice = response.choices[0]
    text = choice.message.content or ""
    if listener is not None and text:
        await listener.text(text)
    calls = getattr(choice.message, "tool_calls", None)
    call = _tool_call(calls)
    thought = getattr(choice.message, "reasoning_content", None)
    if not (text or calls or thought or choice.finish_reason == "length"):
        raise EmptyAnswerError("the answer has no text")
    return Answer(text, None, total, *_usage(response), choice.finish_reason, call)


async def _ask_streaming(
    arguments: dict[str, Any], messages: list[Any], listener: Listener
) -> Answer:
    begin = time.monotonic()
    response = await _call(
        arguments, messages=messages, stream=True, stream_options={"include_usage": True}
    )
    spoke = thought = False
    usage: tuple[int | None, int | None] = (None, None)
    finish: str | None = None
    try:
        async for chunk in response:
            usage = _usage(chunk) if getattr(chunk, "usage", None) else usage
            for choice in chunk.choices:
                piece = choice.delta.content or ""
                thought = thought or bool(getattr(choice.delta, "reasoning_content", None))
                finish = choice.finish_reason or finish
                if piece:
                    spoke = True
                    await listener.text(piece)
    finally:
        await response.aclose()
    total = time.monotonic() - begin
    # litellm ends every stream with a finish reason of its own; this one is the provider's, or for
    # some providers just the end of the stream, which then comes without usage.
    told = getattr(response, "received_finish_reason", None)
    if not spoke and not thought and (told is None or usage == (None, None)):
        raise NoResponseError("the answer is empty: no text and no finish reason")
    return Answer("", listener.first_token, total, *usage, finish, None)


def _usage(response: Any) -> tuple[int | None, int | None]:
    usage = getattr(response, "usage", None)
    counts = (getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens"))
    prompt, completion = (count or None for count in counts)
    return prompt, completion


def _tool_call(calls: Any) -> str | None:
    """The name of the tool that was called with arguments that are JSON."""
    for call in calls or ():
        try:
            json.loads(call.function.arguments)
        except (TypeError, ValueError):
            continue
        if call.function.name == TOOL:
            return TOOL
    return None
