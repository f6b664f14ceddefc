"""The client of the forkserver: starts it, sends jobs and yields their events.

The forkserver is started when first needed, and again after a crash. Cancelling a test kills its
worker; closing the probe, or the end of this process, ends all of it.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Self

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptStarted,
    AttemptSucceeded,
    Ended,
    Event,
    Ready,
    SkipWait,
    TextReceived,
    Unavailable,
    WorkerStarted,
    decode,
    encode,
)
from llm_tui.model.probe.forkserver_process import Forkserver, ProbeError
from llm_tui.model.probe.job import Job

LINE = 64 * 1024 * 1024
"""The longest event in bytes: one holds a whole answer."""


class WorkerHandle:
    """A worker that runs a job."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.pid: int | None = None
        """Its process; None until its first event."""

    async def events(self) -> AsyncIterator[Event]:
        """Yield the events, up to `Ended`, which comes whatever becomes of the worker."""
        number, pieces = 1, list[str]()
        while line := await self._reader.readline():
            event = decode(line)
            match event:
                case WorkerStarted():
                    self.pid = event.pid
                    continue
                case AttemptStarted():
                    number, pieces = event.number, []
                case TextReceived():
                    pieces.append(event.text)
                case AttemptSucceeded():
                    # The worker has sent the text already, and it may be long.
                    event = replace(event, text="" if event.step else "".join(pieces))
            assert isinstance(event, Event)
            yield event
            if isinstance(event, Ended):
                return
        reason = "the process that sends the request ended unexpectedly"
        yield AttemptFailed(number=number, kind=FailureKind.BROKEN, status=None, message=reason)
        yield Ended(ok=False, attempts=number)

    def skip_wait(self) -> None:
        """Start the next attempt at once, if it is waited for."""
        with contextlib.suppress(OSError):
            self._writer.write(encode(SkipWait()))

    def cancel(self) -> None:
        """End the worker wherever it is; the kernel closes its connections."""
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self._writer.close()


class Probe:
    """The processes that send requests to models."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._forkserver: Forkserver | None = None
        self._startup: asyncio.Task[Ready | Unavailable] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process of the forkserver, while there is one."""
        return self._forkserver.pid if self._forkserver else None

    def warm_up(self) -> None:
        """Start what takes seconds, without waiting for it."""
        if self._forkserver is not None and self._forkserver.is_running:
            return
        self.close()
        self._forkserver = Forkserver(self._environment)
        self._startup = asyncio.create_task(self._forkserver.startup())

    async def start(self, job: Job) -> WorkerHandle:
        """Hand over a job. Raises ProbeError where litellm can't be used."""
        self.warm_up()
        assert self._startup is not None
        startup = await asyncio.shield(self._startup)
        if isinstance(startup, Unavailable):
            self.close()
            raise ProbeError(startup.message)
        assert self._forkserver is not None
        try:
            connection = self._forkserver.connect_worker()
        except ProbeError:
            self.close()
            raise
        reader, writer = await asyncio.open_connection(sock=connection, limit=LINE)
        writer.write(job.encode())
        return WorkerHandle(reader, writer)

    def close(self) -> None:
        """End everything at once."""
        if self._startup is not None:
            self._startup.cancel()
        if self._forkserver is not None:
            self._forkserver.close()
        self._forkserver = self._startup = None
