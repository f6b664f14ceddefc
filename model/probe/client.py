"""The client of the forkserver: starts it, sends jobs and yields their events.

The forkserver is started when first needed, and again after a crash. Cancelling a test kills its
worker; closing the probe, or the end of this process, ends all of it.
"""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import AsyncIterator, Mapping
from typing import Self

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.events import (
    AttemptFailed,
    AttemptStarted,
    Ended,
    Event,
    Ready,
    SkipWait,
    Unavailable,
    WorkerStarted,
    decode,
    encode,
)
from llm_tui.model.probe.forkserver_process import Forkserver, ProbeError
from llm_tui.model.probe.interpreter import Interpreter
from llm_tui.model.probe.job import Job

LINE = 64 * 1024 * 1024
"""The longest event in bytes."""

IDLE = 300.0
"""Seconds without a test after which the processes are let go: they hold 200 MB."""


class WorkerHandle:
    """A worker that runs a job."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        running: set["WorkerHandle"],
    ) -> None:
        """running: the workers that are running, from which this one takes itself out."""
        self._reader, self._writer, self._running = reader, writer, running
        self.pid: int | None = None
        """Its process; None until its first event."""

    async def events(self) -> AsyncIterator[Event]:
        """Yield the events, up to `Ended`, which comes whatever becomes of the worker."""
        number = 1
        while line := await self._reader.readline():
            event = decode(line)
            if isinstance(event, WorkerStarted):
                self.pid = event.pid
                continue
            if isinstance(event, AttemptStarted):
                number = event.number
            assert isinstance(event, Event)
            yield event
            if isinstance(event, Ended):
                return
        reason = "the process that sends the request ended unexpectedly"
        yield AttemptFailed(number=number, kind=FailureKind.TEST_FAULT, status=None, message=reason)
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
        self._running.discard(self)
        self._writer.close()


class Probe:
    """The processes that send requests to models."""

    def __init__(
        self,
        environment: Mapping[str, str],
        interpreter: Interpreter | None = None,
        idle: float = IDLE,
    ) -> None:
        """interpreter: the one whose litellm is used; None: ours.

        idle: seconds without a test after which the processes are let go.
        """
        self._environment, self._interpreter, self._idle = environment, interpreter, idle
        self._forkserver: Forkserver | None = None
        self._startup: asyncio.Task[Ready | Unavailable] | None = None
        self._workers: set[WorkerHandle] = set()
        self._handed_over = 0
        """How many jobs are about to get their worker."""
        self._letting_go: asyncio.TimerHandle | None = None

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
        with contextlib.suppress(ProbeError):
            self._launch()

    def _launch(self) -> "asyncio.Task[Ready | Unavailable]":
        """The start of the forkserver. Raises ProbeError if the interpreter can't be started."""
        if self._forkserver is None or self._startup is None or not self._forkserver.is_running:
            self.close()
            python = self._interpreter.path if self._interpreter else None
            self._forkserver = Forkserver(self._environment, python)
            self._startup = asyncio.create_task(self._forkserver.startup())
        self._put_off()
        return self._startup

    def _put_off(self) -> None:
        """Let the processes go only when they have been idle for so long from now on."""
        if self._letting_go is not None:
            self._letting_go.cancel()
        loop = asyncio.get_running_loop()
        self._letting_go = loop.call_later(self._idle, self._let_go)

    def _let_go(self) -> None:
        is_starting = self._startup is not None and not self._startup.done()
        if self._workers or self._handed_over or is_starting:
            self._put_off()
        else:
            self.close()

    async def start(self, job: Job) -> WorkerHandle:
        """Hand over a job. Raises ProbeError where litellm can't be used."""
        self._handed_over += 1
        try:
            connection = await self._connected()
            reader, writer = await asyncio.open_connection(sock=connection, limit=LINE)
        finally:
            self._handed_over -= 1
        writer.write(job.encode())
        worker = WorkerHandle(reader, writer, self._workers)
        self._workers.add(worker)
        return worker

    async def _connected(self) -> socket.socket:
        """A socket to a worker. Raises ProbeError where litellm can't be used."""
        try:
            return await self._connected_here()
        except ProbeError:
            self.close()
            if self._interpreter is None or self._interpreter.is_named:
                raise
        # It was only found: our own litellm does instead, and the events say so.
        self._interpreter = None
        return await self._connected()

    async def _connected_here(self) -> socket.socket:
        startup = await asyncio.shield(self._launch())
        if isinstance(startup, Unavailable):
            raise ProbeError(startup.message)
        assert self._forkserver is not None
        return self._forkserver.connect_worker()

    def close(self) -> None:
        """End everything at once."""
        if self._startup is not None:
            self._startup.cancel()
        if self._forkserver is not None:
            self._forkserver.close()
        if self._letting_go is not None:
            self._letting_go.cancel()
        self._forkserver = self._startup = self._letting_go = None
