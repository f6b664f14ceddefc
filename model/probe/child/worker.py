"""One job, in a process of its own.

Only words leave this process: an exception holds the API key, in its text, its causes and its
frames.
"""

import asyncio
import os
import socket

from llm_tui.model.probe.child.attempts import run
from llm_tui.model.probe.child.connection import Connection
from llm_tui.model.probe.child.warmup import run_warmup
from llm_tui.model.probe.events import WorkerStarted
from llm_tui.model.probe.job import Job


def warm_up() -> None:
    """Run a test that costs nothing, so that those after it are faster."""
    asyncio.run(run_warmup(run))


def main(control: socket.socket) -> None:
    """Warm up, wait for the socket of a job, and run that."""
    asyncio.run(_main(control))


async def _main(control: socket.socket) -> None:
    # Also when a job is waiting: its times are to be the model's, not those of a start.
    await run_warmup(run)
    handle = await _received_handle(control)
    if handle is None:
        return
    reader, writer = await asyncio.open_connection(sock=socket.socket(fileno=handle))
    line = await reader.readline()
    if line:
        connection = Connection(reader, writer)
        connection.send(WorkerStarted(pid=os.getpid()))
        await run(Job.decode(line), connection)
        await connection.close()


async def _received_handle(control: socket.socket) -> int | None:
    """Wait for the file descriptor of the job's socket; None if the forkserver ends first."""
    loop = asyncio.get_running_loop()
    control.setblocking(False)
    readable = asyncio.Event()
    loop.add_reader(control, readable.set)
    await readable.wait()
    loop.remove_reader(control)
    _, handles, _, _ = socket.recv_fds(control, 1, 1)
    return handles[0] if handles else None
