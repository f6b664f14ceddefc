"""A secret shows its last four characters at most, wherever it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model.secrets.masking import cut_out, is_secret_name, mask, mask_text, mask_value

SECRET = "sk-0123456789abcdefghij"

PLACES = [
    'api_key = "{}"  # note',
    "#api_key = '{}'",
    'api_key="{}',
    "api_key = {}",
    "api_key = {}#hash",
    'llm.fast.api_key = "{}"',
    '"api_key" = """{}"""',
    "'aws_secret_access_key' = '''\n{}\n'''",
    'x = {{ model = "m", api_key = "{}" }}',
    'k = {{ extra_headers = {{ Authorization = "Bearer {}" }} }}',
    'api_keys = ["{0}", "{0}"]',
    'api_keys = [\n  "{0}",\n  "{0}",\n]',
    '{{"token": "{}"}}',
    'base_url = "https://user:{}@host/v1"',
    'base_url = "https://host/v1?api_key={}&x=1"',
    "github_token = '{}",
]


@pytest.mark.parametrize("place", PLACES)
def test_text_is_masked_whether_or_not_it_is_toml(place: str) -> None:
    masked = mask_text("[llm]\nmodel = 'm'\n" + place.format(SECRET) + "\nnext = 1\n")

    assert SECRET[:-4] not in masked
    assert masked.startswith("[llm]\nmodel = 'm'\n")
    assert masked.endswith("next = 1\n")


@pytest.mark.parametrize("place", PLACES)
def test_masking_keeps_the_number_of_lines(place: str) -> None:
    text = place.format(SECRET) + "\nnext = 1\n"

    assert mask_text(text).count("\n") == text.count("\n")


@given(st.text(min_size=1))
def test_a_mask_shows_four_characters_at_most(secret: str) -> None:
    shown = mask(secret).lstrip("•")

    assert len(shown) <= 4
    assert secret.endswith(shown)


def test_a_short_secret_is_masked_whole() -> None:
    assert set(mask("abcdefgh")) == {"•"}


def test_an_empty_secret_is_seen_to_be_empty() -> None:
    assert mask("") == ""


@pytest.mark.parametrize(
    "name",
    ["api_key", "API-KEY", "aws_secret_access_key", "token", "github_token", "Authorization",
     "x-api-key", "password", "e2b_api_key", "jwt_secret"],
)  # fmt: skip
def test_names_of_secrets(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    ["max_tokens", "max_output_tokens", "custom_tokenizer", "input_cost_per_token", "model",
     "keep_alive", "author"],
)  # fmt: skip
def test_names_that_only_sound_like_it(name: str) -> None:
    assert not is_secret_name(name)


def test_secrets_deep_in_a_value_are_masked() -> None:
    value = {"headers": [{"Authorization": SECRET, "X-Title": "demo"}], "seed": 1}

    assert mask_value(value) == {
        "headers": [{"Authorization": mask(SECRET), "X-Title": "demo"}],
        "seed": 1,
    }


def test_known_secrets_are_cut_out_of_any_text() -> None:
    assert SECRET not in cut_out(f"401: wrong key {SECRET}.", [SECRET, ""])
