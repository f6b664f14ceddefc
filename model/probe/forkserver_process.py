"""The forkserver, seen from outside: started, waited for, given work, and ended."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Mapping

from llm_tui.model.probe.child_environment import probe_environment
from llm_tui.model.probe.events import Ready, Unavailable, decode

MODULE = "llm_tui.model.probe.child.forkserver"


class ProbeError(Exception):
    """litellm can't be used; the reason is its text."""


class Forkserver:
    """A running forkserver. It ends when this end of its control socket does."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._control, theirs = socket.socketpair()
        self._control.setblocking(False)
        # multiprocessing's forkserver was tried: it imports from the user's folder, keeps our
        # session and stderr, hides what a preload raises, and leaves a resource tracker running.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", MODULE, str(theirs.fileno())],
            # From another folder, so that no file of the user's is taken for a module or a .env; in
            # a session of its own, so that ctrl+c at the terminal is ours to handle.
            cwd="/",
            env=probe_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        self._received = b""
        self._startup: Ready | Unavailable | None = None

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Has it not ended?"""
        return self._process.poll() is None

    async def startup(self) -> Ready | Unavailable:
        """Wait until it can fork, or has found that it can't; one caller at a time."""
        if self._startup is None:
            self._startup = await self._receive_startup()
        return self._startup

    async def _receive_startup(self) -> Ready | Unavailable:
        loop = asyncio.get_running_loop()
        while not self._received.endswith(b"\n"):
            piece = await loop.sock_recv(self._control, 4096)
            if not piece:
                return Unavailable(message="the process that imports litellm ended at its start")
            self._received += piece
        message = decode(self._received)
        assert isinstance(message, Ready | Unavailable)
        return message

    def connect_worker(self) -> socket.socket:
        """Return a socket to a worker of its own. Raises ProbeError if the forkserver has ended."""
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [b"t"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise ProbeError("the process that imported litellm has ended; try again") from error
        finally:
            theirs.close()
        return ours

    def close(self) -> None:
        """End it at once. Its workers end when their own sockets do."""
        self._control.close()
        self._process.kill()
        self._process.wait()
