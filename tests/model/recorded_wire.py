"""HTTP requests that OpenHands 0.62.0 itself sent for sections, and those that a test sends."""

from typing import Any

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.plan import plan
from llm_tui.model.toml.keys import BASE
from tests.loopback.every import Every
from tests.loopback.http import Received
from tests.loopback.server import serving
from tests.model.oracle import data
from tests.model.probing import outcome

CASES = data("wire_requests")
"""`ours` holds the requests of our litellm where it differs, with what it changed."""


async def sent(probe: Probe, case: Any) -> list[Any]:
    """The requests that a test sends for the section of a case, as the records hold them."""
    async with serving(Every()) as server:
        text = f"[llm]\n{case['section'].replace('{u}', server.url)}\n"
        view = Resolution(Document(text.encode()), dialect("openhands", "0.62.0"), {})
        one = plan(view, BASE, {})
        once = one.retry_policy._replace(attempts=1)
        await outcome(probe, one.job("Say hello")._replace(retry_policy=once))
        return [_recorded(request, case) for request in (*server.lookups, *server.received)]


def _recorded(request: Received, case: Any) -> Any:
    names = {name for row in case["requests"] for name in row["headers"]}
    # The signature has the date in it.
    headers = {
        name: value.partition("/")[0] if value.startswith("AWS4") else value
        for name, value in request.headers.items()
        if name in names
    }
    return {
        "method": request.method,
        "target": request.target,
        "headers": headers,
        "body": request.json if request.body else "",
    }
