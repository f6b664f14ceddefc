"""`llm-tui test` against servers on loopback."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from llm_tui.tui.main import main
from tests.loopback.openai import OpenAI
from tests.loopback.server import TEXT, Loopback, serving
from tests.tui.driver import LIMIT

PROGRAM = str(Path(sys.executable).with_name("llm-tui"))
KEY = "sk-loop-SECRET0123456789abcdef"


OURS = f"litellm {version('litellm')}"


class Outcome(NamedTuple):
    status: int | None
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def written(config: Path, server: Loopback, more: str = "") -> None:
    config.write_text(f"""\
[llm]
model = "openai/gpt-4o"
api_key = "{KEY}"
base_url = "{server.url}/v1"
num_retries = 2
retry_multiplier = 0
retry_min_wait = 0
{more}
[llm.mini]
model = "openai/gpt-4o-mini"
""")


async def started(config: Path, *words: str) -> asyncio.subprocess.Process:
    """The command as a process of its own."""
    return await asyncio.create_subprocess_exec(
        PROGRAM,
        "test",
        *words,
        "-f",
        str(config),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={"HOME": os.environ["HOME"]},
        limit=2**24,
    )


Run = Callable[..., Awaitable[Outcome]]


@pytest.fixture
def run(config: Path, capsys: pytest.CaptureFixture[str], shared_forkserver: None) -> Run:
    """Runs the command beside the loop of its server, on the forkserver of all tests."""

    async def run(*words: str) -> Outcome:
        status = await asyncio.to_thread(main, ["test", *words, "-f", str(config)])
        out, err = capsys.readouterr()
        assert KEY not in out + err
        return Outcome(status, out, err)

    return run


async def test_it_is_a_process_that_asks_and_ends_with_status_0(config: Path) -> None:
    async with serving(OpenAI()) as server:
        written(config, server)
        process = await started(config, "mini")
        out, err = await process.communicate()

    assert process.returncode == 0
    assert TEXT in out.decode()
    assert err == b""


async def test_a_section_that_answers_is_reported_with_its_answer_and_status_0(
    run: Run, config: Path
) -> None:
    async with serving(OpenAI()) as server:
        written(config, server)
        outcome = await run("mini", "--prompt", "ping")

    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0] == f"mini: openai/gpt-4o-mini, 2 attempts, wait 0 s, {OURS} of llm-tui"
    assert lines[1] == TEXT
    assert lines[2].startswith("1/2  ✓ done ")
    (request,) = server.received
    assert request.json["messages"] == [{"role": "user", "content": "ping"}]
    assert outcome.err == ""


async def test_one_failure_among_all_sections_is_status_1(run: Run, config: Path) -> None:
    async with serving(OpenAI(), "401 echo") as server:
        written(config, server)
        outcome = await run("--all")

    assert outcome.status == 1
    assert "1/2  ✗ 401 key refused" in outcome.out
    assert "→ Check api_key" in outcome.out
    assert TEXT in outcome.out


async def test_json_prints_each_event_in_a_line(run: Run, config: Path) -> None:
    async with serving(OpenAI(), "503") as server:
        written(config, server)
        outcome = await run("llm", "--json")

    assert outcome.status == 0
    kinds = [event["event"] for event in outcome.events]
    assert kinds == ["started", "attempt", "failed", "attempt", "text", "succeeded", "ended"] or (
        kinds.count("text") > 1
    )
    assert {event["section"] for event in outcome.events} == {"llm"}
    first, failed, last = outcome.events[0], outcome.events[2], outcome.events[-1]
    assert first == {
        "event": "started",
        "section": "llm",
        "model": "openai/gpt-4o",
        "attempts": 2,
        "litellm": version("litellm"),
        "python": None,
    }
    assert (failed["number"], failed["status"], failed["kind"]) == (1, 503, "provider fault")
    assert failed["retry_in"] == 0
    succeeded = outcome.events[-2]
    assert (succeeded["number"], succeeded["text"]) == (2, TEXT)
    assert {"first_token_s", "total_s", "prompt_tokens", "completion_tokens", "cost_usd"} <= set(
        succeeded
    )
    assert last == {"event": "ended", "section": "llm", "ok": True, "attempts": 2}


async def test_an_answer_is_streamed_only_if_that_is_asked_for(run: Run, config: Path) -> None:
    async with serving(OpenAI()) as server:
        written(config, server)
        await run("mini")
        streamed = await run("mini", "--stream")

    assert [request.json.get("stream") for request in server.received] == [None, True]
    assert "1/2  ✓ first token " in streamed.out


async def test_all_sections_are_asked_at_the_same_time(config: Path) -> None:
    async with serving(OpenAI(), "hang", "hang") as server:
        written(config, server)
        process = await started(config, "--all")
        async with asyncio.timeout(LIMIT):
            while len(server.received) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        process.send_signal(signal.SIGINT)
        await process.communicate()


async def test_several_sections_are_reported_in_their_order(run: Run, config: Path) -> None:
    async with serving(OpenAI(), "drip") as server:
        written(config, server)
        outcome = await run("mini", "llm", "--stream")

    names = [line.partition(":")[0] for line in outcome.out.splitlines() if "attempts" in line]
    assert names == ["mini", "llm"]


async def test_tools_asks_for_a_tool_call_too(run: Run, config: Path) -> None:
    async with serving(OpenAI()) as server:
        written(config, server)
        outcome = await run("llm", "--tools")

    assert outcome.status == 0
    assert "tool  ✓ called report_weather" in outcome.out


async def test_the_timeout_ends_an_attempt(run: Run, config: Path) -> None:
    async with serving(OpenAI(), "hang") as server:
        written(config, server)
        outcome = await run("llm", "--timeout", "0.5")

    assert outcome.status == 1
    assert "timed out" in outcome.out


async def test_a_mistake_known_beforehand_is_not_sent_unless_insisted_on(
    run: Run, config: Path
) -> None:
    async with serving(OpenAI()) as server:
        written(config, server, "[llm.odd]\n")
        text = config.read_text()
        url = f"{server.url}/v1"
        config.write_text(text.replace(url, f"{url}/chat/completions"))
        refused = await run("llm")
        assert server.received == []
        insisted = await run("llm", "--insist")

    assert refused.status == 1
    assert "not sent" in refused.out
    assert "--insist" in refused.out
    assert insisted.status == 0
    assert server.received[0].path == "/v1/chat/completions/chat/completions"


async def test_a_key_is_never_handed_to_another_company_without_insisting(
    run: Run, config: Path
) -> None:
    config.write_text(f'[llm]\nmodel = "hosted_vllm/qwen"\napi_key = "{KEY}"\n')
    outcome = await run("llm", "--json")

    assert outcome.status == 1
    assert "api.openai.com" in outcome.events[1]["message"]


async def test_control_characters_of_an_answer_are_not_printed(run: Run, config: Path) -> None:
    async with serving(OpenAI(), "text a\x1b[31mb\r\x9b2J\x07c\nd") as server:
        written(config, server)
        outcome = await run("llm")

    assert "a\\u001b[31mb\\r\\u009b2J\\u0007c\nd\n" in outcome.out


async def test_control_characters_are_escaped_in_json_too(run: Run, config: Path) -> None:
    wild = "a\x1b[31mb\r\x9b2J\x7fc\u202ed\nété 👋"
    async with serving(OpenAI(), f"text {wild}") as server:
        written(config, server)
        outcome = await run("llm", "--json")

    assert outcome.events[-2]["text"] == wild
    assert "été 👋" in outcome.out
    assert outcome.out.replace("\n", "").isprintable()


async def test_ctrl_c_ends_it_cleanly(config: Path) -> None:
    async with serving(OpenAI(), "hang") as server:
        written(config, server)
        process = await started(config, "llm", "--json")
        assert process.stdout is not None
        while b'"attempt"' not in await asyncio.wait_for(process.stdout.readline(), LIMIT):
            pass
        async with asyncio.timeout(LIMIT):
            while not server.received:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = await asyncio.wait_for(process.communicate(), LIMIT)
        await asyncio.wait_for(server.closed.wait(), LIMIT)

    assert process.returncode == 130
    assert err == b""


@pytest.mark.parametrize("words", [[], ["llm", "--all"]])
async def test_it_wants_sections_or_all(run: Run, config: Path, words: list[str]) -> None:
    config.write_text('[llm]\nmodel = "gpt-4o"\n')
    outcome = await run(*words)

    assert outcome.status == 2
    assert "name sections, or use --all" in outcome.err


async def test_a_section_that_is_not_there_is_refused_by_name(run: Run, config: Path) -> None:
    config.write_text('[llm]\nmodel = "gpt-4o"\n')
    outcome = await run("nope")

    assert outcome.status == 1
    assert "nope" in outcome.err


async def test_a_release_that_reads_no_section_is_not_tested_even_if_insisted_on(
    run: Run, config: Path
) -> None:
    async with serving(OpenAI()) as server:
        written(config, server)
        refused = await run("llm", "mini", "--release", "1.7.0", "--insist")

    assert (refused.status, server.received) == (1, [])
    assert refused.out.count("OpenHands 1.7.0 does not read [llm]. Export the sections") == 2
    assert "the test itself" not in refused.out
    assert "which is tested" not in refused.err
