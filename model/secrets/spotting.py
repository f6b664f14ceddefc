"""Secrets in texts of other names: in an address, or where a key was pasted by mistake."""

import re
from collections.abc import Iterator
from functools import lru_cache

from llm_tui.model.secrets.names import is_secret_name

Span = tuple[int, int]

_LOGIN = re.compile(r"""(?<=://)[^/?#\s"']+(?=@)""")
_PARAMETER = re.compile(r"""(?<=[?&;])(?P<name>[\w.%-]+)=(?P<value>[^&#;\s"']+)""")
_PARAMETER_NAME = re.compile(r"(?:key|token|secret|sig|signature|code)$", re.IGNORECASE)
_OPAQUE = re.compile(
    r"(?<![\w.+-])(?=[A-Za-z0-9]{24})(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])(?=[A-Za-z]*[0-9])"
    r"[A-Za-z0-9]+(?![\w.+-])"
)
"""Letters of both cases and digits without a separator: no name and no hash looks like that."""


def spotted(text: str) -> list[Span]:
    """Where the secrets are, in order and apart from each other."""
    spans: list[Span] = []
    for start, end in sorted(_found(text), key=lambda span: (span[0], -span[1])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _found(text: str) -> Iterator[Span]:
    if "://" in text:
        yield from (match.span() for match in _LOGIN.finditer(text))
    if "=" in text:
        for match in _PARAMETER.finditer(text):
            if is_secret_name(match["name"]) or _PARAMETER_NAME.search(match["name"]):
                yield match.span("value")
    prefixes, shape = _shapes()
    # Looking for a word is a hundred times faster than looking for a pattern.
    if any(prefix in text for prefix in prefixes):
        yield from (match.span() for match in re.finditer(shape, text))
    if len(text) >= 24:
        yield from (match.span() for match in _OPAQUE.finditer(text))


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, ...], str]:
    # Here: most commands mask nothing.
    from llm_tui.model.catalogue.ownership import key_shapes

    known = key_shapes()
    whole = "|".join(re.escape(shape.prefix) + shape.rest for shape in known)
    return tuple(shape.prefix for shape in known), rf"\b(?:{whole})"
