"""The warmup: a whole test against a server of its own, its events discarded.

The first call builds what all others use: the forkserver warms up. A fork copies every page of
memory when it is first touched: each worker warms up, too, before there is somebody who waits.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.probe.child.connection import Recipient
from llm_tui.model.probe.events import Message, encode
from llm_tui.model.probe.job import Job

PIECES = 300
"""As many as a long answer has, so that its memory is there, too."""

_ONCE = RetryPolicy(1, 0, 0, 0, (), raises_temperature=False)


class _Discarding:
    """A recipient that discards everything."""

    def send(self, message: Message) -> None:
        encode(message)

    async def drain(self) -> None:
        pass

    async def wait(self, seconds: float) -> None:
        pass


async def run_warmup(run: Callable[[Job, Recipient], Awaitable[None]]) -> None:
    """Run a test without cost or trace; its failure is ignored."""
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with contextlib.suppress(Exception):
        await run(_job(f"http://127.0.0.1:{port}"), _Discarding())
    server.close()


def _job(url: str) -> Job:
    arguments = {"model": "openai/none", "api_key": "none", "base_url": url}
    request = Request(arguments, absent={}, environment={}, modify_params=False)
    return Job(request, _ONCE, "hello", limit=5)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    piece: dict[str, Any] = {"index": 0, "delta": {"content": "hello"}, "finish_reason": None}
    choices = [piece] * PIECES + [{"index": 0, "delta": {}, "finish_reason": "stop"}]
    chunk = {"id": "0", "object": "chat.completion.chunk", "created": 0, "model": "none"}
    events = [f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n" for choice in choices]
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    writer.write((head + "".join(events) + "data: [DONE]\n\n").encode())
    await writer.drain()
    writer.close()
