"""One job, in a process of its own.

Only words leave this process: an exception holds the API key, in its text, its causes and its
frames.
"""

import functools
import os
import socket

from llm_tui.model.probe.child.attempts import run
from llm_tui.model.probe.child.connection import Connection
from llm_tui.model.probe.child.installation import Installation
from llm_tui.model.probe.child.warmup import run_warmup
from llm_tui.model.probe.events import WorkerStarted
from llm_tui.model.probe.job import Job


def warm_up(installation: Installation) -> None:
    """Run a test that costs nothing, so that those after it are faster."""
    run_warmup(functools.partial(run, installation=installation))


def main(control: socket.socket, installation: Installation) -> None:
    """Warm up, wait for the socket of a job, and run that."""
    # Also when a job is waiting: its times are to be the model's, not those of a start.
    warm_up(installation)
    _, handles, _, _ = socket.recv_fds(control, 1, 1)
    if not handles:
        # The forkserver has ended first.
        return
    connection = Connection(socket.socket(fileno=handles[0]))
    line = connection.receive()
    if line:
        connection.send(WorkerStarted(pid=os.getpid()))
        connection.listen()
        run(Job.decode(line), connection, installation)
