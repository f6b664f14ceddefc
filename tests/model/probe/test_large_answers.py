"""An answer without end, or one that unpacks to far more than was sent, is left in time."""

import gzip
import json

import pytest

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.client import Probe
from tests.loopback.http import Received, Reply
from tests.loopback.openai import OpenAI
from tests.loopback.providers import CASES
from tests.loopback.server import serving
from tests.model.probing import job, outcome

pytestmark = pytest.mark.asyncio(loop_scope="session")

CASE = next(case for case in CASES if case.name == "openai")
LONG = [b" " * 1_000_000] * 20


class Sending(OpenAI):
    """A server that sends the same, whatever it is asked."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def answer(self, request: Received, text: str) -> Reply:
        return self._reply


def events() -> Reply:
    chunk = {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": None}],
    }
    pieces = []
    for number in range(40):
        chunk["choices"] = [{"index": 0, "delta": {"content": f"{number} {'x' * 500_000}"}}]
        pieces.append(b"data: " + json.dumps(chunk).encode() + b"\n\n")
    return Reply(pieces, 200, "text/event-stream")


ANSWERS: dict[str, tuple[bool, Reply]] = {
    "a body": (False, Reply([b'{"id": "', *LONG])),
    "an error": (False, Reply(LONG, 400)),
    "a line of a stream": (True, Reply([b"data: ", *LONG], 200, "text/event-stream")),
    "a stream": (True, events()),
    "a packed body": (
        False,
        Reply([gzip.compress(b" " * 40_000_000, 1)], headers={"Content-Encoding": "gzip"}),
    ),
    "a packed error": (
        False,
        Reply([gzip.compress(b" " * 40_000_000, 1)], 500, headers={"Content-Encoding": "gzip"}),
    ),
}


@pytest.mark.parametrize(("stream", "reply"), ANSWERS.values(), ids=ANSWERS)
async def test_too_large_an_answer_is_a_failure_that_says_so(
    shared_forkserver: None, stream: bool, reply: Reply
) -> None:
    async with serving(Sending(reply)) as server:
        run, _ = await outcome(Probe({}), job(CASE, server, limit=100, stream=stream))

    assert run.failure is not None
    assert run.failure.kind is FailureKind.GARBLED
    assert run.failure.message == "the answer has more than 8 MB"
