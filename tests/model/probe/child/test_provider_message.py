"""The provider's own words."""

import pytest

from llm_tui.model.probe.child.provider_message import LONGEST, provider_message
from llm_tui.model.secrets.redactor import Redactor
from tests.model.probe.child.errors import made


def words(text: str, *causes: str) -> str:
    error = made("APIError", text)
    return provider_message(text, [error, *(made("Cause", one) for one in causes)], Redactor([]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("litellm.RateLimitError: RateLimitError: OpenAIException - full", "full"),
        ("Timeout: slow", "slow"),
        ("\n Timeout: slow\n", "slow"),
        ("litellm.Timeout: slow", "slow"),
        ("litellm.BadRequestError: no. Handle with `litellm.X`", "no"),
        ("no Original exception: other", "no"),
        ("no. File an issue if litellm is wrong", "no"),
        ("no\nTraceback (most recent call last):\n  x", "no"),
        ("no Traceback (most recent call last): x", "no"),
        ("timed out after None seconds.", "timed out"),
        ("no LiteLLM Retried: 2 times", "no"),
        ("no\nModel: x", "no"),
        ("no\nAvailable Model Group Fallbacks=None", "no"),
        ("no\nReceived Model Group=x", "no"),
        ("several\n  lines\tof  it", "several lines of it"),
        ("'choices'", "the answer has no 'choices'"),
        ("'choices' is missing", "'choices' is missing"),
        ('{"error": {"message": "full"}}', "full"),
        ('{"message": "see https:\\/\\/h"}', "see https://h"),
        ('["full"]', '["full"]'),
        ('{"error": "full"}', "full"),
        ('{"message": "full"}', "full"),
        ('{"detail": "full"}', "full"),
        ('{"error": null, "message": "full"}', "full"),
        ('{"error": {"code": 5}}', '{"error": {"code": 5}}'),
        ('{"detail": [1]}', '{"detail": [1]}'),
        ("Error code: 429 - {'error': {'message': \"it's full\"}}", "it's full"),
        ("""b'{"error": {"message": "full"}}'""", "full"),
        ('b"{\\"message\\": \\"it\'s\\"}"', "it's"),
        ('{"message": "litellm.RateLimitError: full"}', "full"),
        ('{"message": "full"} and more', "full"),
        ('see {"message": "full"}', 'see {"message": "full"}'),
        ("{'message': broken", "{'message': broken"),
        ("{not json", "{not json"),
        ("{'message': a_name}", "{'message': a_name}"),
        ('error: {"message": "full"}', 'error: {"message": "full"}'),
        ("""b'{"message": "f\\xffll"}'""", "f\ufffdll"),
        ("b'\\xff{", "b'\\xff{"),
        ('{"error": {"message": "full", "metadata": {"raw": "busy"}}}', "full: busy"),
        (
            '{"error": {"message": "full", "metadata": {"raw": "{\\"error\\": \\"no\\"}"}}}',
            "full: no",
        ),
        ('{"detail": [{"loc": ["body", "seed"], "msg": "extra"}]}', "body.seed: extra"),
        ("", "APIError"),
    ],
)
def test_prefixes_hints_and_wrappings_are_taken_off(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("prefix", ["", "litellm.APIError: APIError: "])
def test_an_error_without_words_of_its_own_has_those_of_its_deepest_cause(prefix: str) -> None:
    assert words(f"{prefix}Connection error.", "middle", "refused", "") == "refused"


def test_what_is_too_long_is_cut() -> None:
    assert words("x" * LONGEST) == "x" * LONGEST
    assert words("x" * (LONGEST + 1)) == "x" * LONGEST + " …"


def test_secrets_are_cut_out() -> None:
    text = provider_message("no my-own-secret", [made("E")], Redactor(["my-own-secret"]))

    assert text.startswith("no ")
    assert "my-own" not in text


@pytest.mark.parametrize(
    "text",
    ["{'message': " + "-" * 20_000, "{'message': a" + ".a" * 20_000 + "}", '{"error":' * 20_000],
    ids=["MemoryError", "RecursionError", "JSON"],
)
def test_a_text_that_is_nested_too_deeply_is_reported_as_it_is(text: str) -> None:
    assert words(text) == text[:LONGEST] + " …"
