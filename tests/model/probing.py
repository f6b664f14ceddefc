"""Running a test against a server on loopback, from a section's settings to the last event."""

from collections.abc import Mapping, Sequence
from typing import Any

from llm_tui.model.dialects.openhands.release import release
from llm_tui.model.dialects.openhands.request import completion_request
from llm_tui.model.dialects.openhands.retries import retried_errors
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import Event, encode
from llm_tui.model.probe.job import Job
from llm_tui.model.probe.run import Run
from tests.loopback.providers import Case
from tests.loopback.server import Loopback

NEWEST = release("0.62.0")
ONCE = RetryPolicy(1, 0, 0, 0, (), raises_temperature=True)


def quickly(attempts: int, wait: float = 0.05) -> RetryPolicy:
    """As many attempts as OpenHands would make, without its patience."""
    return RetryPolicy(attempts, 1, wait, wait, retried_errors(NEWEST), raises_temperature=True)


def job(
    case: Case,
    server: Loopback | str,
    retry_policy: RetryPolicy = ONCE,
    limit: float = 15,
    **options: Any,
) -> Job:
    """A test of a section of this kind against this server, or that at this address."""
    url = server if isinstance(server, str) else server.url
    settings: Mapping[str, Any] = case.section(url)
    request = completion_request({**settings, **options.pop("settings", {})}, NEWEST)
    return Job(request, retry_policy, "hello", limit, **options)


async def outcome(probe: Probe, test: Job) -> tuple[Run, list[Event]]:
    """Run a test, and return its last state and every event."""
    run, events = Run(), list[Event]()
    worker = await probe.start(test)
    async for event in worker.events():
        events.append(event)
        run = run.after(event)
    worker.cancel()
    return run, events


def as_sent(events: Sequence[Event]) -> str:
    """The events as the worker sends them."""
    return b"".join(map(encode, events)).decode()
