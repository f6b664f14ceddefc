"""Every provider's own wire format, streaming and not, and all the ways in which it fails."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.catalogue.release_prices import release_prices
from llm_tui.model.catalogue.wire import wire_request
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptStarted,
    Ended,
    TextReceived,
)
from llm_tui.model.probe.job import Job
from llm_tui.model.probe.run import KEPT, Phase, Run
from tests.loopback.http import Received, Reply
from tests.loopback.openai import Azure, OpenAI
from tests.loopback.provider import TOKENS_IN, TOKENS_OUT
from tests.loopback.providers import CASES, KEY, Case
from tests.loopback.server import HUGE, TEXT, serving
from tests.model.probing import ONCE, as_sent, job, outcome, quickly

pytestmark = pytest.mark.asyncio(loop_scope="session")

BY_NAME = {case.name: case for case in CASES}
OPENAI = BY_NAME["openai"]
LIMIT = 120.0
"""Seconds after which a test gives up waiting for what never comes, also on a busy machine."""


every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
streaming_and_not = pytest.mark.parametrize("stream", [True, False], ids=["stream", "whole"])


@pytest.fixture
def probe(shared_forkserver: None) -> Probe:
    """A probe on the forkserver of all tests."""
    return Probe({})


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
    assert (run.last.success.first_token_s is not None) == stream
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
    "404": {FailureKind.WRONG_ADDRESS},
    "400": {FailureKind.PARAMETER_REFUSED},
    "500": {FailureKind.PROVIDER_FAULT},
    "503": {FailureKind.PROVIDER_FAULT},
    "reset": {FailureKind.UNREACHABLE},
    "cut": {FailureKind.UNREACHABLE},
    "malformed": {FailureKind.GARBLED, FailureKind.EMPTY},
    "empty": {FailureKind.EMPTY, FailureKind.GARBLED},
}


@every_case
@streaming_and_not
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_failure_is_classified_without_the_key_and_costs_one_request(
    probe: Probe, case: Case, stream: bool, fault: str
) -> None:
    async with serving(case.provider(), fault) as server:
        run, events = await outcome(probe, job(case, server, stream=stream))

    assert run.failure is not None
    assert run.failure.kind in FAULTS[fault], run.failure
    assert len(server.received) == 1
    assert run.failure.message
    assert "litellm" not in run.failure.message.partition("litellm.types")[0]
    assert "SECRET" not in as_sent(events)
    if fault.partition(" ")[0].isdecimal() and not (case.name == "bedrock" and fault == "500"):
        assert run.failure.status == int(fault.partition(" ")[0])


@streaming_and_not
async def test_a_server_that_never_answers_is_timed_out(probe: Probe, stream: bool) -> None:
    """Whichever client asks it, and without a second request."""

    async def timed_out(case: Case) -> tuple[FailureKind | None, int]:
        async with serving(case.provider(), "hang", "hang") as server:
            run, _ = await outcome(probe, job(case, server, limit=5, stream=stream))
        return run.failure.kind if run.failure else None, len(server.received)

    found = await asyncio.gather(*map(timed_out, CASES))

    assert {kind for kind, _ in found} == {FailureKind.TIMED_OUT}
    # On a busy machine the time may be over before the request is sent.
    assert max(requests for _, requests in found) == 1


# Quotes and lines, which litellm spells as Python does; and its own prefix, as its proxy sends it.
@every_case
@streaming_and_not
@pytest.mark.parametrize("prefix", ["", "litellm.RateLimitError: "], ids=["plain", "prefix"])
async def test_the_providers_words_are_reported_as_they_are(
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
async def test_what_litellms_proxy_calls_a_bad_request_is_classified_as_what_it_is(
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
    assert "SECRET" not in as_sent(events)
    assert "LOOPBACK0" not in as_sent(events)
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
    waits = [event.retry_in for event in events if isinstance(event, AttemptFailed)]
    assert waits == [0.05, 0.05]


async def test_attempts_end_when_they_are_used_up(probe: Probe) -> None:
    async with serving(OPENAI.provider(), *["503"] * 9) as server:
        run, events = await outcome(probe, job(OPENAI, server, quickly(3)))

    assert len(run.attempts) == len(server.received) == 3
    assert getattr(events[-2], "retry_in", 0) is None
    assert events[-1] == Ended(ok=False, attempts=3)


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
    async with serving(OPENAI.provider(), "503") as server, asyncio.timeout(LIMIT):
        worker = await probe.start(job(OPENAI, server, quickly(2, wait=10 * LIMIT)))
        run = Run()
        async for event in worker.events():
            run = run.after(event)
            if run.phase is Phase.WAITING:
                worker.skip_wait()
        worker.cancel()

    assert run.ok


@pytest.mark.parametrize("fault", ["hang", "drip"])
async def test_a_cancelled_test_closes_its_connection_at_once(probe: Probe, fault: str) -> None:
    async with serving(OPENAI.provider(), fault) as server:
        worker = await probe.start(job(OPENAI, server, stream=True))
        async for event in worker.events():
            if isinstance(event, AttemptStarted if fault == "hang" else TextReceived):
                break
        await wait_until(lambda: bool(server.received))
        worker.cancel()

        await asyncio.wait_for(server.closed.wait(), LIMIT)


async def test_the_limit_counts_the_whole_answer_not_each_piece(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "endless") as server:
        run, _ = await outcome(probe, job(OPENAI, server, limit=4, stream=True))

    assert run.failure is not None
    assert run.failure.kind is FailureKind.TIMED_OUT
    assert run.last is not None
    assert run.last.text.startswith("Hello")


async def test_an_answer_of_two_megabytes_arrives_whole(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "huge") as server:
        run, events = await outcome(probe, job(OPENAI, server, limit=60))

    assert "".join(event.text for event in events if isinstance(event, TextReceived)) == HUGE
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
    assert run.failure.kind is FailureKind.MODEL_NOT_FOUND
    assert server.received == []


async def test_a_worker_that_dies_is_a_failure_and_the_next_test_runs(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "hang") as server:
        worker = await probe.start(job(OPENAI, server))
        run = Run()
        async for event in worker.events():
            run = run.after(event)
            if isinstance(event, AttemptStarted):
                await wait_until(lambda: bool(server.received))
                os.kill(worker.pid or 0, 9)
        worker.cancel()
        assert run.failure is not None
        assert run.failure.kind is FailureKind.TEST_FAULT

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
    async with serving(OPENAI.provider(), *["hang"] * 4) as server:
        workers = [await probe.start(job(OPENAI, server, limit=LIMIT)) for _ in range(4)]
        await wait_until(lambda: len(server.received) == 4)
        for worker in workers:
            worker.cancel()


async def test_the_key_is_in_no_command_line_and_no_environment(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "hang") as server:
        worker = await probe.start(job(OPENAI, server))
        async for event in worker.events():
            if isinstance(event, AttemptStarted):
                break
        read = b""
        for pid in (probe.pid, worker.pid):
            read += Path(f"/proc/{pid}/cmdline").read_bytes()
            read += Path(f"/proc/{pid}/environ").read_bytes()
        worker.cancel()

    assert read
    assert KEY.encode() not in read


async def test_the_process_that_forks_has_one_thread(probe: Probe) -> None:
    """A fork takes one thread along, and the locks of all: the others' would never be released."""
    async with serving(OPENAI.provider()) as server:
        before = await threads_of_forkserver(probe)
        run, _ = await outcome(probe, job(OPENAI, server))
        after = await threads_of_forkserver(probe)

    assert run.ok
    assert (before, after) == (1, 1)


