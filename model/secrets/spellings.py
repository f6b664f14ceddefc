"""How a server may spell a secret that it echoes."""

import base64
import json
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

SHORTEST = 4
"""A secret shorter than this is not looked for: it would be found in ordinary words."""

_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_HTML = str.maketrans(_IN_TEXT)
_HTML_QUOTED = str.maketrans({**_IN_TEXT, '"': "&quot;", "'": "&#x27;"})
"""What `html.escape` does: that module knows all names of HTML, which is half a megabyte."""

_CORE = 8
"""The fewest characters of base64 that are looked for on their own."""


def spellings(secret: str) -> set[str]:
    """A secret as it is, in URLs, JSON, HTML, base64 and hex, in either case; none if too short."""
    if len(secret) < SHORTEST:
        return set()
    found = {secret, secret.lower(), secret.upper()}
    found |= {form for text in tuple(found) for form in _escaped(text)}
    data = secret.encode(errors="surrogateescape")
    found |= {data.hex(), data.hex().upper()}
    return found | set(_in_base64(data))


def _escaped(text: str) -> Iterator[str]:
    once = json.dumps(text)[1:-1]
    # What is not ASCII is escaped by some servers only.
    plain = json.dumps(text, ensure_ascii=False)[1:-1]
    yield from (once, plain, json.dumps(once)[1:-1], json.dumps(plain)[1:-1])
    yield from (once.replace("/", "\\/"), plain.replace("/", "\\/"))
    for part in (quote(text, safe="", errors="replace"), quote_plus(text, errors="replace")):
        yield from (part, part.lower())
    yield from (text.translate(_HTML_QUOTED), text.translate(_HTML), text.replace("&", "&amp;"))


def _in_base64(data: bytes) -> Iterator[str]:
    """The secret encoded alone, and what is the same of it whatever stands before and after."""
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        whole = encode(data).decode()
        yield from (whole, whole.rstrip("="))
        for before in range(3):
            text = encode(bytes(before) + data).decode().rstrip("=")
            # A character that also holds bits of a neighbour differs with that.
            start = (before * 8 + 5) // 6
            end = (before + len(data)) * 8 // 6
            if end - start >= _CORE:
                yield text[start:end]
