"""The warmup: a whole test against a server of its own, its events discarded.

The first call builds what all others use: the forkserver warms up. A fork copies every page of
memory when it is first touched: each worker warms up, too, before there is somebody who waits.
"""

import contextlib
import os
import socket
import threading
from collections.abc import Callable, Iterator

from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.probe.child.connection import Recipient
from llm_tui.model.probe.events import Message, encode
from llm_tui.model.probe.job import Job

_ONCE = RetryPolicy(1, 0, 0, 0, (), raises_temperature=False)
_ANSWER = b"""\
{"id": "0", "object": "chat.completion", "created": 0, "model": "none", "choices": [{"index": 0, \
"message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}], \
"usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}"""
_REPLY = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
    + f"Content-Length: {len(_ANSWER)}\r\n\r\n".encode()
    + _ANSWER
)


class _Discarding:
    """A recipient that discards everything."""

    def send(self, message: Message) -> None:
        encode(message)

    def wait(self, seconds: float) -> None:
        pass


def run_warmup(run: Callable[[Job, Recipient], None]) -> None:
    """Run a test without cost or trace; its failure is ignored."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        thread = threading.Thread(target=_answer_once, args=[server], daemon=True)
        thread.start()
        with contextlib.suppress(Exception), _without_proxy():
            run(_job(f"http://127.0.0.1:{server.getsockname()[1]}"), _Discarding())
    # A process that forks may have no other thread.
    thread.join()


@contextlib.contextmanager
def _without_proxy() -> Iterator[None]:
    """Ask this machine itself, whatever proxy the user has."""
    names = ("NO_PROXY", "no_proxy")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "*"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _job(url: str) -> Job:
    arguments = {"model": "openai/none", "api_key": "none", "base_url": url}
    request = Request(arguments, absent={}, environment={}, modify_params=False)
    return Job(request, _ONCE, "hello", limit=5)


def _answer_once(server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        client, _ = server.accept()
        with client:
            client.settimeout(5)
            received = b""
            while b"hello" not in received and (piece := client.recv(1 << 16)):
                received += piece
            client.sendall(_REPLY)
