"""The answers of a provider's server, whatever its wire format."""

from typing import Protocol

from tests.loopback.http import Received, Reply

TOKENS_IN, TOKENS_OUT = 19, 6


class Provider(Protocol):
    """The wire format of one provider."""

    def key(self, request: Received) -> str | None:
        """The key, where this provider expects it."""

    def answer(self, request: Received, text: str) -> Reply:
        """A complete answer, streamed if the request asks for that."""

    def empty(self, request: Received) -> Reply:
        """An answer with nothing in it."""

    def error(self, status: int, message: str) -> Reply:
        """An error in the provider's words."""


def words(text: str) -> list[str]:
    """The text in the pieces in which a model would send it."""
    if len(text) > 100_000:
        return [text[start : start + 4096] for start in range(0, len(text), 4096)]
    parts = text.split(" ")
    return [part + " " for part in parts[:-1]] + parts[-1:]


def bearer(request: Received) -> str | None:
    """The key of an Authorization header."""
    value = request.headers.get("authorization", "")
    return value.removeprefix("Bearer ") if value.startswith("Bearer ") else None
