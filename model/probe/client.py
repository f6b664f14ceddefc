"""The screen's side of the probe: starts it, hands it tests, and gives what happens.

The zygote is started when first needed, and again after a crash. Cancelling a test kills its
worker; closing the probe, or the end of this process, ends all of it.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from typing import Any, NamedTuple, Self

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.dialects.contract import Request
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.probe.child_environment import probe_environment

LINE = 64 * 1024 * 1024
"""The longest event in bytes: one holds a whole answer."""


class Job(NamedTuple):
    """A test to run."""

    request: Request
    retry_policy: RetryPolicy
    prompt: str
    limit: float
    """Seconds for each attempt, over and above the section's own timeout."""
    stream: bool = True
    tools: bool = False
    """Ask for a tool call afterwards?"""
    prices: tuple[float | None, float | None] = (None, None)
    """The section's own prices of a token in and out, in dollars."""

    def encoded(self) -> bytes:
        """The test as one line of JSON. It holds the key: it goes to the worker only."""
        request = self.request
        return json.dumps(
            {
                "arguments": dict(request.arguments),
                "environment": dict(request.environment),
                "modify_params": request.modify_params,
                "retry_policy": self.retry_policy._asdict(),
                "prompt": self.prompt,
                "limit": self.limit,
                "stream": self.stream,
                "tools": self.tools,
                "prices": self.prices,
            },
            default=str,
        ).encode()


class RunningTest:
    """A test that is under way."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._pid: int | None = None

    async def events(self) -> AsyncIterator[dict[str, Any]]:
        """What happens, until the event `ended`, which comes whatever becomes of the worker."""
        number, pieces = 1, list[str]()
        while line := await self._reader.readline():
            event = json.loads(line)
            self._pid = event.pop("pid", self._pid)
            number = event.get("number", number)
            match event["event"]:
                case "attempt":
                    pieces = []
                case "text":
                    pieces.append(event["text"])
                case "succeeded":
                    # The worker has sent it already, and it may be long.
                    event["text"] = "" if event.get("step") else "".join(pieces)
            yield event
            if event["event"] == "ended":
                return
        message = "the process that asks the model ended unexpectedly"
        yield _failed(number, message)
        yield {"event": "ended", "ok": False, "attempts": number}

    def skip_wait(self) -> None:
        """Go on with the next attempt at once, if it is waited for."""
        with contextlib.suppress(OSError):
            self._writer.write(b'{"do": "skip"}\n')

    def cancel(self) -> None:
        """End the worker wherever it is; the kernel closes its connections."""
        if self._pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        self._writer.close()


def _failed(number: int, message: str) -> dict[str, Any]:
    kind = FailureKind.BROKEN.value
    return {"event": "failed", "number": number, "kind": kind, "status": None, "message": message}


class Probe:
    """The processes that ask models."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._ready: asyncio.Task[str | None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process of the zygote, while it runs."""
        return self._process.pid if self._process else None

    def warm_up(self) -> None:
        """Start what takes seconds, without waiting for it."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        ours, theirs = socket.socketpair()
        command = [
            sys.executable,
            "-P",
            "-m",
            "llm_tui.model.probe.forkserver",
            str(theirs.fileno()),
        ]
        # From another folder, so that no file of the user's is taken for a module or a .env; in a
        # session of its own, so that ctrl+c at the terminal is ours to handle.
        self._process = subprocess.Popen(  # noqa: S603
            command,
            cwd="/",
            env=probe_environment(self._environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        ours.setblocking(False)
        self._control = ours
        self._ready = asyncio.create_task(_when_ready(ours))

    async def start(self, job: Job) -> RunningTest:
        """Hand over a test. Raises ProbeError where litellm can't be used."""
        self.warm_up()
        assert self._ready is not None
        assert self._control is not None
        problem = await asyncio.shield(self._ready)
        if problem is not None:
            self.close()
            raise ProbeError(problem)
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [b"t"], [theirs.fileno()])
        except OSError as error:
            self.close()
            raise ProbeError("the process that asks the model has ended; try again") from error
        finally:
            theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours, limit=LINE)
        writer.write(job.encoded() + b"\n")
        return RunningTest(reader, writer)

    def close(self) -> None:
        """End everything, without ceremony."""
        if self._ready is not None:
            self._ready.cancel()
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._control = self._ready = None


class ProbeError(Exception):
    """litellm can't be used; the reason is its text."""


async def _when_ready(control: socket.socket) -> str | None:
    """None once the zygote can fork; else why it can't."""
    loop = asyncio.get_running_loop()
    line = b""
    while not line.endswith(b"\n"):
        piece = await loop.sock_recv(control, 4096)
        if not piece:
            return "the process that asks the model ended while it started"
        line += piece
    event = json.loads(line)
    if event["event"] == "ready":
        return None
    return f"litellm can't be imported here: {event['message'].splitlines()[0]}"
