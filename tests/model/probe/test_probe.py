"""Every provider's own wire format, streaming and not, and all the ways in which it fails."""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.catalogue.wire import wire_request
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.probe.client import Job, Probe
from llm_tui.model.probe.run import KEPT, Phase, Run
from tests.loopback.http import Received, Reply
from tests.loopback.openai import Azure, OpenAI
from tests.loopback.provider import TOKENS_IN, TOKENS_OUT
from tests.loopback.providers import CASES, KEY, Case
from tests.loopback.server import HUGE, TEXT, serving
from tests.model.probing import ONCE, job, outcome, quickly

pytestmark = pytest.mark.asyncio(loop_scope="session")

BY_NAME = {case.name: case for case in CASES}
OPENAI = BY_NAME["openai"]

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
streaming_and_not = pytest.mark.parametrize("stream", [True, False], ids=["stream", "whole"])


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def probe() -> AsyncIterator[Probe]:
    """One probe for all tests: it takes seconds to start."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LLM_TUI_KEY": "env-secret"}
    async with Probe(environment) as probe:
        yield probe


@every_case
@streaming_and_not
async def test_a_provider_is_asked_in_its_own_format(
    probe: Probe, case: Case, stream: bool
) -> None:
    """With the key in its place, and as the curl line shows it."""
    async with serving(case.provider()) as server:
        test = job(case, server, stream=stream)
        run, _ = await outcome(probe, test)

    assert run.last is not None
    assert run.last.success is not None, run.failure
    assert run.last.text == TEXT
    assert run.last.success.prompt_tokens == TOKENS_IN
    assert run.last.success.completion_tokens == TOKENS_OUT
    assert (run.last.success.first_token is not None) == stream
    (received,) = server.received
    assert received.path == (case.streamed_path if stream and case.streamed_path else case.path)
    assert server.provider.key(received) == case.key
    wire = wire_request(test.request.arguments, "hello", stream=stream)
    if wire is not None:
        assert wire.url == server.url + received.target
        assert wire.body == received.json
        assert KEY not in wire.curl()


FAULTS = {
    "429": {FailureKind.RATE_LIMITED},
    "401 echo": {FailureKind.KEY_REFUSED},
    "404": {FailureKind.MODEL_NOT_FOUND},
    "400": {FailureKind.PARAMETER_REFUSED},
    "500": {FailureKind.PROVIDER_FAULT},
    "503": {FailureKind.PROVIDER_FAULT},
    "hang": {FailureKind.TIMED_OUT},
    "reset": {FailureKind.UNREACHABLE},
    "cut": {FailureKind.UNREACHABLE},
    "malformed": {FailureKind.GARBLED, FailureKind.EMPTY},
    "empty": {FailureKind.EMPTY, FailureKind.GARBLED},
}


@every_case
@streaming_and_not
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_failure_is_classed_told_without_the_key_and_costs_one_request(
    probe: Probe, case: Case, stream: bool, fault: str
) -> None:
    begin = time.monotonic()
    async with serving(case.provider(), fault) as server:
        # The first call to Bedrock imports its client, which counts.
        patience = 5 if case.name == "bedrock" else 0.5
        limit = patience if fault == "hang" else 15
        run, events = await outcome(probe, job(case, server, limit=limit, stream=stream))

    assert run.failure is not None
    assert run.failure.kind in FAULTS[fault], run.failure
    assert len(server.received) == 1
    assert run.failure.message
    assert "litellm" not in run.failure.message.partition("litellm.types")[0]
    assert "SECRET" not in json.dumps(events)
    # Retry-After says 7 seconds, and the OpenAI client would obey it.
    assert time.monotonic() - begin < 7
    if fault.partition(" ")[0].isdecimal() and not (case.name == "bedrock" and fault == "500"):
        assert run.failure.status == int(fault.partition(" ")[0])


# Quotes and lines, which litellm spells as Python does; and its own prefix, as its proxy sends it.
@every_case
@streaming_and_not
@pytest.mark.parametrize("prefix", ["", "litellm.RateLimitError: "], ids=["plain", "prefix"])
async def test_the_providers_words_are_told_as_they_are(
    probe: Probe, case: Case, stream: bool, prefix: str
) -> None:
    words = f"""429 says {prefix}It's "full":\n\nsee {{this}}"""
    async with serving(case.provider(), words) as server:
        run, _ = await outcome(probe, job(case, server, stream=stream))

    assert run.failure is not None
    assert run.failure.message == """It's "full": see {this}"""


