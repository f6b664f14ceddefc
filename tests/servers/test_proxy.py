"""LiteLLM's proxy, as `litellm_proxy/MODEL` with base_url."""

import pytest

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.client import Probe
from tests.model.probing import as_sent
from tests.servers.asking import WRONG_KEY, ask, section

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXT = "Hello from behind the proxy."

streaming_and_not = pytest.mark.parametrize("stream", [True, False], ids=["stream", "whole"])


@streaming_and_not
@pytest.mark.parametrize(
    ("model", "path"),
    [
        ("litellm_proxy/answers", ""),
        ("litellm_proxy/answers", "/v1"),
        ("openai/answers", "/v1"),
    ],
)
async def test_it_answers(probe: Probe, proxy: str, model: str, path: str, stream: bool) -> None:
    run, _ = await ask(probe, section(model, proxy + path), stream=stream)

    assert run.ok, run.failure
    assert run.last is not None
    assert run.last.text == TEXT
    assert run.last.success is not None
    assert run.last.success.prompt_tokens
    assert run.last.success.completion_tokens
    assert (run.last.success.first_token_s is not None) == stream


# It streams no answer of its own to Anthropic's clients.
async def test_it_answers_in_anthropics_format(probe: Probe, proxy: str) -> None:
    run, _ = await ask(probe, section("anthropic/answers", proxy), stream=False)

    assert run.ok, run.failure
    assert run.last is not None
    assert run.last.text == TEXT


@streaming_and_not
@pytest.mark.parametrize("key", [WRONG_KEY, "no-prefix-SECRET9876543210"])
async def test_a_wrong_key_is_refused_and_in_no_event(
    probe: Probe, proxy: str, key: str, stream: bool
) -> None:
    text = section("litellm_proxy/answers", proxy, key)
    run, events = await ask(probe, text, stream=stream)

    assert run.failure is not None
    assert run.failure.kind is FailureKind.KEY_REFUSED, run.failure
    assert len(run.attempts) == 1
    assert "SECRET" not in as_sent(events)


@streaming_and_not
async def test_an_unknown_model_is_not_found(probe: Probe, proxy: str, stream: bool) -> None:
    run, _ = await ask(probe, section("litellm_proxy/nowhere", proxy), stream=stream)

    assert run.failure is not None
    assert run.failure.kind is FailureKind.MODEL_NOT_FOUND, run.failure
    assert "Invalid model name passed in model=nowhere" in run.failure.message
    assert len(run.attempts) == 1


@streaming_and_not
@pytest.mark.parametrize(
    ("model", "kind", "status"),
    [("limited", FailureKind.RATE_LIMITED, 429), ("fails", FailureKind.PROVIDER_FAULT, 500)],
)
async def test_a_failure_of_its_provider_is_classified_and_retried(
    probe: Probe, proxy: str, model: str, kind: FailureKind, status: int, stream: bool
) -> None:
    run, _ = await ask(probe, section(f"litellm_proxy/{model}", proxy), stream=stream)

    failures = [attempt.failure for attempt in run.attempts if attempt.failure]
    assert [(failure.kind, failure.status) for failure in failures] == [(kind, status)] * 2
    assert failures[0].message.startswith("this is a mock ")
