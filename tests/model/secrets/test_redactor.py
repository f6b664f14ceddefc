"""A provider's text is shown without secrets, however they are spelled and wherever it is cut."""

import base64
import itertools
import json
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from llm_tui.model.secrets.masking import MASK
from llm_tui.model.secrets.redactor import Redactor, secrets_in

SECRET = "fa/ke+Key 0123"


def in_pieces(redactor: Redactor, pieces: list[str]) -> str:
    stream = redactor.stream()
    return "".join([*map(stream.feed, pieces), stream.end()])


def cut(text: str, places: list[int]) -> list[str]:
    """The text in pieces, cut at these places."""
    ends = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[begin:end] for begin, end in itertools.pairwise(ends)]


@pytest.mark.parametrize(
    "spelled",
    [SECRET, quote(SECRET, safe=""), base64.b64encode(SECRET.encode()).decode()],
    ids=["as it is", "in a URL", "in base64"],
)
def test_a_secret_is_cut_out_in_every_spelling(spelled: str) -> None:
    assert Redactor([SECRET]).text(f"wrong key {spelled}!") == f"wrong key {MASK}!"


def test_a_secret_with_quotes_is_cut_out_of_json() -> None:
    secret = 'fake"key\\0123'

    text = Redactor([secret]).text(json.dumps({"key": secret}))

    assert text == json.dumps({"key": MASK}, ensure_ascii=False)


@pytest.mark.parametrize("secret", ["fake-key-01", "fake-key-012", "fake-key-0123"])
def test_base64_is_cut_out_with_and_without_its_padding(secret: str) -> None:
    encoded = base64.b64encode(secret.encode()).decode()

    assert Redactor([secret]).text(f"<{encoded}>") == f"<{MASK}>"
    assert Redactor([secret]).text(f"<{encoded.rstrip('=')}>") == f"<{MASK}>"


def test_a_secret_of_four_characters_is_cut_out_and_a_shorter_one_is_not() -> None:
    assert Redactor(["abcd"]).text("abcd") == MASK
    assert Redactor(["the"]).text("the key") == "the key"


@pytest.mark.parametrize("part", ["fake", "-key", "zzzz"])
def test_of_secrets_inside_each_other_no_end_is_left(part: str) -> None:
    assert Redactor([part, f"zzzz-{part}-key"]).text(f"<zzzz-{part}-key>") == f"<{MASK}>"


def test_the_keys_of_many_providers_are_cut_out_of_one_text() -> None:
    tail = "0123456789ABCDEF" * 3
    keys = [prefix + tail for prefix in ("sk-", "gsk_", "xai-", "AIza", "AKIA", "Bearer ")]

    assert Redactor([]).text(", ".join(keys)) == ", ".join([MASK] * len(keys))


def test_the_secrets_are_those_of_the_request_and_of_the_variables() -> None:
    redactor = Redactor.of(
        {"api_key": "fake-key-1", "model": "fake-model"},
        {"OPENAI_API_KEY": "fake-key-2", "HOME": "/home/fake"},
    )

    text = redactor.text("fake-key-1 fake-key-2 fake-model /home/fake")

    assert text == f"{MASK} {MASK} fake-model /home/fake"


@pytest.mark.parametrize(
    ("value", "secrets"),
    [
        ({"api_key": "k", "model": "m"}, {"k"}),
        ({"api_key": ""}, set()),
        ({"api_key": 7, "token": None}, set()),
        ({"headers": {"Authorization": "Bearer k"}}, {"Bearer k", "k"}),
        ({"headers": {"Authorization": "k"}, "x": [{"token": "l"}]}, {"k", "l"}),
        ({"api_keys": ["k", {"any": "l"}, ("m",)]}, {"k", "l", "m"}),
        (({"secret": "k"},), {"k"}),
        ("https://user:pass@host/v1", {"user:pass", "pass"}),
        ("https://user:pa:ss@host/v1", {"user:pa:ss", "pa:ss"}),
        ("https://token@host/v1", {"token"}),
        ("https://host/v1?model=m&api_key=k=&x=1", {"k="}),
        ("https://host/v1?key=k&token=l", {"k", "l"}),
        ("no address", set()),
    ],
)
def test_what_is_secret_in_a_value(value: object, secrets: set[str]) -> None:
    assert secrets_in(value) == secrets


@pytest.mark.parametrize(
    "key",
    [
        "sk-proj-0123456789abcdef",
        "gsk_0123456789abcdef",
        "AIza0123456789abcdef0123456789abcde",
        "Bearer abcdefghijklmnop",
    ],
)
@given(places=st.lists(st.integers(0, 1000), max_size=8))
def test_the_key_of_somebody_else_is_cut_out_wherever_the_pieces_are_cut(
    key: str, places: list[int]
) -> None:
    text = f"the key {key} is not yours"

    assert in_pieces(Redactor([]), cut(text, places)) == f"the key {MASK} is not yours"


@given(
    secrets=st.lists(st.text("ab", min_size=4, max_size=8), max_size=3),
    text=st.text("abc", max_size=60),
    places=st.lists(st.integers(0, 1000), max_size=20),
)
@example(secrets=["abcab"], text="abcab", places=[])
@example(secrets=["abab", "ababbbbb"], text="ababbbbb", places=[4])
@example(secrets=["abcda"], text="abcda", places=[])
@example(secrets=["aaaaa"], text="aaaaa", places=[])
@example(secrets=["abcd"], text="abcd", places=[3])
@example(secrets=["abcd"], text="aabcd", places=[3])
def test_no_secret_gets_out_wherever_the_pieces_are_cut(
    secrets: list[str], text: str, places: list[int]
) -> None:
    shown = in_pieces(Redactor(secrets), cut(text, places))

    assert not any(secret in shown for secret in secrets)


@given(text=st.text(), places=st.lists(st.integers(0, 1000), max_size=20))
def test_a_text_without_secrets_arrives_whole(text: str, places: list[int]) -> None:
    assert in_pieces(Redactor(["fake-key-0123"]), cut(text, places)) == text


def test_what_can_not_become_a_secret_is_not_held_back() -> None:
    assert Redactor(["fake-key-0123"]).stream().feed("Hello friend") == "Hello friend"


def test_a_secret_that_is_complete_is_not_held_back() -> None:
    assert Redactor(["abcd"]).stream().feed("key abcd") == f"key {MASK}"
    assert Redactor(["abcd"]).stream().feed("abcdab") == MASK
