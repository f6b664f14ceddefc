"""How much an answer may take: a server can send without end, and pack a lot into a little."""

import contextlib
import resource
from collections.abc import AsyncIterator
from typing import Any

import httpx

MAX_SIZE = 8 * 1024 * 1024
"""In bytes, unpacked: the streamed chunks of 25,000 tokens, far more than a test asks for."""

MEMORY = 512 * 1024 * 1024
"""In bytes, on top of what a worker has when it starts: litellm keeps an answer several times."""

_DATA = "VmData:"


class TooLargeAnswerError(Exception):
    """The answer was not read to its end."""


class UnsupportedHttpxError(Exception):
    """The installed httpx lacks what a test relies on."""


def apply() -> None:
    """Bound the answers, and the memory of the workers. Raises UnsupportedHttpxError."""
    original: Any = getattr(httpx.Response, "aiter_bytes", None)
    if not callable(original):
        raise UnsupportedHttpxError("httpx.Response has no aiter_bytes: no answer could be bounded")

    async def aiter_bytes(self: httpx.Response, *args: Any, **kwargs: Any) -> AsyncIterator[bytes]:
        read = 0
        async for piece in original(self, *args, **kwargs):
            read += len(piece)
            if read > MAX_SIZE:
                raise TooLargeAnswerError(f"the answer has more than {MAX_SIZE >> 20} MB")
            yield piece

    setattr(httpx.Response, "aiter_bytes", aiter_bytes)  # noqa: B010 - mypy knows the method
    _limit_memory()


def _limit_memory() -> None:
    """Make what needs too much memory raise MemoryError, in this process and its children."""
    with contextlib.suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_used() + MEMORY, most))


def _used() -> int:
    with open("/proc/self/status", encoding="ascii", errors="replace") as file:
        line = next(line for line in file if line.startswith(_DATA))
    return int(line.removeprefix(_DATA).split()[0]) * 1024
