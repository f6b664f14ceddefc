"""The key that was meant by one that is not known."""

import pytest

from llm_tui.model.check.likely_key import likely, nearest, plain_key

KNOWN = ("model", "max_output_tokens", "timeout", "seed")


@pytest.mark.parametrize(
    ("key", "plain"),
    [
        ("maxOutputTokens", "max_output_tokens"),
        ("max-output tokens", "max_output_tokens"),
        (" Max.Output_Tokens ", "max_output_tokens"),
        ("API_KEY", "api_key"),
        ("gpt4Model", "gpt4_model"),
    ],
)
def test_most_programs_spell_keys_in_one_way(key: str, plain: str) -> None:
    assert plain_key(key) == plain


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("maxOutputTokens", "max_output_tokens"),
        ("num_predict", "max_output_tokens"),
        ("max-tokens", "max_output_tokens"),
        ("timeuot", "timeout"),
        ("engine", "model"),
        ("host", None),
        ("zzzz", None),
    ],
)
def test_a_key_is_known_by_its_spelling_its_other_names_or_a_slip(
    key: str, meant: str | None
) -> None:
    assert likely(key, KNOWN) == meant


def test_another_name_of_a_key_may_be_the_one_that_is_known() -> None:
    assert likely("max_output_tokens", ("seed", "max_tokens")) == "max_tokens"
    assert likely("num_predict", ("seed", "max_tokens")) == "max_tokens"


def test_the_nearest_word_has_to_be_near_enough() -> None:
    assert nearest("groqq", ["groq", "grog"], 0.8) == "groq"
    assert nearest("groqq", ["groq"], 0.95) is None
