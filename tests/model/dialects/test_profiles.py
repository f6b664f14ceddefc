"""A section as an LLM profile of OpenHands 1 asks as the section asked, or says where it can't."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.openhands.llm_profile import name_fault, profile
from llm_tui.model.dialects.openhands.reasoning import has_native_tools
from llm_tui.model.dialects.openhands.release import release, releases
from llm_tui.model.dialects.profile import Profile
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE
from tests.model.oracle_calls import PROFILES, profile_differences

READING = [version for version in releases() if release(version).reads_sections]
NEVER_NULL = ("num_retries", "retry_min_wait", "native_tool_calling", "max_message_chars")


def of(version: str = "0.62.0", **values: Any) -> Profile:
    """The profile of a base with these values."""
    defaults = {field.name: field.default for field in release(version).fields.values()}
    return profile({**defaults, **values}, release(version))


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_is_the_one_that_was_loaded_and_compared(name: str) -> None:
    assert list(profile_differences(name)) == []


@pytest.mark.parametrize("version", READING)
def test_every_release_has_profiles_with_all_that_differs_by_default(version: str) -> None:
    fields = of(version, model="openai/gpt-4o").fields

    assert (fields["timeout"], fields["reasoning_effort"]) == (None, None)
    assert {"temperature", "top_p", "native_tool_calling", "api_mode"} <= fields.keys()
    assert all(fields.get(key, 0) is not None for key in NEVER_NULL)


def test_the_provider_goes_into_the_name_of_the_model() -> None:
    model = "meta/llama"

    assert (
        of(model=model, custom_llm_provider="deepinfra").fields["model"] == "deepinfra/meta/llama"
    )
    assert of(model=model, custom_llm_provider="meta").fields["model"] == model
    assert "custom_llm_provider" not in of(model=model, custom_llm_provider="meta").fields


@pytest.mark.parametrize(
    ("key", "value"),
    [("temperature", -1), ("top_p", 1.5), ("max_output_tokens", 0), ("max_input_tokens", 8000),
     ("input_cost_per_token", -1.0), ("temperature", float("inf")), ("top_k", float("nan")),
     ("timeout", -3), ("retry_multiplier", float("inf"))],
)  # fmt: skip
def test_a_value_that_would_keep_the_profile_from_loading_is_left_out(key: str, value: Any) -> None:
    found = of(model="gpt-4o", **{key: value})

    assert found.fields.get(key) is None
    assert "OpenHands 1 takes a" in found.lacking[key]


def test_a_model_with_too_small_a_context_is_said_to_keep_the_profile_from_loading() -> None:
    note = "litellm knows 8,192 for this model"

    assert any(note in line for line in of(model="ollama/llama3").notes)
    assert not any(note in line for line in of(model="ollama/llama3", max_input_tokens=20000).notes)
    assert not any("litellm knows" in line for line in of(model="gpt-4o").notes)


def test_arguments_of_the_call_go_where_a_profile_has_them() -> None:
    extra = {
        "max_tokens": 7,
        "top_k": 3,
        "api_version": "v",
        "extra_headers": {"a": "b"},
        "extra_body": {"c": 1},
        "logprobs": True,
    }
    found = of(model="gpt-4o", completion_kwargs=extra)

    assert found.fields["max_output_tokens"] == 7
    assert (found.fields["top_k"], found.fields["api_version"]) == (3, "v")
    assert found.fields["extra_headers"] == {"a": "b"}
    assert found.fields["litellm_extra_body"] == {"c": 1}
    assert set(found.lacking) == {"completion_kwargs.logprobs"}


def test_the_folder_of_logs_is_written_where_there_are_logs_and_it_is_a_chosen_one() -> None:
    assert "log_completions_folder" not in of(log_completions_folder="/l").fields
    logs = of(log_completions=True, log_completions_folder="/l")
    assert logs.fields["log_completions_folder"] == "/l"
    assert "log_completions_folder" in of(log_completions=True).lacking


@pytest.mark.parametrize(
    ("version", "model", "expected"),
    [
        ("0.18.0", "gpt-4o", False),
        ("0.20.0", "openrouter/gpt-4o-mini", True),
        ("0.62.0", "openrouter/anthropic/claude-sonnet-4.5", True),
        ("0.62.0", "groq/llama-3", False),
        ("1.0.0", "groq/llama-3", True),
        ("1.0.0", "openai/glm-5", False),
        ("1.5.0", "ollama/GLM-5:cloud", True),
    ],
)
def test_tools_are_sent_as_the_release_sends_them(version: str, model: str, expected: bool) -> None:
    assert has_native_tools(model, release(version)) is expected
    assert of(version, model=model).fields["native_tool_calling"] is expected
    assert of(version, model=model, native_tool_calling=True).fields["native_tool_calling"] is True


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [("gpt-4.1", True), ("llm", True), ("x y", False), ("été", False), (".x", False),
     ("a/b", False), ("", False), ("-x", False), ("x" * 64, True), ("x" * 65, False),
     ("gpt.json", False), ("a\n", False)],
)  # fmt: skip
def test_a_name_is_one_that_the_store_takes(name: str, is_taken: bool) -> None:
    assert (name_fault(name) is None) is is_taken


@given(values=st.dictionaries(
    st.sampled_from(sorted(release("1.6.0").fields)),
    st.one_of(st.integers(-5, 10**6), st.floats(), st.booleans(), st.text(max_size=5)),
))  # fmt: skip
def test_a_profile_of_any_section_is_json_that_can_be_loaded(values: dict[str, Any]) -> None:
    text = "[llm]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    text = text.replace("Infinity", "inf").replace("NaN", "nan")
    view = Resolution(Document(text.encode()), dialect("openhands", "1.6.0"), {})

    found = view.dialect.profile(view.values(BASE))

    assert found is not None
    json.dumps(found.fields, allow_nan=False)
    assert found.fields["temperature" if "temperature" in found.fields else "num_retries"] >= 0
    for key in ("max_output_tokens", "max_message_chars"):
        assert found.fields.get(key, 1) >= 1
