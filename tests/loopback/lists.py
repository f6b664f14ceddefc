"""Servers that list the models they serve."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.loopback.http import Received, Reply
from tests.loopback.openai import OpenAI


def data(*names: str) -> dict[str, Any]:
    """OpenAI's form of a list."""
    return {"object": "list", "data": [{"id": name, "object": "model"} for name in names]}


class Lists(OpenAI):
    """Answers by path; what it does not have is not found."""

    def __init__(self, replies: Mapping[str, Reply | object]) -> None:
        self._replies = replies

    @classmethod
    def of(cls, *names: str) -> "Lists":
        """An OpenAI-compatible server of these models."""
        return cls({"/v1/models": data(*names)})

    def key(self, request: Received) -> str | None:
        """The key, in any of the headers that providers have it in."""
        headers = request.headers
        for name in ("x-api-key", "x-goog-api-key"):
            if name in headers:
                return headers[name]
        return super().key(request)

    def answer(self, request: Received, text: str) -> Reply:
        found = self._replies.get(request.path)
        if found is None:
            return self.error(404, "There is no such page")
        return found if isinstance(found, Reply) else Reply.of_json(found)


def page(text: str) -> Reply:
    """A page for a browser."""
    return Reply([text.encode()], 200, "text/html; charset=utf-8")


def moved(target: str) -> Reply:
    """A redirection."""
    return Reply([b""], 302, headers={"Location": target})


def dripping(pieces: Sequence[bytes], pause: float) -> Reply:
    """An answer that comes piece by piece."""
    return Reply(pieces, pause=pause)
