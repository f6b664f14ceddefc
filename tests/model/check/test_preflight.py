"""Mistakes are found before anything is sent."""

from typing import Any

import pytest

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.check.finding import Finding, Weight
from llm_tui.model.check.preflight import findings
from llm_tui.model.dialects.openhands.release import release
from llm_tui.model.dialects.openhands.request import completion_request

NEWEST = release("0.62.0")
DEFAULTS = {field.name: field.default for field in NEWEST.fields.values()}


def found(environment: dict[str, str] | None = None, **values: Any) -> list[Finding]:
    effective = {**DEFAULTS, "api_key": "sk-x", **values}
    request = completion_request(effective, NEWEST)
    everything = findings(request, environment or {}, "OpenHands")
    return [finding for finding in everything if finding.weight is not Weight.NOTE]


MISTAKES: list[tuple[dict[str, Any], FailureKind, str]] = [
    ({"model": "gpt-4o", "api_key": ""}, FailureKind.KEY_MISSING, "$OPENAI_API_KEY"),
    ({"model": "groq/x", "api_key": None}, FailureKind.KEY_MISSING, "$GROQ_API_KEY"),
    ({"model": "gpt-4o", "api_key": "sk x\n"}, FailureKind.KEY_REFUSED, "again"),
    (
        {"model": "gpt-4o", "base_url": "localhost:8000"},
        FailureKind.UNREACHABLE,
        "http://localhost:8000",
    ),
    ({"model": "gpt-4o", "base_url": "http://[h"}, FailureKind.UNREACHABLE, "host can't be read"),
    ({"model": "gpt-4o", "base_url": "http://h/v1?x=1"}, FailureKind.UNREACHABLE, "query"),
    (
        {"model": "openai/m", "base_url": "http://h/v1/chat/completions"},
        FailureKind.MODEL_NOT_FOUND,
        "Write http://h/v1",
    ),
    (
        {"model": "anthropic/m", "base_url": "https://h/v1/messages/"},
        FailureKind.MODEL_NOT_FOUND,
        "Write https://h",
    ),
    (
        {"model": "anthropic/m", "base_url": "https://h/v1"},
        FailureKind.MODEL_NOT_FOUND,
        "Write https://h",
    ),
    (
        {"model": "ollama/m", "base_url": "http://h:11434/v1"},
        FailureKind.MODEL_NOT_FOUND,
        "without",
    ),
    (
        {"model": "ollama/m", "base_url": "http://h/api/generate"},
        FailureKind.MODEL_NOT_FOUND,
        "http://h",
    ),
    ({"model": "azure/m"}, FailureKind.UNREACHABLE, "needs a base_url"),
    ({"model": "gpt-4o", "timeout": 0}, FailureKind.TIMED_OUT, "Unset timeout"),
]


@pytest.mark.parametrize(("values", "kind", "words"), MISTAKES)
def test_a_mistake_is_reported_with_its_advised_fix(
    values: dict[str, Any], kind: FailureKind, words: str
) -> None:
    (finding,) = found(**values)

    assert finding.kind is kind
    assert words in f"{finding.message} {finding.advice}"


@pytest.mark.parametrize("provider", ["litellm_proxy", "hosted_vllm", "lm_studio"])
def test_a_key_that_would_go_to_another_company_is_a_danger(provider: str) -> None:
    (finding,) = found(model=f"{provider}/m")

    assert finding.weight is Weight.DANGER
    assert "api.openai.com" in finding.message


def test_a_variable_may_hold_what_the_section_does_not() -> None:
    assert found({"OPENAI_API_KEY": "sk-env"}, model="gpt-4o", api_key="") == []
    assert found({"LITELLM_PROXY_API_BASE": "http://h"}, model="litellm_proxy/m") == []


@pytest.mark.parametrize(
    "values",
    [
        {"model": "openai/m", "base_url": "http://localhost:8000/v1"},
        {"model": "anthropic/m", "base_url": "https://api.anthropic.com"},
        {"model": "ollama/m", "base_url": "http://localhost:11434", "api_key": None},
        {"model": "my-model", "custom_llm_provider": "openai", "base_url": "http://h/v1"},
        {"model": "bedrock/m", "api_key": None},
        {"model": "unheard-of", "api_key": None},
    ],
)
def test_nothing_is_said_of_what_is_right_or_not_known(values: dict[str, Any]) -> None:
    assert found(**values) == []


def test_hidden_retries_of_the_openai_client_are_noted() -> None:
    effective = {**DEFAULTS, "model": "gpt-4o", "api_key": "k"}
    notes = findings(completion_request(effective, NEWEST), {}, "OpenHands")

    assert any("up to 3 requests" in note.message for note in notes)


def test_the_most_severe_finding_comes_first() -> None:
    effective = {**DEFAULTS, "model": "litellm_proxy/m", "timeout": 0}
    everything = findings(completion_request(effective, NEWEST), {}, "OpenHands")

    weights = [finding.weight for finding in everything]
    assert weights == [Weight.DANGER, Weight.MISTAKE, Weight.MISTAKE, Weight.NOTE]


@pytest.mark.parametrize("variable", [{}, {"OLLAMA_API_BASE": "http://h:11434"}])
def test_where_a_local_server_is_looked_for_is_noted(variable: dict[str, str]) -> None:
    effective = {**DEFAULTS, "model": "ollama/m"}
    notes = findings(completion_request(effective, NEWEST), variable, "OpenHands")

    expected = [] if variable else ["without base_url Ollama is asked at http://localhost:11434"]
    assert [note.message for note in notes] == expected
