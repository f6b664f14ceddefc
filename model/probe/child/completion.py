"""One request to the model: sent by litellm, and the parts of its answer."""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import litellm

from llm_tui.model.probe.child.answer_errors import (
    EmptyAnswerError,
    NoResponseError,
    NotStreamedError,
)
from llm_tui.model.probe.child.text_stream import TextStream
from llm_tui.model.probe.child.time_limit import time_limit
from llm_tui.model.probe.child.traffic import TRAFFIC, Reply
from llm_tui.model.probe.job import Job


class Answer(NamedTuple):
    """The parts of a model's answer."""

    response: Any
    """litellm's, with the tokens; of a streamed answer the part that has them, if one has."""
    first_token_s: float | None
    """Seconds from the start, like `total_s`; None if the answer came whole."""
    total_s: float
    finish_reason: str | None
    text: str = ""
    """Empty if it was streamed."""
    tools_called: tuple[str, ...] = ()
    """The names of the tools that were called with arguments that are JSON."""

    @property
    def tokens(self) -> tuple[int | None, int | None]:
        """Prompt and completion tokens; litellm's 0 is no count."""
        usage = getattr(self.response, "usage", None)
        prompt = getattr(usage, "prompt_tokens", None) or None
        return prompt, getattr(usage, "completion_tokens", None) or None


def complete(job: Job, arguments: Mapping[str, Any], stream: TextStream) -> Answer:
    """Send the prompt once. Raises what litellm raises, or one of `answer_errors`."""
    with time_limit(job.limit):
        if job.stream:
            return _streamed(arguments, job.prompt, stream)
        answer = _whole(arguments, job.prompt)
        stream.feed_whole(answer.text)
        return answer


def complete_with_tools(job: Job, prompt: str, tools: Sequence[Any]) -> Answer:
    """Send a prompt once, with tools to call. Raises like `complete`."""
    with time_limit(job.limit):
        return _whole({**job.request.arguments, "tools": tools}, prompt)


def _call(arguments: Mapping[str, Any], prompt: str, **more: Any) -> Any:
    messages = [{"role": "user", "content": prompt}]
    return litellm.completion(**{**arguments, **more, "messages": messages})


def _whole(arguments: Mapping[str, Any], prompt: str) -> Answer:
    begin = time.monotonic()
    response = _call(arguments, prompt)
    total = time.monotonic() - begin
    if not response.choices:
        raise NoResponseError("the answer has no choices")
    choice = response.choices[0]
    text = choice.message.content or ""
    calls = getattr(choice.message, "tool_calls", None) or ()
    reasoning = getattr(choice.message, "reasoning_content", None) or ""
    if not (text.strip() or calls or reasoning.strip()):
        raise EmptyAnswerError(f"the answer has no text; finish reason {choice.finish_reason}")
    tools = tuple(call.function.name for call in calls if _is_json(call.function.arguments))
    return Answer(response, None, total, choice.finish_reason, text, tools)


def _streamed(arguments: Mapping[str, Any], prompt: str, stream: TextStream) -> Answer:
    begin = time.monotonic()
    response = _call(arguments, prompt, stream=True, stream_options={"include_usage": True})
    has_content = False
    counted: Any = None
    finish: str | None = None
    for chunk in response:
        counted = chunk if getattr(chunk, "usage", None) else counted
        for choice in chunk.choices:
            piece = choice.delta.content or ""
            reasoning = getattr(choice.delta, "reasoning_content", None) or ""
            has_content = has_content or bool(piece.strip() or reasoning.strip())
            finish = choice.finish_reason or finish
            if piece:
                stream.feed(piece)
    total = time.monotonic() - begin
    if not has_content:
        if _is_whole(TRAFFIC.reply):
            raise NotStreamedError("the server ignores stream; without it the test may pass")
        # litellm ends every stream with a finish reason of its own; this one is the provider's.
        received = getattr(response, "received_finish_reason", None)
        if received is None:
            raise NoResponseError("the answer is empty: no text and no finish reason")
        raise EmptyAnswerError(f"the answer has no text; finish reason {received}")
    return Answer(counted, stream.first_token_s, total, finish)


def _is_whole(reply: Reply | None) -> bool:
    """Is an answer a single JSON value, rather than a stream of events?"""
    return reply is not None and reply.headers.get("content-type", "").startswith(_JSON)


_JSON = "application/json"


def _is_json(text: object) -> bool:
    try:
        json.loads(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True
