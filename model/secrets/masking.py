"""Keeping secrets off the screen, out of messages and out of diffs."""

import re
from collections.abc import Iterable

from llm_tui.model.secrets.names import is_secret_name
from llm_tui.model.secrets.spotting import spotted

MASK = "••••••••"
SHOWN = 4
"""The number of characters of a long secret that stay visible, to distinguish keys."""

MASKED_LENGTH = 12
"""A shorter secret is masked whole: four characters would be too much of it."""

# Only the name and what the value begins with are looked at, so broken TOML is masked too. A value
# that is not quoted runs to the end of its line: in TOML a secret is always quoted.
_ASSIGNMENT = (
    r"""(?P<name>[\w.-]+|"[^"\n]*"|'[^'\n]*')(?P<equals>[ \t]*[=:][ \t]*)"""
    r"(?P<value>\"\"\"(?s:.*?)(?:\"\"\"|\Z)|'''(?s:.*?)(?:'''|\Z)"
    r"""|"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|[\[{][^\]}]*[\]}]?|[^\n]+)"""
)
_STRING = r"""(["'])((?:[^"'\\\n]|\\.)*)(["']?)"""


def mask(secret: str) -> str:
    """The secret with at most its last four characters readable; an empty one stays empty."""
    if not secret:
        return ""
    return MASK + (secret[-SHOWN:] if len(secret) >= MASKED_LENGTH else "")


def mask_value(value: object) -> object:
    """A copy of a value in which every string under a secret's name is masked, however deep.

    In the other strings what looks like a secret is masked.
    """
    if isinstance(value, dict):
        return {
            key: mask_every_string(inner) if is_secret_name(str(key)) else mask_value(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [mask_value(inner) for inner in value]
    if isinstance(value, str):
        return _mask_spotted(value)
    return value


def mask_every_string(value: object) -> object:
    """A copy of a value in which every string is masked."""
    if isinstance(value, dict):
        return {key: mask_every_string(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [mask_every_string(inner) for inner in value]
    return mask(value) if isinstance(value, str) else value


def mask_sentence(text: str) -> str:
    """A text of our own with what looks like a secret masked: it may quote a value."""
    return _mask_spotted(text)


def mask_text(text: str) -> str:
    """TOML text, well-formed or not, with the secrets masked, in comments too."""
    return _mask_spotted(re.sub(_ASSIGNMENT, _mask_assignment, text))


def _mask_spotted(text: str) -> str:
    for start, end in reversed(spotted(text)):
        text = text[:start] + MASK + text[end:]
    return text


def _mask_assignment(match: re.Match[str]) -> str:
    value = match["value"]
    if not is_secret_name(match["name"].strip("\"'").rpartition(".")[2]):
        # What was taken for one value may be a table with secrets in it.
        inner = re.sub(_ASSIGNMENT, _mask_assignment, value) if value[0] in "[{" else value
        return match["name"] + match["equals"] + inner
    return match["name"] + match["equals"] + _mask_token(value)


def _mask_token(value: str) -> str:
    for quote in ('"""', "'''", '"', "'"):
        if value.startswith(quote):
            closed = value.endswith(quote) and len(value) >= 2 * len(quote)
            inner = value[len(quote) : -len(quote) if closed else None]
            # Line by line, so that the lines below keep their numbers.
            masked = "\n".join(map(mask, inner.split("\n")))
            return quote + masked + quote * closed
    if value[0] in "[{":
        return re.sub(_STRING, lambda found: found[1] + mask(found[2]) + found[3], value)
    return value if value.rstrip() in ("true", "false") else mask(value)


def cut_out(text: str, secrets: Iterable[str]) -> str:
    """The text with each of these secrets masked everywhere."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, MASK)
    return text
