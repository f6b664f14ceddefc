"""Removing secrets from a provider's errors and answers, which may echo them."""

import re
from collections.abc import Collection, Iterable, Mapping

from llm_tui.model.catalogue.ownership import key_shapes
from llm_tui.model.catalogue.provider import KeyShape
from llm_tui.model.secrets.masking import MASK, cut_out
from llm_tui.model.secrets.names import is_secret_name
from llm_tui.model.secrets.shortened import cut_shortened
from llm_tui.model.secrets.spotting import spotted

_BEARER = KeyShape("Bearer ", r"[A-Za-z0-9._~+/-]{16,}")
"""The scheme under which most API keys are sent."""

_SCHEME = re.compile(r"[A-Za-z]+ +(?=\S+\Z)")
"""What a header begins with, such as `Basic`: a provider echoes what follows it."""


class _Shapes:
    """The shapes of the API keys of known providers, to find keys of other people too."""

    def __init__(self, shapes: Iterable[KeyShape]) -> None:
        known = tuple(shapes)
        self.prefixes = tuple(shape.prefix for shape in known)
        whole = "|".join(re.escape(shape.prefix) + shape.rest for shape in known)
        begin = "|".join(map(re.escape, self.prefixes))
        self._whole = rf"\b(?:{whole})"
        self._begun = rf"\b(?:{begin})[A-Za-z0-9._~+/-]{{0,200}}\Z"

    def cut_out(self, text: str) -> str:
        """The text with everything that looks like a key masked."""
        # Looking for a word is a hundred times faster than looking for a pattern.
        if any(prefix in text for prefix in self.prefixes):
            return re.sub(self._whole, MASK, text)
        return text

    def begun(self, text: str) -> int:
        """The start of what may become a key with the text that follows; the end if none may."""
        found = re.compile(self._begun).search(text, max(0, len(text) - 210))
        return found.start() if found else len(text)


class Redactor:
    """Knows the secrets of a test, in every spelling that they may be echoed in."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._plain = tuple(secrets)
        self._secrets = _spelled(self._plain)
        self._shapes = _Shapes((*key_shapes(), _BEARER))

    @classmethod
    def of(cls, arguments: object, environment: Mapping[str, str]) -> "Redactor":
        """A redactor of all secrets in a request and among the variables."""
        named = [value for name, value in environment.items() if is_secret_name(name)]
        return cls([*secrets_in(arguments), *named])

    def text(self, text: str) -> str:
        """The text without the secrets, and without what looks like one."""
        text = self._shapes.cut_out(cut_out(text, self._secrets))
        return cut_shortened(text, self._plain)

    def stream(self) -> "Redaction":
        """A redaction of a text that comes in pieces."""
        return Redaction(self, self._secrets, self._shapes)


class Redaction:
    """Cuts secrets out of a text that comes in pieces, also those that a cut runs through."""

    def __init__(self, redactor: Redactor, secrets: list[str], shapes: "_Shapes") -> None:
        self._redactor, self._secrets, self._shapes = redactor, secrets, shapes
        self._held = ""

    def feed(self, piece: str) -> str:
        """The text that is safe to show now; an end that may begin a secret is held back."""
        text = self._held + piece
        end = self._settled(text)
        self._held = text[end:]
        return self._redactor.text(text[:end])

    def _settled(self, text: str) -> int:
        """The end of the text that no following piece can turn into a secret."""
        begun = (_overlap(text, begin) for begin in (*self._secrets, *self._shapes.prefixes))
        end = min(len(text) - max(begun), self._shapes.begun(text))
        # A secret that is complete may end like it begins: it is not cut in two either.
        while (start := self._running_through(text, end)) is not None:
            end = start
        return end

    def _running_through(self, text: str, place: int) -> int | None:
        """The start of a secret that begins before a place and ends after it."""
        for secret in self._secrets:
            start = text.find(secret, max(0, place - len(secret) + 1), place + len(secret) - 1)
            if 0 <= start < place:
                return start
        return None

    def end(self) -> str:
        """The rest of the text, which was held back."""
        text, self._held = self._held, ""
        return self._redactor.text(text)


def _spelled(secrets: Collection[str]) -> list[str]:
    """The secrets in all spellings."""
    if not secrets:
        return []
    # Here: a message of a command has no secret that is known.
    from llm_tui.model.secrets.spellings import spellings

    return sorted({form for secret in secrets for form in spellings(secret)})


def _overlap(text: str, secret: str) -> int:
    """The number of characters at the end of the text that may begin the secret."""
    tail = text[max(0, len(text) - len(secret) + 1) :]
    start = tail.find(secret[0])
    while start >= 0:
        if secret.startswith(tail[start:]):
            return len(tail) - start
        start = tail.find(secret[0], start + 1)
    return 0


def secrets_in(value: object) -> set[str]:
    """All strings under the name of a secret, and the user and password of addresses."""
    found: set[str] = set()
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if is_secret_name(str(key)):
                found |= _strings_in(inner)
            found |= secrets_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            found |= secrets_in(inner)
    elif isinstance(value, str):
        for start, end in spotted(value):
            found.add(value[start:end])
            if value[end : end + 1] == "@":
                # Here: hardly any address has a login.
                from urllib.parse import unquote

                # Of a login the two together are echoed as well, in base64, as HTTP sends them.
                user, _, password = value[start:end].partition(":")
                found.add(password or user)
                found |= {unquote(value[start:end]), unquote(password or user)}
    return found


def _strings_in(value: object) -> set[str]:
    if isinstance(value, Mapping):
        return {text for inner in value.values() for text in _strings_in(inner)}
    if isinstance(value, list | tuple):
        return {text for inner in value for text in _strings_in(inner)}
    if not isinstance(value, str) or not value:
        return set()
    scheme = _SCHEME.match(value)
    return {value, value[scheme.end() :]} if scheme else {value}