@streaming_and_not
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("No connected db.", FailureKind.KEY_REFUSED),
        ("/chat/completions: Invalid model name passed in model=m.", FailureKind.MODEL_NOT_FOUND),
    ],
)
async def test_what_litellms_proxy_calls_a_bad_request_is_told_as_what_it_is(
    probe: Probe, words: str, kind: FailureKind, stream: bool
) -> None:
    case = BY_NAME["litellm_proxy"]
    async with serving(case.provider(), f"400 says {words}") as server:
        run, _ = await outcome(probe, job(case, server, stream=stream))

    assert run.failure is not None
    assert (run.failure.kind, run.failure.status) == (kind, 400)
    assert run.failure.message == words


@every_case
async def test_a_key_that_the_answer_echoes_is_cut_out_of_it(probe: Probe, case: Case) -> None:
    async with serving(case.provider(), "echo") as server:
        run, events = await outcome(probe, job(case, server))

    assert run.ok
    assert "SECRET" not in json.dumps(events)
    assert "LOOPBACK0" not in json.dumps(events)
    assert run.last is not None
    assert run.last.text.startswith("Your key is ")
    assert run.last.text.endswith(" indeed.")


# litellm sends no tools to Ollama's generate.
@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name != "ollama"], ids=lambda case: case.name
)
async def test_a_tool_call_is_judged(probe: Probe, case: Case) -> None:
    async with serving(case.provider()) as server:
        run, _ = await outcome(probe, job(case, server, tools=True))

    assert run.ok, run.failure
    assert run.tool_step is not None
    assert run.tool_step.success is not None
    assert run.tool_step.success.tool_call == "report_weather"


class Talkative(OpenAI):
    """Answers in words, whatever it is offered."""

    def answer(self, request: Received, text: str) -> Reply:
        asked = {key: value for key, value in request.json.items() if key != "tools"}
        return super().answer(replace(request, body=json.dumps(asked).encode()), text)


async def test_an_answer_in_words_is_no_tool_call(probe: Probe) -> None:
    async with serving(Talkative()) as server:
        run, _ = await outcome(probe, job(OPENAI, server, tools=True))

    assert not run.ok
    assert run.failure is not None
    assert run.failure.kind is FailureKind.NO_TOOL_CALL
    assert TEXT in run.failure.message


async def test_attempts_go_on_until_one_succeeds(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "429", "503") as server:
        run, events = await outcome(probe, job(OPENAI, server, quickly(5)))

    kinds = [attempt.failure.kind for attempt in run.attempts if attempt.failure]
    assert kinds == [FailureKind.RATE_LIMITED, FailureKind.PROVIDER_FAULT]
    assert run.ok
    assert len(server.received) == 3
    waits = [event["retry_in"] for event in events if event["event"] == "failed"]
    assert waits == [0.05, 0.05]


async def test_attempts_end_when_they_are_used_up(probe: Probe) -> None:
    async with serving(OPENAI.provider(), *["503"] * 9) as server:
        run, events = await outcome(probe, job(OPENAI, server, quickly(3)))

    assert len(run.attempts) == len(server.received) == 3
    assert events[-2].get("retry_in") is None
    assert events[-1] == {"event": "ended", "ok": False, "attempts": 3}


