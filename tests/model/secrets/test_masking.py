"""A secret shows its last four characters at most, not at this address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model.secrets.masked_text import mask_text
from llm_tui.model.secrets.masking import (
    MASK,
    cut_out,
    mask,
    mask_every_string,
    mask_value,
)
from llm_tui.model.secrets.names import is_secret_name
from llm_tui.model.toml.bounds import MAX_LINE

SECRET = "hunter-0123456789abcdefghij"

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
    'k = {{ seed = 5, api_key = "{}" }}',
    'k = [{{ on = true, more = {{ seed = 5, api_key = "{}" }} }}]',
    'timeout = 60  # api_key = "{}"',
    "seed = 5; api_key = '{}'",
    'api_key = {{ a = {{ b = "c" }}, d = "{}" }}',
    'api_keys = [["a"], [ # ]\n"{}"]]',
    'api_keys = ["it\'s", "{}\'s"]',
    "api_keys = [{}]",
    "api_keys = [ # '{}'\n]",
]


@pytest.mark.parametrize("place", PLACES)
def test_text_is_masked_whether_or_not_it_is_toml(place: str) -> None:
    masked = mask_text("[llm]\nmodel = 'm'\n" + place.format(SECRET) + "\nnext = 1\n")

    assert SECRET[:-4] not in masked
    assert masked.startswith("[llm]\nmodel = 'm'\n")
    assert masked.endswith("next = 1\n")


@pytest.mark.parametrize("repeated", ["x", "9", "a_", "a={", "api_key={", "'", '"', "# ", "k = 5 "])
def test_a_line_of_any_length_is_masked(repeated: str) -> None:
    text = repeated * (MAX_LINE // len(repeated))

    assert mask_text(f"{text}\n").endswith("\n")
    assert SECRET[:-4] not in mask_text(f'{text}\napi_key = "{SECRET}"')


@pytest.mark.parametrize("place", PLACES)
def test_masking_keeps_the_number_of_lines(place: str) -> None:
    text = place.format(SECRET) + "\nnext = 1\n"

    assert mask_text(text).count("\n") == text.count("\n")


@given(st.text(min_size=1))
def test_a_mask_shows_four_characters_at_most(secret: str) -> None:
    shown = mask(secret).lstrip("•")

    assert len(shown) <= 4
    assert secret.endswith(shown)


def test_a_secret_of_twelve_characters_shows_its_end_and_a_shorter_one_nothing() -> None:
    assert mask("0123456789ab") == MASK + "89ab"
    assert mask("0123456789a") == MASK


def test_an_empty_secret_is_seen_to_be_empty() -> None:
    assert mask("") == ""


@pytest.mark.parametrize(
    "name",
    ["api_key", "API-KEY", "aws_secret_access_key", "token", "github_token", "Authorization",
     "x-api-key", "password", "'key'", '"key"', "e2b_api_key", "jwt_secret"],
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


def test_an_address_in_a_value_shows_its_host_and_not_its_password() -> None:
    value = {"base_url": "https://user:fake@host/v1?key=fake&x=1", "urls": ["https://fake@host"]}

    assert mask_value(value) == {
        "base_url": f"https://{MASK}@host/v1?key={MASK}&x=1",
        "urls": [f"https://{MASK}@host"],
    }


def test_all_that_is_under_the_name_of_a_secret_is_masked_but_numbers() -> None:
    value = {"credentials": {"name": SECRET, "all": [SECRET, 1], "on": True}}

    assert mask_value(value) == {
        "credentials": {"name": mask(SECRET), "all": [mask(SECRET), 1], "on": True}
    }
    assert mask_every_string([SECRET, 2.5]) == [mask(SECRET), 2.5]


SPELLED = [
    (f'api_key = "{SECRET}"', f'api_key = "{MASK}ghij"'),
    (f"api_key = '{SECRET}'", f"api_key = '{MASK}ghij'"),
    (f'api_key = """{SECRET}"""', f'api_key = """{MASK}ghij"""'),
    (f'api_key = "{SECRET}', f'api_key = "{MASK}ghij'),
    (f'api_key = """{SECRET}"', f'api_key = """{MASK}hij"'),
    ('api_key = ""', 'api_key = ""'),
    ('api_key = "', 'api_key = "'),
    ("api_key = true ", "api_key = true "),
    ("use_key = false", "use_key = false"),
    ("\"api_key\" = 'fake'", f"\"api_key\" = '{MASK}'"),
    ("'api_key' = 'fake'", f"'api_key' = '{MASK}'"),
    ("'key' = 'fake'", f"'key' = '{MASK}'"),
    ('"key" = "fake"', f'"key" = "{MASK}"'),
    ('api_key = """', 'api_key = """'),
    ("model = 'key = fake'", "model = 'key = fake'"),
    (f"api_keys = ['{SECRET}', \"fake\"]", f"api_keys = ['{MASK}ghij', \"{MASK}\"]"),
    ("https://host?api_key=fake&x=1", f"https://host?api_key={MASK}&x=1"),
]


@pytest.mark.parametrize(("text", "masked"), SPELLED)
def test_what_is_around_a_secret_stays_as_it_is_spelled(text: str, masked: str) -> None:
    assert mask_text(text) == masked


def test_the_longest_secret_is_cut_out_first() -> None:
    assert cut_out("a-key-1", ["key", "a-key-1"]) == MASK


def test_known_secrets_are_cut_out_of_any_text() -> None:
    text = "401: wrong key fake-key-1, not fake"

    assert cut_out(text, ["fake", "", "fake-key-1"]) == f"401: wrong key {MASK}, not {MASK}"
