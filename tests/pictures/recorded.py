"""What is different in every run, fixed: the clock, the day, the answers of models, an address.

The program runs as it is. Only what it would meet outside of itself is recorded: the worker that
sends the requests, the machine's clocks, the port of a proxy.
"""

import asyncio
import json
import socket
import sys
import time
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from llm_tui.model.probe.events import Ready

RUNS = json.loads(Path(__file__).with_name("runs.json").read_text(encoding="utf-8"))
"""By model: the events that its worker reports."""

PORT = 4000
"""Where the file says that its proxy is."""


class Clock:
    """The screen's monotonic clock: it stands still until a scene moves it."""

    def __init__(self) -> None:
        self.now = 0.0

    def install(self) -> None:
        """Replace the real clock for the screen only: event loop and deadlines need theirs."""
        real = time.monotonic

        def monotonic() -> float:
            caller = sys._getframe(1).f_globals["__name__"]
            return self.now if caller.startswith("llm_tui.tui.") else real()

        time.monotonic = monotonic


class Day(datetime):
    """A day on which models have always the same time left."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Day":
        """Return its beginning."""
        return cls(2026, 7, 1, tzinfo=tz)


class Worker:
    """Reports the recorded events of the model that it is asked to test, as a scene lets it."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        self._connection = connection
        self._events: list[Any] | None = None

    async def play(self, count: int) -> None:
        """Report the next events."""
        loop = asyncio.get_running_loop()
        if self._events is None:
            line = b""
            while not line.endswith(b"\n"):
                line += await loop.sock_recv(self._connection, 65536)
            model = json.loads(line)["request"]["arguments"]["model"]
            self._events = list(RUNS[model.rpartition("/")[2]])
        for _ in range(min(count, len(self._events))):
            line = json.dumps(self._events.pop(0)).encode() + b"\n"
            await loop.sock_sendall(self._connection, line)


class Workers:
    """Stands where the forkserver is, with recorded workers."""

    connected: list[Worker] = []

    is_running = True

    def __init__(self, *_: object) -> None:
        """No environment or interpreter matters."""

    async def startup(self) -> Ready:
        """Nothing has to be imported."""
        return Ready()

    def connect_worker(self) -> socket.socket:
        """Return a socket to a worker of its own."""
        ours, theirs = socket.socketpair()
        self.connected.append(Worker(theirs))
        return ours

    def close(self) -> None:
        """Nothing has to end."""


def outside(port: int) -> dict[str, object]:
    """What is replaced, by name. port: where there is a server in place of the file's proxy."""
    real = socket.create_connection

    def create_connection(address: tuple[str, int], *more: Any, **named: Any) -> socket.socket:
        if address == ("127.0.0.1", PORT):
            address = ("127.0.0.1", port)
        return real(address, *more, **named)

    return {
        "socket.create_connection": create_connection,
        "llm_tui.model.probe.client.Forkserver": Workers,
        "llm_tui.model.catalogue.models.datetime": Day,
    }
