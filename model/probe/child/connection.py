"""The worker's end of its socket, and who else may receive events."""

import os
import socket
import threading
from typing import Protocol

from llm_tui.model.probe.events import Message, SkipWait, decode, encode


class Recipient(Protocol):
    """Whoever receives the events of a test."""

    def send(self, message: Message) -> None:
        """Send a message; this takes as long as the recipient is slower than we are."""

    def wait(self, seconds: float) -> None:
        """Wait before the next attempt, unless the wait is skipped."""


class Connection:
    """The socket to the probe: events go out, `SkipWait` comes in, its end is the worker's."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self._lines = end.makefile("rb")
        self._skip = threading.Event()

    def receive(self) -> bytes:
        """The first line, which is the job; empty if there is none."""
        return self._lines.readline()

    def listen(self) -> None:
        """Go on listening beside the test: litellm's call holds the main thread."""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._lines:
            if isinstance(decode(line), SkipWait):
                self._skip.set()
        # Nobody listens any more. The kernel closes the connection to the provider.
        os._exit(0)

    def send(self, message: Message) -> None:
        """Send a message."""
        self._socket.sendall(encode(message))

    def wait(self, seconds: float) -> None:
        """Wait, unless the wait is skipped."""
        self._skip.wait(min(seconds, threading.TIMEOUT_MAX))
        # Not before the wait: the skip may come as soon as its event has been sent.
        self._skip.clear()
