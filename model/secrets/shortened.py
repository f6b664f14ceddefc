"""Keys as providers print them: the first and the last characters, stars between."""

import re
from collections.abc import Iterable

from llm_tui.model.secrets.masking import MASK

_STARS = (
    r"""(?P<first>[^\s"'*•…<>]{0,24}?)(?P<stars>[*•…]{2,}|\.{3,}|…)"""
    r"""(?P<last>[^\s"'*•…<>,;)]{0,24})"""
)
_FEWEST = 2
"""Characters of a secret that are recognised beside stars."""


def cut_shortened(text: str, secrets: Iterable[str]) -> str:
    """The text without such words, where what is left in them is of one of these secrets."""
    if not any(mark in text for mark in ("**", "••", "…", "...")):
        return text
    known = [secret for secret in secrets if len(secret) > _FEWEST]
    return re.sub(_STARS, lambda match: _cut(match, known), text)


def _cut(match: re.Match[str], secrets: list[str]) -> str:
    first, last = match["first"], match["last"]
    begin = max((_begun(first, secret) for secret in secrets), default=0)
    end = max((_ended(last, secret) for secret in secrets), default=0)
    if not begin and not end:
        return match[0]
    return first[: len(first) - begin] + MASK + last[end:]


def _begun(text: str, secret: str) -> int:
    """The number of characters at the end of the text that the secret begins with."""
    sizes = range(min(len(text), len(secret)), _FEWEST - 1, -1)
    return next((size for size in sizes if text[-size:] == secret[:size]), 0)


def _ended(text: str, secret: str) -> int:
    """The number of characters at the start of the text that the secret ends with."""
    sizes = range(min(len(text), len(secret)), _FEWEST - 1, -1)
    return next((size for size in sizes if text[:size] == secret[-size:]), 0)
