"""The time of a test through the probe, beside that of a bare call of litellm.

The server is a process of its own. For the first token it thinks as long as a quick model does:
what the probe adds is some milliseconds for every test, whatever the model.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import contextmanager

from llm_tui.model.probe.child.forkserver import CALM
from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import TextReceived
from llm_tui.model.probe.job import Job
from llm_tui.model.probe.run import Run
from tests.bench.measure import Result, interleaved_async
from tests.loopback.providers import CASES
from tests.loopback.server import HUGE
from tests.model.probing import job

CASE = CASES[0]
WARMUP = 0.6
"""Seconds that a worker is given to be ready, once it has been forked."""

MODEL, KEY = "openai/gpt-4o", "sk-bench"


@contextmanager
def server() -> Iterator[str]:
    """A server in a process of its own; gives its URL."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.server"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


async def bare(url: str, prompt: str) -> tuple[float, float]:
    """Milliseconds to the first token and to the end, without any of ours."""
    import litellm

    begin = time.perf_counter()
    first = 0.0
    answer = await litellm.acompletion(
        model=MODEL,
        api_key=KEY,
        base_url=f"{url}/v1",
        messages=[{"role": "user", "content": prompt}],
        stream=True,
        stream_options={"include_usage": True},
        max_retries=0,
    )
    pieces = []
    async for chunk in answer:
        piece = chunk.choices[0].delta.content if chunk.choices else None
        if piece:
            first = first or time.perf_counter() - begin
            pieces.append(piece)
    assert "".join(pieces)
    return first * 1000, (time.perf_counter() - begin) * 1000


async def probed(probe: Probe, test: Job) -> tuple[float, float]:
    """The same through the probe, as the screen does it, once a worker is there for it."""
    await asyncio.sleep(CALM + WARMUP)
    begin = time.perf_counter()
    first, run = 0.0, Run()
    worker = await probe.start(test)
    async for event in worker.events():
        if isinstance(event, TextReceived):
            first = first or time.perf_counter() - begin
        run = run.after(event)
    worker.cancel()
    assert run.ok, run.failure
    return first * 1000, (time.perf_counter() - begin) * 1000


async def results() -> AsyncIterator[Result]:
    """Measure both, in turns."""
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    with server() as url:
        async with Probe(dict(os.environ)) as probe:
            test = job(CASE, url)._replace(limit=60)

            async def until_first(prompt: str) -> list[float]:
                return await interleaved_async(
                    lambda: _first(probed(probe, test._replace(prompt=prompt))),
                    lambda: _first(bare(url, prompt)),
                )

            ours, beside = await until_first("think")
            yield Result("first token, warm, of a model that thinks 0.25 s", ours, beside, 1.1)
            ours, beside = await interleaved_async(
                lambda: _total(probed(probe, test._replace(prompt="huge"))),
                lambda: _total(bare(url, "huge")),
            )
            yield Result(f"answer of {len(HUGE) / 1e6:.0f} MB", ours, beside, 1.2)


async def _first(times: Awaitable[tuple[float, float]]) -> float:
    return (await times)[0]


async def _total(times: Awaitable[tuple[float, float]]) -> float:
    return (await times)[1]
