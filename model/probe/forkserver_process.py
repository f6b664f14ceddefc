"""The forkserver, seen from outside: started, waited for, given work, and ended."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Mapping

from llm_tui.model.probe.child_environment import probe_environment
from llm_tui.model.probe.events import Ready, Unavailable, decode

_HERE = os.path.dirname(os.path.abspath(__file__))
BOOTSTRAP = os.path.join(_HERE, "child", "bootstrap.py")
PACKAGE = os.path.dirname(os.path.dirname(_HERE))
"""The folder of the `llm_tui` package, as a child finds it on any interpreter."""


ENDED = (
    "the process that imports litellm ended at its start: is its interpreter Python 3.11 or newer,"
    " with litellm?"
)


class ProbeError(Exception):
    """litellm can't be used; the reason is its text."""


class Forkserver:
    """A running forkserver. It and its workers end when this end of its lifeline does."""

    def __init__(self, environment: Mapping[str, str], python: str | None = None) -> None:
        """Start it. Raises ProbeError if the interpreter can't be started.

        python: the interpreter whose litellm is used; None: ours.
        """
        self._control, control = socket.socketpair()
        self._lifeline, lifeline = socket.socketpair()
        self._control.setblocking(False)
        self._received = b""
        self._startup: Ready | Unavailable | None = None
        try:
            handles = lifeline.fileno(), control.fileno()
            self._process = _started(python, handles, probe_environment(environment))
        except OSError as error:
            self._let_go()
            raise ProbeError(f"{python} can't be started: {error.strerror}") from error
        finally:
            control.close()
            lifeline.close()

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
                return Unavailable(message=ENDED)
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
        """End it and its workers at once."""
        self._let_go()
        self._process.kill()
        self._process.wait()

    def _let_go(self) -> None:
        self._control.close()
        self._lifeline.close()


def _started(
    python: str | None, handles: tuple[int, int], environment: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    owner = "own" if python is None else "program"
    # multiprocessing's forkserver was tried: it imports from the user's folder, keeps our session
    # and stderr, hides what a preload raises, and leaves a resource tracker running.
    return subprocess.Popen(  # noqa: S603
        [python or sys.executable, "-P", BOOTSTRAP, PACKAGE, *map(str, handles), owner],
        # From another folder, so that no file of the user's is taken for a module or a .env; in a
        # session of its own, so that ctrl+c at the terminal is ours to handle, and so in a process
        # group of its own, which its lifeline kills.
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=handles,
        start_new_session=True,
    )
