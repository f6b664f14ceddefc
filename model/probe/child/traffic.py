"""The HTTP requests of an attempt, seen where the clients of all providers send them.

litellm translates the answers of providers, and the statuses of some: what was sent is seen here.
"""

import contextlib
import functools
import importlib
from collections.abc import Callable
from typing import Any, NamedTuple

CLIENTS = ("httpx", "httpx2")
"""Newer releases of the OpenAI client bring their own."""

LONGEST = 1 << 16
"""The most characters of an answer that an error is looked for in."""


class Reply(NamedTuple):
    """An HTTP answer."""

    status: int
    headers: Any
    """A mapping that ignores the case of its keys."""
    text: str
    """Its beginning; empty where it was not read."""


class Traffic:
    """The requests since the last `begin`."""

    def __init__(self) -> None:
        self.requests = 0
        self._response: Any = None

    def begin(self) -> None:
        """Start a new count."""
        self.requests, self._response = 0, None

    @property
    def reply(self) -> Reply | None:
        """The answer to the last request; None where there was none."""
        response = self._response
        if response is None:
            return None
        text = ""
        # A streamed answer that nobody has read raises an error of the client's own.
        with contextlib.suppress(Exception):
            text = response.text[:LONGEST]
        return Reply(int(response.status_code), response.headers, text)

    def watch(self) -> None:
        """See every request from now on, of all clients that are installed."""
        for name in CLIENTS:
            with contextlib.suppress(ImportError):
                client = importlib.import_module(name).Client
                client.send = self._watched(client.send)

    def _watched(self, send: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(send)
        def watched(*args: Any, **kwargs: Any) -> Any:
            self.requests, self._response = self.requests + 1, None
            self._response = send(*args, **kwargs)
            return self._response

        return watched


TRAFFIC = Traffic()
"""That of this process, which runs one attempt at a time."""
