"""`llm-tui request`: the call that a test makes, printed."""

import json
from pathlib import Path
from typing import Any

import pytest

from llm_tui.tui.main import main

KEY = "sk-loop-SECRET0123456789abcdef"
TEXT = f"""\
[llm]
model = "openai/gpt-4o"
api_key = "{KEY}"
base_url = "http://127.0.0.1:9/v1"
num_retries = 3
[llm.claude]
model = "bedrock/anthropic.claude-v2"
openrouter_app_name = "Mine"
[llm.proxied]
model = "litellm_proxy/fake"
[llm.twice.completion_kwargs]
timeout = 5
"""


@pytest.fixture
def printed(config: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    config.write_text(TEXT)

    def run(*words: str, status: int = 0, release: str = "0.62.0") -> str:
        assert main(["request", *words, "-f", str(config), "--release", release]) == status
        out, err = capsys.readouterr()
        return out if status == 0 else err

    return run


def test_the_json_is_the_call_with_what_is_absent_and_how_it_is_retried(printed: Any) -> None:
    report = json.loads(printed("llm", "--json"))

    assert report["arguments"]["model"] == "openai/gpt-4o"
    assert report["arguments"]["max_completion_tokens"] == 16384
    assert report["arguments"]["api_key"].endswith("cdef")
    assert report["absent"]["max_message_chars"]
    assert report["litellm"] == "1.77.7"
    assert report["retries"]["attempts"] == 3
    assert report["retries"]["waits"] == [8, 16]
    assert "RateLimitError" in report["retries"]["retried"]
    assert set(report) == {"arguments", "absent", "environment", "litellm", "retries"}


def test_variables_are_those_that_loading_all_sections_leaves(printed: Any) -> None:
    """The sections after the one with an own name inherit another, and set that."""
    for section in ("llm", "claude"):
        environment = json.loads(printed(section, "--json"))["environment"]
        assert environment["OR_APP_NAME"] == "OpenHands"


@pytest.mark.parametrize("form", [[], ["--json"], ["--curl"]])
def test_the_key_is_shown_only_if_that_is_asked_for(printed: Any, form: list[str]) -> None:
    assert KEY not in printed("llm", *form)
    assert KEY in printed("llm", *form, "--reveal")


def test_a_proxy_is_asked_for_its_models_first(printed: Any) -> None:
    address = "http://127.0.0.1:9/v1/v1/model/info"

    assert json.loads(printed("proxied", "--json"))["asked_first"] == address
    assert f"First: GET {address}\n" in printed("proxied")


def test_a_call_that_the_program_refuses_is_said_to_be_none(printed: Any) -> None:
    error = (
        "completion_kwargs names timeout, which OpenHands passes itself: it stops with TypeError"
    )

    assert json.loads(printed("twice", "--json"))["error"] == error
    assert f"✗ No call: {error}\n" in printed("twice")


def test_a_provider_without_a_known_format_has_no_curl_line(printed: Any) -> None:
    assert "no curl line" in printed("claude", "--curl", status=1)


def test_it_prints_one_form(printed: Any) -> None:
    assert "choose --json or --curl" in printed("llm", "--json", "--curl", status=2)


@pytest.mark.parametrize("form", [[], ["--json"], ["--curl"]], ids=["text", "json", "curl"])
def test_a_release_that_reads_no_section_has_no_call(printed: Any, form: list[str]) -> None:
    said = printed("llm", *form, status=1, release="1.7.0")

    assert "OpenHands 1.7.0 does not read [llm]. Export the sections as profiles" in said