@pytest.mark.parametrize("fault", ["401", "404", "400", "502"])
async def test_what_openhands_does_not_retry_is_not_retried(probe: Probe, fault: str) -> None:
    async with serving(OPENAI.provider(), *[fault] * 3) as server:
        run, _ = await outcome(probe, job(OPENAI, server, quickly(3)))

    assert len(run.attempts) == len(server.received) == 1


async def test_an_empty_answer_at_temperature_0_is_tried_again_at_1(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "empty") as server:
        run, _ = await outcome(probe, job(OPENAI, server, quickly(3)))

    assert run.ok
    assert [request.json["temperature"] for request in server.received] == [0.0, 1.0]


async def test_a_wait_can_be_skipped(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "503") as server:
        test = await probe.start(job(OPENAI, server, quickly(2, wait=60)))
        begin = time.monotonic()
        run = Run()
        async for event in test.events():
            run = run.after(event)
            if run.phase is Phase.WAITING:
                test.skip_wait()

    assert run.ok
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize("fault", ["hang", "drip"])
async def test_a_cancelled_test_closes_its_connection_at_once(probe: Probe, fault: str) -> None:
    async with serving(OPENAI.provider(), fault) as server:
        test = await probe.start(job(OPENAI, server))
        async for event in test.events():
            if event["event"] == ("attempt" if fault == "hang" else "text"):
                break
        await wait_until(lambda: bool(server.received))
        test.cancel()

        await asyncio.wait_for(server.closed.wait(), 5)


async def test_the_limit_counts_the_whole_answer_not_each_piece(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "drip") as server:
        run, _ = await outcome(probe, job(OPENAI, server, limit=1))

    assert run.failure is not None
    assert run.failure.kind is FailureKind.TIMED_OUT
    assert run.last is not None
    assert run.last.text.startswith("Hello")


async def test_an_answer_of_two_megabytes_arrives_whole(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "huge") as server:
        run, events = await outcome(probe, job(OPENAI, server, limit=60))

    assert "".join(event["text"] for event in events if event["event"] == "text") == HUGE
    assert run.last is not None
    assert (run.last.text, run.last.length) == (HUGE[:KEPT], len(HUGE))


async def test_a_dead_port_is_unreachable_and_retried_as_openhands_does(probe: Probe) -> None:
    async with serving(OPENAI.provider()) as server:
        test = job(OPENAI, server, quickly(2))
    run, _ = await outcome(probe, test)

    assert [a.failure.kind for a in run.attempts if a.failure] == [FailureKind.UNREACHABLE] * 2


async def test_a_model_without_a_provider_is_never_sent(probe: Probe) -> None:
    async with serving(OPENAI.provider()) as server:
        settings = {"model": "no-such-model-anywhere"}
        run, _ = await outcome(probe, job(OPENAI, server, settings=settings))

    assert run.failure is not None
    assert run.failure.kind is FailureKind.NO_PROVIDER
    assert server.received == []


async def test_a_worker_that_dies_is_a_failure_and_the_next_test_runs(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "hang") as server:
        test = await probe.start(job(OPENAI, server))
        run = Run()
        async for event in test.events():
            run = run.after(event)
            if event["event"] == "attempt":
                await wait_until(lambda: bool(server.received))
                os.kill(test._pid or 0, 9)
        assert run.failure is not None
        assert run.failure.kind is FailureKind.BROKEN

        run, _ = await outcome(probe, job(OPENAI, server))
        assert run.ok


async def test_one_sections_variables_never_reach_anothers_test(probe: Probe) -> None:
    router = BY_NAME["openrouter"]
    async with serving(router.provider()) as server:
        await outcome(probe, job(router, server))
        other = {"openrouter_site_url": None, "openrouter_app_name": "Other"}
        await outcome(probe, job(router, server, settings=other))

    first, second = (request.headers for request in server.received)
    assert (first["http-referer"], first["x-title"]) == ("https://site.example", "My app")
    assert second["x-title"] == "Other"
    assert second.get("http-referer") != "https://site.example"


