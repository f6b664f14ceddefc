"""The errors of providers, as they send them, are classified on the wire."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from llm_tui.model.dialects.openhands.request import completion_request
from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.job import Job
from tests.loopback.http import Received, Reply
from tests.loopback.openai import OpenAI
from tests.loopback.providers import KEY
from tests.loopback.server import serving
from tests.model.oracle import data
from tests.model.probing import NEWEST, ONCE, outcome

pytestmark = pytest.mark.asyncio(loop_scope="session")

RECORDED = data("provider_errors")
AWS = {
    "aws_access_key_id": "AKIALOOPBACK00000000",
    "aws_secret_access_key": "loop/SECRET/aws/0123456789abcdef",
    "aws_region_name": "eu-west-3",
}


class Refusing(OpenAI):
    """Answers everything with one error."""

    def __init__(self, status: int, body: object, headers: Mapping[str, str]) -> None:
        self._status, self._headers = status, dict(headers)
        self._type = "text/html" if isinstance(body, str) else "application/json"
        self._body = body if isinstance(body, str) else json.dumps(body)

    def answer(self, request: Received, text: str) -> Reply:
        return Reply([self._body.encode()], self._status, self._type, self._headers)


@pytest.fixture
def probe(shared_forkserver: None) -> Probe:
    """A probe on the forkserver of all tests."""
    return Probe({})


def section(model: str, url: str) -> dict[str, Any]:
    values = {
        "model": model,
        "base_url": url,
        "temperature": 0.0,
        "top_p": 1.0,
        "drop_params": True,
    }
    return values | (AWS if model.startswith("bedrock") else {"api_key": KEY})


@pytest.mark.parametrize("stream", [True, False], ids=["stream", "whole"])
@pytest.mark.parametrize("row", RECORDED, ids=[row["name"] for row in RECORDED])
async def test_an_error_is_of_the_class_that_its_body_says(
    probe: Probe, row: Any, stream: bool
) -> None:
    async with serving(Refusing(row["status"], row["body"], row["headers"])) as server:
        request = completion_request(section(row["model"], server.url), NEWEST)
        run, _ = await outcome(probe, Job(request, ONCE, "hello", 15, stream=stream))

    assert run.failure is not None
    assert run.failure.kind.value in row["kinds"], run.failure
    assert run.failure.status == row["status"]
    assert "litellm." not in run.failure.message
