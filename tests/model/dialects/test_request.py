"""The call is the one that OpenHands would make, and what it leaves out is explained."""

from typing import Any

import pytest

from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.openhands.release import order, release
from llm_tui.model.dialects.openhands.request import completion_request, output_limit
from llm_tui.model.dialects.openhands.retries import retried_errors, retry_policy

NEWEST = release("0.62.0")
DEFAULTS = {field.name: field.default for field in NEWEST.fields.values()}
COMMON = {
    "api_key": "sk-x",
    "base_url": None,
    "api_version": None,
    "custom_llm_provider": None,
    "timeout": None,
    "drop_params": True,
    "seed": None,
    "aws_region_name": None,
}


def request(version: str = "0.62.0", **values: Any) -> Request:
    chosen = release(version)
    defaults = {field.name: field.default for field in chosen.fields.values()}
    return completion_request({**defaults, "api_key": "sk-x", **values}, chosen)


RECORDED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"model": "gpt-4o"}, {"temperature": 0.0, "max_completion_tokens": 16384, "top_p": 1.0}),
    ({"model": "o3"}, {"max_completion_tokens": 100000}),
    (
        {"model": "gpt-5-mini", "reasoning_effort": "low"},
        {"max_completion_tokens": 128000, "reasoning_effort": "low"},
    ),
    (
        {
            "model": "azure/gpt-4o",
            "base_url": "https://x.openai.azure.com",
            "api_version": "2024-12-01-preview",
        },
        {
            "base_url": "https://x.openai.azure.com",
            "api_version": "2024-12-01-preview",
            "temperature": 0.0,
            "top_p": 1.0,
            "max_tokens": 16384,
        },
    ),
    (
        {"model": "gemini/gemini-2.5-pro"},
        {
            "max_completion_tokens": 65535,
            "thinking": {"budget_tokens": 128},
            "allowed_openai_params": ["thinking"],
        },
    ),
    (
        {"model": "gemini/gemini-2.5-pro", "reasoning_effort": "high"},
        {"max_completion_tokens": 65535, "reasoning_effort": "high"},
    ),
    ({"model": "anthropic/claude-sonnet-4-5-20250929"}, {"max_completion_tokens": 64000}),
    (
        {"model": "anthropic/claude-opus-4-1-20250805"},
        {"temperature": 0.0, "max_completion_tokens": 32000, "thinking": {"type": "disabled"}},
    ),
    (
        {"model": "claude-sonnet-4-20250514"},
        {"temperature": 0.0, "max_completion_tokens": 64000, "top_p": 1.0},
    ),
    (
        {"model": "openhands/claude-sonnet-4-20250514", "base_url": "http://mine"},
        {
            "model": "litellm_proxy/claude-sonnet-4-20250514",
            "base_url": "https://llm-proxy.app.all-hands.dev/",
            "temperature": 0.0,
            "max_completion_tokens": 64000,
            "top_p": 1.0,
        },
    ),
    (
        {"model": "mistral/mistral-large-latest"},
        {"temperature": 0.0, "max_completion_tokens": 128000, "top_p": 1.0},
    ),
    (
        {"model": "ollama/qwen2.5-coder:32b", "base_url": "http://localhost:11434"},
        {
            "base_url": "http://localhost:11434",
            "temperature": 0.0,
            "max_completion_tokens": None,
            "top_p": 1.0,
        },
    ),
    (
        {"model": "litellm_proxy/foo", "base_url": "http://localhost:4000"},
        {
            "base_url": "http://localhost:4000",
            "temperature": 0.0,
            "max_completion_tokens": None,
            "top_p": 1.0,
        },
    ),
    (
        {
            "model": "bedrock/anthropic.claude-3-5-sonnet-20241022-v2:0",
            "aws_access_key_id": "AK",
            "aws_secret_access_key": "SK",
            "aws_region_name": "eu-west-3",
        },
        {
            "temperature": 0.0,
            "max_completion_tokens": 8192,
            "top_p": 1.0,
            "aws_region_name": "eu-west-3",
            "aws_access_key_id": "AK",
            "aws_secret_access_key": "SK",
        },
    ),
    (
        {"model": "gpt-4o", "api_key": ""},
        {"api_key": None, "temperature": 0.0, "max_completion_tokens": 16384, "top_p": 1.0},
    ),
]
"""Recorded from `LLM.__init__` of 0.62.0, whose litellm is 1.77.7."""


@pytest.mark.parametrize(
    ("values", "arguments"), RECORDED, ids=lambda value: str(value.get("model", ""))
)
def test_the_arguments_are_those_that_openhands_was_seen_to_pass(
    values: dict[str, Any], arguments: dict[str, Any]
) -> None:
    assert dict(request(**values).arguments) == {
        **COMMON,
        "model": values["model"],
        **arguments,
    }


def test_completion_kwargs_win_over_everything() -> None:
    found = request(model="gpt-4o", completion_kwargs={"temperature": 0.7, "stop": ["x"]})

    assert found.arguments["temperature"] == 0.7
    assert found.arguments["stop"] == ["x"]


