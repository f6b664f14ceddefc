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
    r"\.? Handle with `litellm|\.? Original exception: |\. File an issue if litellm|\nTraceback"
    r"| LiteLLM Retried"
    r"|\n(?:Model:|Available Model Group|Received Model Group)"
)
_REPORTED = re.compile(r"^Error code: \d+ - ")


def provider_message(text: str, causes: Sequence[BaseException], redactor: Redactor) -> str:
    """The first lines of an error's text without litellm's prefixes and hints, and without secrets.

    causes: the error and what caused it, whose words are taken where it has none of its own.
    """
    text = _PREFIX.sub("", _SUFFIX.split(text.strip() or type(causes[0]).__name__)[0])
    if text in ("Connection error.", ""):
        text = next((str(cause) for cause in reversed(causes) if str(cause)), text)
    if re.fullmatch(r"'\w+'", text):
        text = f"the answer has no {text}"
    text = " ".join(redactor.text(_unwrapped(text)).split())
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def _unwrapped(text: str) -> str:
    """The message inside the value that a provider answers with, if that is what the text is."""
    value = _answered(_REPORTED.sub("", text))
    while isinstance(value, dict):
        value = next((value[key] for key in ("error", "message", "detail") if value.get(key)), None)
    return _PREFIX.sub("", value) if isinstance(value, str) else text


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
