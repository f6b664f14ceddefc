"""Keeping secrets off the screen, out of messages and out of diffs."""

from collections.abc import Iterable

from llm_tui.model.secrets.names import is_secret_name
from llm_tui.model.secrets.spotting import spotted

MASK = "••••••••"
SHOWN = 4
"""The number of characters of a long secret that stay visible, to distinguish keys."""

MASKED_LENGTH = 12
"""A shorter secret is masked whole: four characters would be too much of it."""


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


def mask_sentences(*texts: str) -> tuple[str, ...]:
    """The same of several texts, through which it looks at once: mostly there is nothing."""
    return tuple(map(_mask_spotted, texts)) if spotted("\n".join(texts)) else texts


def _mask_spotted(text: str) -> str:
    for start, end in reversed(spotted(text)):
        text = text[:start] + MASK + text[end:]
    return text


def cut_out(text: str, secrets: Iterable[str]) -> str:
    """The text with each of these secrets masked everywhere."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, MASK)
    return text
