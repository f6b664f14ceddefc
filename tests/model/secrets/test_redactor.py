"""What a provider echoes is told without the secrets, however it is spelled and cut."""

import base64
import itertools
import json
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from llm_tui.model.secrets.masking import MASK
from llm_tui.model.secrets.redactor import Redactor

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

    assert "0123" not in Redactor([secret]).text(json.dumps({"key": secret}))


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
def test_no_secret_gets_out_wherever_the_pieces_are_cut(
    secrets: list[str], text: str, places: list[int]
) -> None:
    told = in_pieces(Redactor(secrets), cut(text, places))

    assert not any(secret in told for secret in secrets)


@given(text=st.text(), places=st.lists(st.integers(0, 1000), max_size=20))
def test_a_text_without_secrets_arrives_whole(text: str, places: list[int]) -> None:
    assert in_pieces(Redactor(["fake-key-0123"]), cut(text, places)) == text


def test_what_can_not_become_a_secret_is_not_held_back() -> None:
    assert Redactor(["fake-key-0123"]).stream().feed("Hello there") == "Hello there"