async def test_tests_run_beside_each_other(probe: Probe) -> None:
    async with serving(OPENAI.provider(), *["drip"] * 4) as server:
        begin = time.monotonic()
        tests = [outcome(probe, job(OPENAI, server)) for _ in range(4)]
        runs = await asyncio.gather(*tests)

    assert all(run.ok for run, _ in runs)
    # One after the other they would take four times 2.4 seconds.
    assert time.monotonic() - begin < 8


async def test_the_key_is_in_no_command_line_and_no_environment(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "hang") as server:
        test = await probe.start(job(OPENAI, server))
        async for event in test.events():
            if event["event"] == "attempt":
                break
        told = b""
        for pid in (probe.pid, test._pid):
            told += Path(f"/proc/{pid}/cmdline").read_bytes()
            told += Path(f"/proc/{pid}/environ").read_bytes()
        test.cancel()

    assert told
    assert KEY.encode() not in told


async def test_the_probe_ends_with_whoever_started_it() -> None:
    code = """
import asyncio, os
from llm_tui.model.probe.client import Probe

async def main():
    probe = Probe(dict(os.environ))
    probe.warm_up()
    await probe._ready
    print(probe.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    pid = int(await process.stdout.readline())
    process.kill()
    await process.wait()
    await wait_until(lambda: _state(pid) == "Z")


async def wait_until(happened: Callable[[], bool]) -> None:
    """Look again and again, for five seconds at most."""
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


async def test_a_ladder_of_one_attempt_has_no_wait(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "503") as server:
        run, events = await outcome(probe, job(OPENAI, server, ONCE))

    assert len(run.attempts) == 1
    assert all(event.get("retry_in") is None for event in events)


@pytest.mark.parametrize(
    ("settings", "base", "provider", "path"),
    [
        ({"model": "Qwen/Qwen3-8B"}, "/v1", OpenAI, "/v1/chat/completions"),
        ({"model": "o3-mini"}, "/v1", OpenAI, "/v1/chat/completions"),
        (
            {"model": "gpt-4o", "api_type": "azure", "api_version": "2024-10-21"},
            "/openai/deployments/gpt-4o",
            Azure,
            "/openai/deployments/gpt-4o/chat/completions",
        ),
    ],
    ids=["openai", "reasoning", "azure"],
)
async def test_a_section_of_openmanus_is_asked_as_openmanus_asks(
    probe: Probe,
    settings: dict[str, str],
    base: str,
    provider: type[OpenAI],
    path: str,
) -> None:
    async with serving(provider()) as server:
        values = {"api_key": KEY, "base_url": server.url + base, "max_tokens": 7, **settings}
        request = dialect("openmanus").request({"temperature": 0.5, **values})
        run, _ = await outcome(probe, Job(request, ONCE, "hello", 15))

    assert run.last is not None
    assert run.last.success is not None, run.failure
    (received,) = server.received
    assert received.path == path
    assert received.json["model"] == settings["model"]
    limit = "max_completion_tokens" if settings["model"] == "o3-mini" else "max_tokens"
    assert received.json[limit] == 7
    assert ("temperature" in received.json) == (limit == "max_tokens")
    wire = wire_request(request.arguments, "hello", stream=True)
    assert wire is not None
    assert wire.url == server.url + received.target
    assert wire.body == received.json


async def test_random_waits_are_within_their_bounds(probe: Probe) -> None:
    retry_policy = RetryPolicy(
        3, 1, 0.01, 0.05, ("Exception",), raises_temperature=False, random=True
    )
    async with serving(OpenAI(), "400", "400") as server:
        values = {"model": "m", "api_key": KEY, "base_url": server.url}
        request = dialect("generic").request(values)
        run, events = await outcome(probe, Job(request, retry_policy, "hello", 15))

    assert run.ok
    waits = [event["retry_in"] for event in events if event["event"] == "failed"]
    assert len(waits) == 2
    assert all(0 <= wait <= 0.05 for wait in waits)