async def threads_of_forkserver(probe: Probe) -> int:
    probe.warm_up()
    assert probe._startup is not None
    await probe._startup
    return len(os.listdir(f"/proc/{probe.pid}/task"))


async def test_the_probe_ends_with_whoever_started_it() -> None:
    code = """
import asyncio, os
from llm_tui.model.probe.forkserver_process import Forkserver

async def main():
    forkserver = Forkserver(dict(os.environ))
    await forkserver.startup()
    print(forkserver.pid, flush=True)
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
    """Look again and again, until it can be given up."""
    async with asyncio.timeout(LIMIT):
        while not happened():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


async def test_a_retry_policy_of_one_attempt_has_no_wait(probe: Probe) -> None:
    async with serving(OPENAI.provider(), "503") as server:
        run, events = await outcome(probe, job(OPENAI, server, ONCE))

    assert len(run.attempts) == 1
    assert all(getattr(event, "retry_in", None) is None for event in events)


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
    wire = wire_request(request.arguments, "hello", stream=False)
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
    waits = [event.retry_in for event in events if isinstance(event, AttemptFailed)]
    assert len(waits) == 2
    assert all(wait is not None and 0 <= wait <= 0.05 for wait in waits)


async def test_a_name_that_only_the_programs_litellm_knows_is_sent_by_ours_too(
    probe: Probe,
) -> None:
    test = job(BY_NAME["anthropic"], "", settings={"model": "claude-3-5-sonnet-20241022"})
    async with serving(BY_NAME["anthropic"].provider()) as server:
        arguments = {**test.request.arguments, "base_url": server.url}
        request = test.request._replace(arguments=arguments, provider="anthropic")
        run, _ = await outcome(probe, test._replace(request=request))

    assert run.ok, run.failure
    assert server.received[0].json["model"] == "claude-3-5-sonnet-20241022"


class Priced(OpenAI):
    """Reports what an answer cost, and how much of the prompt was cached."""

    def __init__(self, usage: dict[str, object], headers: dict[str, str]) -> None:
        self._more, self._headers = usage, headers

    def answer(self, request: Received, text: str) -> Reply:
        whole = self._whole({"content": text})
        whole["usage"] = {**whole["usage"], **self._more}
        return replace(Reply.of_json(whole), headers=self._headers)


@pytest.mark.parametrize(
    ("usage", "headers", "prices", "cost"),
    [
        ({}, {}, (None, None), 19 * 2.5e-6 + 6 * 1e-5),
        ({"prompt_tokens_details": {"cached_tokens": 10}}, {}, (None, None), 9.5e-5),
        ({"cost": 0.25}, {}, (None, None), 0.25),
        ({}, {"x-litellm-response-cost": "0.5"}, (None, None), 0.5),
        ({"cost": 0.25}, {}, (1.0, 2.0), 19 * 1.0 + 6 * 2.0),
    ],
    ids=["table", "cached", "usage", "header", "own"],
)
async def test_an_answer_costs_what_it_reports_unless_the_section_has_prices(
    probe: Probe,
    usage: dict[str, object],
    headers: dict[str, str],
    prices: tuple[float | None, float | None],
    cost: float,
) -> None:
    async with serving(Priced(usage, headers)) as server:
        run, _ = await outcome(probe, job(OPENAI, server)._replace(prices=prices))

    assert run.last is not None
    assert run.last.success is not None, run.failure
    assert run.last.success.cost_usd == pytest.approx(cost)


async def test_a_model_that_our_table_no_longer_has_costs_what_the_releases_table_says(
    probe: Probe,
) -> None:
    """The cost that litellm 1.77.7 computes itself: 10 of 19 tokens cached, 6 answered."""
    usage: dict[str, object] = {"prompt_tokens_details": {"cached_tokens": 10}}
    async with serving(Priced(usage, {})) as server:
        test = job(OPENAI, server, settings={"model": "openai/o1-mini"})
        run, _ = await outcome(probe, test._replace(listed_prices=release_prices("openai/o1-mini")))
        unlisted, _ = await outcome(probe, test)

    assert run.last is not None
    assert run.last.success is not None, run.failure
    assert run.last.success.cost_usd == pytest.approx(9 * 1.1e-6 + 10 * 5.5e-7 + 6 * 4.4e-6)
    assert unlisted.last is not None
    assert unlisted.last.success is not None
    assert unlisted.last.success.cost_usd is None


class Blank(OpenAI):
    """Answers with a finish reason and blanks."""

    def answer(self, request: Received, text: str) -> Reply:
        return super().answer(request, " ")


@streaming_and_not
async def test_an_answer_with_nothing_in_it_is_a_failure_that_is_not_retried(
    probe: Probe, stream: bool
) -> None:
    async with serving(Blank()) as server:
        run, _ = await outcome(probe, job(OPENAI, server, quickly(3), stream=stream))

    assert not run.ok
    assert run.failure is not None
    assert run.failure.kind is FailureKind.EMPTY
    assert len(server.received) == 1


@every_case
async def test_the_sections_own_timeout_holds_for_every_provider(probe: Probe, case: Case) -> None:
    async with serving(case.provider(), "hang") as server:
        test = job(case, server, limit=LIMIT, settings={"timeout": 1})
        run, _ = await outcome(probe, test)

    assert run.failure is not None
    assert run.failure.kind is FailureKind.TIMED_OUT
    assert "of this test" not in run.failure.message


class Whole(OpenAI):
    """Answers whole, whether asked for pieces or not."""

    def answer(self, request: Received, text: str) -> Reply:
        return Reply.of_json(self._whole({"content": text}))


async def test_a_server_that_ignores_stream_passes_whole_and_is_named_as_that_in_pieces(
    probe: Probe,
) -> None:
    async with serving(Whole()) as server:
        whole, _ = await outcome(probe, job(OPENAI, server))
        pieces, _ = await outcome(probe, job(OPENAI, server, stream=True))

    assert whole.ok
    assert pieces.failure is not None
    assert pieces.failure.message == "the server ignores stream; without it the test may pass"
