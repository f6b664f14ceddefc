"""How much an answer may take: a server can send without end, and pack a lot into a little."""

import contextlib
import importlib
import resource
from collections.abc import Iterator
from typing import Any

from llm_tui.model.probe.child.answer_errors import TooLargeAnswerError
from llm_tui.model.probe.child.traffic import CLIENTS

MAX_SIZE = 8 * 1024 * 1024
"""In bytes, unpacked: the streamed chunks of 25,000 tokens, far more than a test asks for."""

MEMORY = 512 * 1024 * 1024
"""In bytes, on top of what a worker has when it starts: litellm keeps an answer several times."""

_DATA = "VmData:"


class UnsupportedHttpxError(Exception):
    """The installed httpx lacks what a test relies on."""


def apply() -> None:
    """Bound the answers, and the memory of the workers. Raises UnsupportedHttpxError."""
    for name in CLIENTS:
        with contextlib.suppress(ImportError):
            _bound(importlib.import_module(name).Response)
    _limit_memory()


def _bound(response: Any) -> None:
    """Bound the answers of one client."""
    original: Any = getattr(response, "iter_bytes", None)
    if not callable(original):
        raise UnsupportedHttpxError("httpx.Response has no iter_bytes: no answer could be bounded")

    def iter_bytes(*args: Any, **kwargs: Any) -> Iterator[bytes]:
        read = 0
        for piece in original(*args, **kwargs):
            read += len(piece)
            if read > MAX_SIZE:
                raise TooLargeAnswerError(f"the answer has more than {MAX_SIZE >> 20} MB")
            yield piece

    response.iter_bytes = iter_bytes


def _limit_memory() -> None:
    """Make what needs too much memory raise MemoryError, in this process and its children."""
    with contextlib.suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_used() + MEMORY, most))


def _used() -> int:
    with open("/proc/self/status", encoding="ascii", errors="replace") as file:
        line = next(line for line in file if line.startswith(_DATA))
    return int(line.removeprefix(_DATA).split()[0]) * 1024
