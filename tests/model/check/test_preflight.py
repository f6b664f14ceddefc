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


ADDRESSES = [
    ("gpt-4o", "localhost:8000", "http://localhost:8000"),
    ("gpt-4o", "ftp://h/v1", "http://h/v1"),
    ("gpt-4o", "http:///v1", "http:///v1"),
    ("gpt-4o", "https://h/v1/chat/completions/", "https://h/v1"),
    ("azure/m", "https://h/openai", "https://h"),
    ("anthropic/m", "https://h/v1/messages/", "https://h"),
    ("anthropic/m", "https://h/v1/", "https://h"),
    ("ollama/m", "http://h:11434/api/chat", "http://h:11434"),
]


@pytest.mark.parametrize(("model", "address", "better"), ADDRESSES)
def test_a_better_address_is_proposed(model: str, address: str, better: str) -> None:
    (finding,) = found(model=model, base_url=address)

    assert (finding.key, finding.better) == ("base_url", better)
    assert finding.advice == f"Write {better}"


def test_a_path_before_a_query_is_cut_off_and_the_query_kept() -> None:
    query, path = found(model="gpt-4o", base_url="http://h/v1/chat/completions?x=1")

    assert (query.key, query.better) == ("base_url", None)
    assert path.better == "http://h/v1?x=1"


@pytest.mark.parametrize("address", ["http://h", "https://h", "http://[::1]:80/v1"])
def test_an_address_with_scheme_and_host_is_right(address: str) -> None:
    assert found(model="gpt-4o", base_url=address) == []


def test_the_provider_that_is_set_decides_what_is_wrong() -> None:
    wrong: dict[str, Any] = {"model": "m", "base_url": "http://h/v1"}

    assert found(**wrong, custom_llm_provider="openai") == []
    (finding,) = found(**wrong, custom_llm_provider="ollama")
    assert finding.better == "http://h"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("sk x", None),
        ("sk-x ", "blanks"),
        ("sk-\nx", "blanks"),
        ("sk-é", "blanks"),
        ("", "$GEMINI_API_KEY is not set"),
        (None, "$GEMINI_API_KEY is not set"),
    ],
)
def test_a_key_has_to_be_there_and_fit_into_a_header(key: str | None, words: str | None) -> None:
    everything = found(model="gemini/m", api_key=key)

    assert [finding.key for finding in everything] == (["api_key"] if words else [])
    assert all(words in finding.message for finding in everything if words)


def test_any_variable_of_a_provider_may_hold_its_key() -> None:
    for name in ("GEMINI_API_KEY", "GOOGLE_API_KEY"):
        assert found({name: "x"}, model="gemini/m", api_key=None) == []
        assert found({name: ""}, model="gemini/m", api_key=None) != []


def test_without_a_model_nothing_else_is_said() -> None:
    (finding,) = found(model="", timeout=0)

    assert (finding.weight, finding.kind) == (Weight.MISTAKE, FailureKind.MODEL_NOT_FOUND)
    assert finding.message == "the section has no model"


def test_a_value_that_is_no_text_is_reported_alone() -> None:
    (finding,) = found(model="gpt-4o", base_url=5, timeout=0)

    assert (finding.kind, finding.key) == (FailureKind.PARAMETER_REFUSED, "base_url")
    assert (finding.message, finding.advice) == ("base_url is not text", "Write base_url in quotes")


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"model": "gpt-4o", "timeout": 0}, "timeout"),
        ({"model": "gpt-4o", "base_url": "http://h?x=1"}, "base_url"),
        ({"model": "azure/m"}, "base_url"),
        ({"model": "hosted_vllm/m"}, "base_url"),
    ],
)
def test_a_finding_names_the_key_that_it_is_about(values: dict[str, Any], key: str) -> None:
    (finding,) = found(**values)

    assert finding.key == key


def notes(model: str, client_retries: int = 2) -> list[str]:
    effective = {**DEFAULTS, "model": model, "api_key": "sk-x"}
    request = completion_request(effective, NEWEST)._replace(client_retries=client_retries)
    return [finding.message for finding in findings(request, {}, "OpenHands")]


def test_retries_inside_an_attempt_are_noted_only_where_there_are_any() -> None:
    assert ["up to 3 requests" in note for note in notes("gpt-4o")] == [True]
    assert notes("gpt-4o", client_retries=0) == []
    assert notes("anthropic/m") == []
