"""A test on the litellm that OpenHands 0.62.0 pins, in an environment without anything of ours."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import AttemptFailed, Started
from llm_tui.model.probe.interpreter import Interpreter
from tests.loopback.openai import OpenAI
from tests.loopback.providers import CASES as PROVIDERS
from tests.loopback.server import serving
from tests.model.probing import job, outcome
from tests.model.recorded_wire import CASES, sent
from tests.servers.server import ENVIRONMENTS

pytestmark = pytest.mark.asyncio(loop_scope="session")

PYTHON = str(ENVIRONMENTS / "litellm" / "bin" / "python")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def pinned() -> AsyncIterator[Probe]:
    async with Probe({"HOME": "/nonexistent"}, Interpreter(PYTHON, is_named=True)) as probe:
        yield probe


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
async def test_the_requests_of_a_section_are_those_that_were_recorded(
    pinned: Probe, case: Any
) -> None:
    assert await sent(pinned, case) == case["requests"]


async def test_the_clients_own_retries_are_part_of_an_attempt_and_counted(pinned: Probe) -> None:
    async with serving(OpenAI(), "500", "500", "500") as server:
        run, events = await outcome(pinned, job(PROVIDERS[0], server))

    started = events[0]
    assert isinstance(started, Started)
    assert (started.litellm, started.python) == ("1.77.7", PYTHON)
    failed = events[-2]
    assert isinstance(failed, AttemptFailed)
    assert (failed.requests, len(server.received), len(run.attempts)) == (3, 3, 1)
