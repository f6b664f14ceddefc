"""A secret is cut out however a server spells it, and the parts of it that providers print."""

import base64
import html
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model.secrets.masked_text import mask_text
from llm_tui.model.secrets.masking import MASK, mask_value
from llm_tui.model.secrets.redactor import Redactor, secrets_in

KEY = 'pk/Live+7&<Zz">9\\q=Ä'
SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "lower case": str.lower,
    "upper case": str.upper,
    "in JSON": json.dumps,
    "in JSON without escapes": lambda key: json.dumps(key, ensure_ascii=False),
    "in JSON in JSON": lambda key: json.dumps(json.dumps(key)),
    "in JSON by PHP": lambda key: json.dumps(key).replace("/", "\\/"),
    "in a URL": lambda key: quote(key, safe=""),
    "in a URL in lower case": lambda key: quote(key, safe="").lower(),
    "in a form": quote_plus,
    "in HTML": html.escape,
    "in HTML text": lambda key: html.escape(key, quote=False),
    "in hex": lambda key: key.encode().hex(),
    "in upper hex": lambda key: key.encode().hex().upper(),
    "in base64": lambda key: base64.b64encode(key.encode()).decode(),
    "in base64 for URLs": lambda key: base64.urlsafe_b64encode(key.encode()).decode(),
}


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_is_cut_out(spell: Callable[[str], str]) -> None:
    spelled = spell(KEY).strip('"')

    assert spelled not in Redactor([KEY]).text(f"your key <{spelled}> is wrong")


@pytest.mark.parametrize("before", ["", "u:", "me:", "user:", "a long user:"])
def test_a_key_within_base64_is_cut_out_whatever_the_user(before: str) -> None:
    key = "abcdefghijklmnopqrstuvwxyz0123456789"
    header = base64.b64encode(f"{before}{key}:x".encode()).decode()

    left = Redactor([key]).text(f"Authorization: Basic {header}").partition("Basic ")[2]

    known = base64.b64encode(key.encode()).decode()
    assert len(left.replace(MASK, "")) <= len(header) - len(known) + 6


@pytest.mark.parametrize(
    "printed",
    [
        "sk-pl******************9f3a",
        "sk-p...9f3a",
        "sk-planted0••••f3a",
        "***9f3a",
        "sk-pl…",
        "sk-pl***",
    ],
)
def test_the_first_and_last_characters_are_cut_out(printed: str) -> None:
    text = Redactor(["sk-planted000000000000009f3a"]).text(f"Incorrect API key: {printed}. See x.")

    assert "9f3a" not in text
    assert "sk-p" not in text
    assert text.endswith(". See x.")


def test_stars_beside_other_words_stay() -> None:
    text = "wait ... the **bold** word, and so on…"

    assert Redactor(["sk-planted000000000000009f3a"]).text(text) == text


ADDRESSES = {
    "http://user:pass1234@host/v1": ["user", "pass1234"],
    "http://us@er:pa@ss1234@host/v1": ["pa@ss1234"],
    "https://token9876@host/v1": ["token9876"],
    "https://host/v1?api_key=abc12345&x=1": ["abc12345"],
    "https://host/v1?x=1&signature=abc12345": ["abc12345"],
    "https://host/v1?password=abc12345": ["abc12345"],
    "https://host/sk-abcdefghijklmnopqrstuvwx/v1": ["sk-abcdefghijklmnopqrstuvwx"],
    "https://host/aB3dEfGh1jKlMnOpQrStUvWx/v1": ["aB3dEfGh1jKlMnOpQrStUvWx"],
    "openai/sk-abcdefghijklmnopqrstuvwx": ["sk-abcdefghijklmnopqrstuvwx"],
    "aB3dEfGh1jKlMnOpQrStUvWx": ["aB3dEfGh1jKlMnOpQrStUvWx"],
}


@pytest.mark.parametrize(("text", "secrets"), ADDRESSES.items(), ids=ADDRESSES)
def test_a_secret_in_an_address_or_a_model_is_masked_and_known(
    text: str, secrets: list[str]
) -> None:
    shown, diff = mask_value(text), mask_text(f'model = "{text}"')

    assert isinstance(shown, str)
    for secret in secrets:
        assert secret not in shown
        assert secret not in diff
    assert any(secrets[-1] in found for found in secrets_in({"base_url": text}))


@pytest.mark.parametrize(
    "text",
    [
        "https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/gateway/openai",
        "https://my-resource.openai.azure.com/openai/deployments/gpt-4o-mini-2024-07-18",
        "bedrock/us.anthropic.claude-3-7-sonnet-20250219-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdef123456",
        "huggingface/meta-llama/Llama-3.3-70B-Instruct-Turbo-Free",
        "https://host/v1?api-version=2024-07-01",
    ],
)
def test_an_address_or_model_without_a_secret_is_shown_whole(text: str) -> None:
    assert mask_value(text) == text
    assert not secrets_in({"base_url": text})


@given(st.text(min_size=6, max_size=40), st.sampled_from(list(SPELLINGS.values())))
def test_any_secret_is_cut_out(secret: str, spell: Callable[[str], str]) -> None:
    spelled = spell(secret).strip('"')
    if len(spelled) >= 6:
        assert spelled not in Redactor([secret]).text(f"x {spelled} y").replace(MASK, "")
