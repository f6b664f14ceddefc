"""Testing a section: what it costs the screen, and what the probe adds to litellm."""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median

from llm_tui.model.probe.child.forkserver import CALM
from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import TextReceived
from llm_tui.model.probe.job import Job
from llm_tui.model.probe.run import Run
from tests.bench.measure import Samples, in_turns, interleaved_async
from tests.bench.process import megabytes
from tests.bench.programs import LARGE, LLM_TUI, MINIMAL, opened
from tests.bench.report import Figure
from tests.bench.running import Running
from tests.bench.screen import CLEAR, DOWN, ENTER, STREAM, TAB, TEST, UP, title
from tests.bench.server import ANSWER, REPEATED, TALK, serving_process
from tests.loopback.providers import CASES
from tests.model.probing import job

MODEL, KEY = "openai/gpt-4o", "sk-sample"
QUIET = 1.0
"""Seconds in which a long answer has been shown."""
WARMUP = 0.6
"""Seconds that a worker is given to be ready, once it has been forked."""


SECTIONS = 12


def config(url: str) -> str:
    """Return a base that is answered at this address, and sections that inherit from it."""
    named = "".join(f'\n[llm.s{number}]\nmodel = "{MODEL}"\n' for number in range(SECTIONS))
    return f'[llm]\nmodel = "{MODEL}"\napi_key = "{KEY}"\nbase_url = "{url}/v1"\n{named}'


def figures(rounds: int) -> Iterator[Figure]:
    """Measure the screen from outside, the probe in this process."""
    with serving_process() as url:
        found = in_turns(
            (rounds + 1) // 2, ours=partial(_visit, config(url)), minimal=_visit_minimal
        )
        ours, minimal = found["ours"], found["minimal"]
        beside = median(minimal["memory"])
        yield Figure("memory before a test", median(ours["before"]), beside)
        yield Figure("memory after a test", median(ours["after"]), beside)
        huge = median(ours["after huge"]), median(ours["before huge"])
        yield Figure("memory after an answer of 2 MB", *huge)
        slowest = median(ours["during"]), median(ours["usual"])
        yield Figure("slowest key while an answer streams", *slowest)
        yield from asyncio.run(_probe_figures(url, rounds))


def _visit(text: str) -> Samples:
    found = {}
    with _opened(text) as running:
        _slowest(running)
        found["before"] = [megabytes(running.pid)]
        _ask(running, "", ANSWER)
        found["after"] = [megabytes(running.pid)]
    with _opened(text) as running:
        _slowest(running)
        found["before huge"] = [megabytes(running.pid)]
        _ask(running, "huge", REPEATED)
        found["after huge"] = [megabytes(running.pid)]
    with _opened(text) as running:
        # With the same pane, once litellm is imported.
        _ask(running, "", ANSWER)
        running.press(STREAM + TAB)
        _slowest(running)
        found["usual"] = [_slowest(running)]
        _ask(running, "talk", TALK, quiet=False)
        running.type(TAB)
        found["during"] = [_slowest(running)]
    return found


def _visit_minimal() -> Samples:
    with opened(MINIMAL, LARGE) as running:
        running.started(MINIMAL.shows)
        return {"memory": [megabytes(running.pid)]}


@contextmanager
def _opened(text: str) -> Iterator[Running]:
    with opened(LLM_TUI, LARGE, text) as running:
        running.started(MODEL)
        running.press(DOWN)
        yield running


def _ask(running: Running, prompt: str, answer: str, *, quiet: bool = True) -> None:
    """Test the first named section, until the beginning of the answer is there, or all of it."""
    running.press(TEST)
    running.type((CLEAR + prompt if prompt else "") + ENTER)
    running.wait_for(answer)
    if quiet:
        running.until_quiet(QUIET)


def _slowest(running: Running) -> float:
    """Return the ms of the slowest of the keys that go through all sections and back."""
    times = []
    down, up = range(1, SECTIONS), reversed(range(SECTIONS - 1))
    for key, numbers in ((DOWN, down), (UP, up)):
        for number in numbers:
            begun = running.type(key)
            times.append((running.wait_for(title(f"s{number}")) - begun) * 1000)
    return max(times)


async def _probe_figures(url: str, rounds: int) -> list[Figure]:
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    async with Probe(dict(os.environ)) as probe:
        test = job(CASES[0], url)._replace(limit=60)

        async def compared(prompt: str, index: int) -> list[float]:
            async def ours() -> float:
                return (await _probed(probe, test._replace(prompt=prompt)))[index]

            async def alone() -> float:
                return (await _alone(url, prompt))[index]

            return await interleaved_async(rounds, ours, alone)

        first_token, whole = await compared("think", 0), await compared("huge", 1)
    return [
        Figure("first token, warm, of a model that thinks 0.25 s", *first_token),
        Figure("an answer of 2 MB", *whole),
    ]


async def _alone(url: str, prompt: str) -> tuple[float, float]:
    """Return the ms to the first token and to the end, without any of ours."""
    import litellm

    begun = time.perf_counter()
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
    async for chunk in answer:
        if chunk.choices and chunk.choices[0].delta.content:
            first = first or time.perf_counter() - begun
    assert first
    return first * 1000, (time.perf_counter() - begun) * 1000


async def _probed(probe: Probe, test: Job) -> tuple[float, float]:
    """Return the same through the probe, once a worker is there for it, as on the screen."""
    await asyncio.sleep(CALM + WARMUP)
    begun = time.perf_counter()
    first, run = 0.0, Run()
    worker = await probe.start(test)
    async for event in worker.events():
        if isinstance(event, TextReceived):
            first = first or time.perf_counter() - begun
        run = run.after(event)
    worker.cancel()
    assert run.ok, run.failure
    return first * 1000, (time.perf_counter() - begun) * 1000
