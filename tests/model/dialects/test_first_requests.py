"""What OpenHands sends or refuses besides the call itself."""

from typing import Any

import pytest

from llm_tui.model.dialects.calls import LimitLookup, Request
from llm_tui.model.dialects.openhands.release import release
from llm_tui.model.dialects.openhands.request import completion_request


def request(version: str = "0.62.0", **values: Any) -> Request:
    return completion_request({"temperature": 0.0, "top_p": 1.0, **values}, release(version))


def test_a_proxy_is_asked_for_the_limit_that_the_section_lacks() -> None:
    found = request(model="litellm_proxy/a/b", base_url=" https://p/v1 ", api_key="k")

    assert found.limit_lookup == LimitLookup(
        "https://p/v1/v1/model/info",
        {"Authorization": "Bearer k"},
        "a/b",
        "max_completion_tokens",
    )


def test_a_limit_of_the_sections_own_is_kept_though_the_proxy_is_asked() -> None:
    found = request(model="litellm_proxy/a", base_url="https://p", max_output_tokens=5).limit_lookup

    assert found is not None
    assert found.argument is None


@pytest.mark.parametrize(
    ("version", "model", "url"),
    [
        ("0.62.0", "litellm_proxy/a", "http://p/v1/model/info"),
        ("0.32.0", "litellm_proxy/a", "p/v1/model/info"),
        ("0.62.0", "openhands/a", "https://llm-proxy.app.all-hands.dev//v1/model/info"),
        ("0.11.0", "litellm_proxy/a", None),
        ("0.62.0", "openai/a", None),
    ],
)
def test_it_is_asked_where_the_release_asks(version: str, model: str, url: str | None) -> None:
    lookup = request(version, model=model, base_url="p").limit_lookup

    assert (lookup.url if lookup else None) == url


@pytest.mark.parametrize(
    ("version", "model", "caching", "sent"),
    [
        ("0.22.0", "anthropic/claude-3-5-haiku-20241022", True, True),
        ("0.22.0", "anthropic/claude-3-5-haiku-20241022", False, False),
        ("0.12.0", "claude-3-5-haiku-20241022", True, False),
        ("0.23.0", "claude-3-5-sonnet-20241022", True, False),
        ("0.22.0", "openai/gpt-4o", True, False),
    ],
)
def test_prompt_caching_took_a_header_once(
    version: str, model: str, caching: bool, sent: bool
) -> None:
    found = request(version, model=model, caching_prompt=caching).arguments.get("extra_headers")

    assert (found == {"anthropic-beta": "prompt-caching-2024-07-31"}) == sent


def test_an_argument_that_is_named_twice_is_an_error() -> None:
    twice = {"seed": 1, "user": "u", "model": "m"}

    assert request(model="m", completion_kwargs={"user": "u", "top_p": 0.5}).error is None
    error = request(model="m", completion_kwargs=twice).error
    assert error is not None
    assert error.startswith("completion_kwargs names seed and model, which OpenHands passes itself")


def test_extra_arguments_that_are_no_table_are_an_error() -> None:
    assert "is not a table" in (request(model="m", completion_kwargs=5).error or "")
