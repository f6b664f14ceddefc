"""llama.cpp's server: OpenAI's and Anthropic's formats, and answers full of control bytes."""

import pytest

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.client import Probe
from llm_tui.tui.text.test_report import run_lines
from tests.model.probing import as_sent
from tests.servers.asking import NOISE, WRONG_KEY, ask, control_characters, section

pytestmark = pytest.mark.asyncio(loop_scope="session")


streaming_and_not = pytest.mark.parametrize("stream", [True, False], ids=["stream", "whole"])
every_format = pytest.mark.parametrize(
    ("model", "path"),
    [("openai/noise", "/v1"), ("hosted_vllm/noise", "/v1"), ("anthropic/noise", "")],
)


@every_format
@streaming_and_not
async def test_it_answers(probe: Probe, llama: str, model: str, path: str, stream: bool) -> None:
    run, _ = await ask(probe, section(model, llama + path, more=NOISE), stream=stream)

    assert run.ok, run.failure
    assert run.last is not None
    assert run.last.success is not None
    # In a stream of Anthropic's format litellm does not always find the count of the prompt.
    assert run.last.success.prompt_tokens or (stream and model.startswith("anthropic/"))
    assert run.last.success.completion_tokens == 256
    assert run.last.success.finish_reason == "length"
    assert (run.last.success.first_token_s is not None) == stream


@every_format
@streaming_and_not
async def test_a_wrong_key_is_refused(
    probe: Probe, llama: str, model: str, path: str, stream: bool
) -> None:
    run, events = await ask(probe, section(model, llama + path, WRONG_KEY), stream=stream)

    assert run.failure is not None
    assert (run.failure.kind, run.failure.status) == (FailureKind.KEY_REFUSED, 401)
    assert run.failure.message == "Invalid API Key"
    assert "SECRET" not in as_sent(events)


@streaming_and_not
async def test_the_pane_spells_control_characters_out(
    probe: Probe, llama: str, stream: bool
) -> None:
    run, _ = await ask(probe, section("openai/noise", f"{llama}/v1", more=NOISE), stream=stream)

    assert run.last is not None
    assert control_characters(run.last.text)
    shown = "".join(line.text for line in run_lines(run, None))
    assert control_characters(shown) == set()
    assert "\n" not in shown
