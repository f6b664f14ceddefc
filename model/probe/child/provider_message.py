"""The provider's own words, out of what litellm makes of them."""

import ast
import json
import re
from collections.abc import Sequence

from llm_tui.model.secrets.redactor import Redactor

LONGEST = 600
"""How many characters of a provider's words are kept."""

_PREFIX = re.compile(
    r"^(?:(?:litellm\.)?(?:\w+(?:Error|Exception|Timeout)|Timeout)(?:: | - | (?=\w+Error\b)))+"
)
_SUFFIX = re.compile(
    r"\.? Handle with `litellm|\.? Original exception: |\. File an issue if litellm"
    r"|\s+Traceback \(most recent| after None seconds| LiteLLM Retried"
    r"|\n(?:Model:|Available Model Group|Received Model Group)"
)
_REPORTED = re.compile(r"^Error code: \d+ - ")


_TITLE = re.compile(r"<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)


def provider_message(
    text: str, causes: Sequence[BaseException], redactor: Redactor, answer: str = ""
) -> str:
    """The first lines of an error's text without litellm's prefixes and hints, and without secrets.

    causes: the error and what caused it, whose words are taken where it has none of its own.
    answer: the body of the server's answer, whose own words come first.
    """
    found = _words_of(answer) if answer else None
    if found is None:
        text = _PREFIX.sub("", _SUFFIX.split(text.strip() or type(causes[0]).__name__)[0])
        if text in ("Connection error.", ""):
            text = next((str(cause) for cause in reversed(causes) if str(cause)), text)
        if re.fullmatch(r"'\w+'", text):
            text = f"the answer has no {text}"
        found = _words(_answered(_REPORTED.sub("", text))) or text
    text = " ".join(redactor.text(_PREFIX.sub("", found)).split())
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def _words_of(answer: str) -> str | None:
    """The message in the body of an answer; None if it is not found there."""
    if title := _TITLE.search(answer):
        return title[1]
    return _words(_answered(answer))


def _words(value: object) -> str | None:
    """The message inside the value that a provider answers with; None if it has none."""
    if not isinstance(value, dict):
        return None
    found = next(filter(None, (_inner(value.get(key)) for key in _MESSAGES)), None)
    if found is None:
        return None
    if isinstance(value.get("loc"), list):
        # The place of a refused field, as FastAPI reports it.
        found = f"{'.'.join(map(str, value['loc']))}: {found}"
    metadata = value.get("metadata")
    # OpenRouter's own message is always the same: the provider's words are in here.
    raw = metadata.get("raw") if isinstance(metadata, dict) else None
    return f"{found}: {_words(_answered(raw)) or raw}" if isinstance(raw, str) else found


def _inner(value: object) -> str | None:
    if isinstance(value, list):
        return _inner(value[0]) if value else None
    return (value or None) if isinstance(value, str) else _words(value)


_MESSAGES = ("error", "message", "detail", "msg")


def _answered(text: str) -> object:
    """The value that a text spells as JSON, or as Python does that of JSON or its bytes."""
    if text.startswith(("b'", 'b"', "{'")):
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            value = text
        if isinstance(value, dict):
            return value
        text = value.decode(errors="replace") if isinstance(value, bytes) else text
    try:
        return json.JSONDecoder().raw_decode(text.lstrip(" b'\""))[0]
    except (ValueError, RecursionError):
        return None