def test_what_is_set_and_not_sent_has_a_reason() -> None:
    found = request(model="o3", ollama_base_url="http://x", safety_settings=[{"category": "c"}])

    assert found.absent["temperature"] == "o3 takes no temperature"
    assert found.absent["top_p"] == "o3 takes no top_p"
    assert "Never reaches the model" in found.absent["ollama_base_url"]
    assert "gemini and mistral" in found.absent["safety_settings"]


def test_older_releases_name_the_limit_otherwise() -> None:
    assert request("0.20.0", model="gpt-4o").arguments["max_tokens"] == 16384
    assert request("0.26.0", model="azure/gpt-4o").arguments["max_completion_tokens"] == 16384
    assert "temperature" in request("0.32.0", model="o3").arguments


@pytest.mark.parametrize(
    ("model", "limit"),
    [
        ("gpt-4o", 16384),
        ("openai/gpt-4o", 16384),
        ("openrouter/openai/gpt-4o", 4096),
        ("some_proxy/vendor/gpt-4o", 16384),
        ("ollama/llama3:8b", 8192),
        ("no-such-model", None),
    ],
)
def test_the_limit_is_found_with_and_without_the_provider(model: str, limit: int | None) -> None:
    assert output_limit(model) == limit


def test_the_variables_are_those_of_the_section() -> None:
    found = request(model="m", aws_region_name="eu-west-3", openrouter_app_name="Mine")

    assert found.environment["OR_APP_NAME"] == "Mine"
    assert found.environment["AWS_REGION_NAME"] == "eu-west-3"
    assert "AWS_ACCESS_KEY_ID" not in found.environment


def test_the_default_retry_policy_is_written_out() -> None:
    found = retry_policy(DEFAULTS, NEWEST)

    assert found.waits == [8.0, 16.0, 32.0, 64.0]
    assert str(found) == "5 attempts, waits 8 16 32 64 s = 2 min"


@pytest.mark.parametrize(
    ("attempts", "multiplier", "shortest", "longest", "waits"),
    [
        (8, 2, 15, 120, [15, 15, 15, 16, 32, 64, 120]),
        (4, 2, 5, 30, [5, 5, 8]),
        (3, 8, 100, 10, [100, 100]),
        (1, 8, 8, 64, []),
        (0, 8, 8, 64, []),
        (-1, 8, 8, 64, []),
    ],
)
def test_waits_grow_by_powers_of_two_between_their_bounds(
    attempts: int, multiplier: float, shortest: float, longest: float, waits: list[float]
) -> None:
    values = {
        "num_retries": attempts,
        "retry_multiplier": multiplier,
        "retry_min_wait": shortest,
        "retry_max_wait": longest,
    }

    assert retry_policy(values, NEWEST).waits == waits


def test_an_endless_retry_policy_is_cut_for_people() -> None:
    found = retry_policy({**DEFAULTS, "num_retries": 100000}, NEWEST)

    assert str(found).startswith("100000 attempts, waits 8 16 32 64 64 64 64 64 … s = 1777 h")


def test_what_is_retried_depends_on_the_release() -> None:
    assert retried_errors(release("0.25.0")) == ("RateLimitError",)
    assert "APIConnectionError" not in retried_errors(release("0.51.0"))
    assert "APIConnectionError" in retried_errors(NEWEST)
    assert "APIError" in retried_errors(release("0.20.0"))


@pytest.mark.parametrize(
    ("model", "since"),
    [
        ("gemini/gemini-3.1-pro-preview", "1.5.0"),
        ("claude-sonnet-4-6", "1.5.0"),
        ("moonshot/kimi-k2.5", "1.5.0"),
        ("openai/glm-4.7", "1.5.0"),
        ("ollama/GLM-5:cloud", "1.5.0"),
        ("gpt-5.1", "0.55.0"),
        ("claude-opus-4-6", None),
        ("gemini/gemini-3-pro-preview", None),
    ],
)
def test_each_model_is_one_that_reasons_from_its_release_on(model: str, since: str | None) -> None:
    for version in ("0.54.0", "0.55.0", "1.4.0", "1.5.0", "1.6.0"):
        reasons = since is not None and order(version) >= order(since)
        sent = request(version, model=model, reasoning_effort="low").arguments

        assert ("temperature" not in sent) is reasons
        assert sent.get("reasoning_effort") == ("low" if reasons else None)


@pytest.mark.parametrize(
    ("model", "since"),
    [
        ("claude-opus-4-1-20250805", "0.55.0"),
        ("anthropic/claude-opus-4-5-20251101", "1.0.0"),
        ("claude-sonnet-4-20250514", "1.0.0"),
        ("claude-opus-4-6", "1.5.0"),
    ],
)
def test_some_models_get_no_top_p_beside_a_temperature(model: str, since: str) -> None:
    for version in ("0.55.0", "0.62.0", "1.0.0", "1.5.0"):
        sent = request(version, model=model, top_p=0.3)

        assert ("top_p" in sent.arguments) is (order(version) < order(since))
        assert ("top_p" in sent.absent) is (order(version) >= order(since))


def test_a_bad_gateway_is_tried_again_from_1_1_on() -> None:
    for version in ("0.62.0", "1.0.0", "1.1.0", "1.6.0"):
        assert ("BadGatewayError" in release(version).rules.retried) is (version >= "1.1.0")
