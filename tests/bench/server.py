"""A server of its own process; the prompt says what it answers."""

import asyncio
from dataclasses import replace

from tests.loopback.http import Received, Reply
from tests.loopback.openai import OpenAI
from tests.loopback.server import HUGE, serving

THINK = 0.25
"""Seconds until the first token."""


class Prompted(OpenAI):
    """`huge` is two megabytes as fast as they go, `talk` a word at a time for half a minute.

    Everything else is answered with a word after a while.
    """

    def answer(self, request: Received, text: str) -> Reply:
        prompt = request.json["messages"][0]["content"]
        if prompt == "huge":
            return super().answer(request, HUGE)
        if prompt == "talk":
            return replace(super().answer(request, "word " * 1500), pause=0.02)
        # Two pieces come before the first text is complete.
        return replace(super().answer(request, "Hello"), pause=THINK / 2)


async def main() -> None:
    """Serve until killed."""
    async with serving(Prompted()) as server:
        print(server.url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
