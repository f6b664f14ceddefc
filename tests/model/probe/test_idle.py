"""The processes of the probe while nothing is tested."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from llm_tui.model.probe.child.time_limit import time_limit
from llm_tui.model.probe.client import Probe
from tests.loopback.openai import OpenAI
from tests.loopback.providers import CASES
from tests.loopback.server import serving
from tests.model.probing import job, outcome

LIMIT = 120.0


async def let_go(probe: Probe) -> None:
    async with asyncio.timeout(LIMIT):
        while probe.pid is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_they_are_let_go_when_idle_and_started_again() -> None:
    async with serving(OpenAI()) as server, Probe(dict(os.environ), idle=0.01) as probe:
        await outcome(probe, job(CASES[0], server))
        await let_go(probe)
        run, _ = await outcome(probe, job(CASES[0], server))

    assert run.ok


async def test_they_stay_while_a_test_runs() -> None:
    async with serving(OpenAI(), "hang") as server, Probe(dict(os.environ), idle=0.01) as probe:
        worker = await probe.start(job(CASES[0], server))
        async with asyncio.timeout(LIMIT):
            while not server.received:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert probe.pid is not None
        worker.cancel()
        await let_go(probe)


@pytest.fixture
def proxy() -> Iterator[socket.socket]:
    """A proxy that nobody should ask."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


async def test_the_warmup_does_not_go_through_the_users_proxy(
    proxy: socket.socket, tmp_path: Path
) -> None:
    address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
    variables = {"HTTP_PROXY": address, "http_proxy": address, "ALL_PROXY": address}
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **variables}
    async with Probe(environment) as probe:
        worker = await probe.start(job(CASES[0], "http://127.0.0.1:9", limit=1))
        # The worker has warmed up once it has taken the job, which goes through the proxy.
        with pytest.raises(BlockingIOError):
            proxy.accept()
        worker.cancel()


def test_a_time_limit_that_is_kept_leaves_no_alarm() -> None:
    with time_limit(0.05):
        pass

    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
