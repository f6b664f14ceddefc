"""The process that imports litellm once and forks a worker for every job.

Its control socket carries one message per job: a file descriptor to talk with the worker on. The
end of that socket is the end of the forkserver; `lifeline` ends it where it can't look, and its
workers.
"""

import functools
import gc
import os
import select
import signal
import socket
from collections.abc import Callable
from typing import NoReturn

from llm_tui.model.probe.child import import_failure
from llm_tui.model.probe.events import Ready, Unavailable, encode

CALM = 1.0
"""Seconds until the next worker is forked in advance: its warmup would slow down the last."""

Work = Callable[[socket.socket], None]


def main(handle: int, *, is_own: bool) -> NoReturn:
    """Import litellm, report that, and fork until the control socket ends.

    handle: the file descriptor of that socket. is_own: is this our own interpreter?
    """
    control = socket.socket(fileno=handle)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # The objects of the import live for good, and a worker lives for one job: the collector would
    # find nothing, and a fork copies every page that it touches.
    gc.disable()
    work = _imported(control, is_own=is_own)
    control.sendall(encode(Ready()))
    _serve(control, work)


def _imported(control: socket.socket, *, is_own: bool) -> Work:
    """Return the work of a worker, with all that it imports; if that fails, report it and end."""
    try:
        from llm_tui.model.probe.child import (
            answer_bounds,
            installation,
            litellm_settings,
            preload,
            worker,
        )
        from llm_tui.model.probe.child.traffic import TRAFFIC

        litellm_settings.apply(is_own=is_own)
        preload.preload()
        TRAFFIC.watch()
        here = installation.this_installation(is_own=is_own)
        # Every worker then has all that the first call builds, and memory holds it once.
        worker.warm_up(here)
        # Last, so that the memory of the imports is not counted.
        answer_bounds.apply()
    except BaseException as error:  # noqa: BLE001
        control.sendall(encode(Unavailable(message=import_failure.explain(error))))
        os._exit(1)
    return functools.partial(worker.main, installation=here)


def _serve(control: socket.socket, work: Work) -> NoReturn:
    spare: socket.socket | None = _fork_worker(control, work)
    while True:
        if spare is None and not select.select([control], [], [], CALM)[0]:
            spare = _fork_worker(control, work)
        message, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            os._exit(0)
        spare = spare or _fork_worker(control, work)
        for handle in handles:
            _hand_over(spare, handle)
            os.close(handle)
        spare.close()
        spare = None


def _fork_worker(control: socket.socket, work: Work) -> socket.socket:
    """Fork a worker that waits for its job, and ends with it."""
    ours, theirs = socket.socketpair()
    if os.fork():
        theirs.close()
        return ours
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        ours.close()
        work(theirs)
    finally:
        os._exit(0)


def _hand_over(spare: socket.socket, handle: int) -> None:
    try:
        socket.send_fds(spare, [b"t"], [handle])
    except OSError:
        # The worker was killed while it waited: the other side sees its socket end.
        return
