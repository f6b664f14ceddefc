"""A key as a server may echo it."""

import base64
import html
import json
import random
import string
from urllib.parse import quote, quote_plus

SPELLINGS = (
    str,
    str.lower,
    str.upper,
    lambda key: json.dumps(key)[1:-1],
    lambda key: json.dumps(json.dumps(key))[3:-3],
    lambda key: quote(key, safe=""),
    lambda key: quote(key, safe="").lower(),
    quote_plus,
    html.escape,
    lambda key: key.encode().hex(),
    lambda key: key.encode().hex().upper(),
    lambda key: base64.b64encode(key.encode()).decode(),
    lambda key: base64.urlsafe_b64encode(key.encode()).decode(),
)
_CHARACTERS = string.ascii_letters + string.digits + "-_./+=&<>\"'\\ é"


def random_key(chance: random.Random) -> str:
    """A key of any characters, as long as one may be."""
    prefix = chance.choice(("", "sk-", "sk-ant-api03-", "AIza", "Bearer "))
    return prefix + "".join(chance.choices(_CHARACTERS, k=chance.randrange(8, 80)))


def in_answer(key: str, chance: random.Random) -> tuple[str, str]:
    """The key in one of its spellings, and a text that holds that."""
    echoed = chance.choice(SPELLINGS)(key)
    return echoed, f"Incorrect API key: {echoed * chance.randrange(1, 3)}, see {chance.random()}."


def random_json(key: str, chance: random.Random, depth: int = 0) -> object:
    """A value such as a server answers with, the key somewhere in it."""
    scalar = chance.choice(
        (key, f"wrong key {key}", "", 0, -1, 1e308, None, True, "\x1b[2J", "9" * 99)
    )
    if depth > 3:
        return scalar
    inner = [random_json(key, chance, depth + 1) for _ in range(chance.randrange(4))]
    names = ("error", "message", "detail", "data", "models", "id", "name", "pricing", "code")
    table = {chance.choice(names): value for value in inner}
    return chance.choice((scalar, inner, table, table, {"data": inner}, {"error": table}))
