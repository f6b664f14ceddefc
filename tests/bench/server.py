"""A provider in a process of its own; the prompt says what it answers."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.loopback.http import Received, Reply
from tests.loopback.openai import OpenAI
from tests.loopback.server import HUGE, serving

THINK = 0.25
"""Seconds until the first token."""
ANSWER = "Bonjour!"
REPEATED = "word word word"
"""In the answer to `huge`."""
TALK = "word 3 word 4"
"""In the answer to `talk`."""

_WORDS = "".join(f"word {number} " for number in range(1000))
"""litellm ends an answer that says the same again and again."""


class Prompted(OpenAI):
    """`huge` is two megabytes as fast as they go, `talk` a word at a time for half a minute.

    Everything else is answered with a word after a while.
    """

    def answer(self, request: Received, text: str) -> Reply:
        prompt = request.json["messages"][0]["content"]
        if prompt == "huge":
            return super().answer(request, HUGE)
        if prompt == "talk":
            return replace(super().answer(request, _WORDS), pause=0.02)
        # Two pieces come before the first text is complete.
        return replace(super().answer(request, ANSWER), pause=THINK / 2)


@contextmanager
def serving_process() -> Iterator[str]:
    """Start the server in a process of its own; yield its URL."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.server"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


async def main() -> None:
    """Serve until killed."""
    async with serving(Prompted()) as server:
        print(server.url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
