"""A worker's rehearsal: the whole of a test, asked of a server of its own, told to nobody.

The first call builds what all others use, and a fork copies every page of memory when it is first
touched: both are done before there is somebody who waits.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

PIECES = 300
"""As many as a long answer has, so that its memory is there, too."""

Run = Callable[[Mapping[str, Any], "Nobody"], Awaitable[None]]


class Nobody:
    """Whom a rehearsal is told to."""

    def send(self, **event: Any) -> None:
        """Spell the event out, and forget it."""
        json.dumps(event).encode()

    async def flow(self) -> None:
        """Go on: nobody is slower than we are."""

    async def sleep(self, seconds: float) -> None:
        """Go on: nobody waits."""


async def rehearse(run: Run) -> None:
    """Run a test that costs nothing and leaves nothing behind; its failure is nobody's either."""
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with contextlib.suppress(Exception):
        await run(_job(f"http://127.0.0.1:{port}"), Nobody())
    server.close()


def _job(url: str) -> Mapping[str, Any]:
    return {
        "arguments": {"model": "openai/none", "api_key": "none", "base_url": url},
        "environment": {},
        "modify_params": False,
        "retry_policy": {
            "attempts": 1,
            "multiplier": 0,
            "shortest": 0,
            "longest": 0,
            "retried": [],
            "raises_temperature": False,
        },
        "prompt": "hello",
        "limit": 5,
        "stream": True,
        "prices": (None, None),
    }


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    said: dict[str, Any] = {"index": 0, "delta": {"content": "hello"}, "finish_reason": None}
    choices = [said] * PIECES + [{"index": 0, "delta": {}, "finish_reason": "stop"}]
    chunk = {"id": "0", "object": "chat.completion.chunk", "created": 0, "model": "none"}
    events = [f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n" for choice in choices]
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    writer.write((head + "".join(events) + "data: [DONE]\n\n").encode())
    await writer.drain()
    writer.close()
