"""The socket whose end is that of the forkserver, of its workers, and of all that these started.

The kernel kills them, whatever they do: an import holds the interpreter for seconds in which no
code of ours would notice.
"""

import fcntl
import os
import select
import signal
import sys


def tie(handle: int) -> None:
    """Have the process group of this process killed when the other end of a socket is closed."""
    if sys.platform != "linux":
        # No other kernel kills for this; there, each process ends when it next reads its socket.
        return
    fcntl.fcntl(handle, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(handle, fcntl.F_SETFL, os.O_ASYNC)
    # An end that came before is not reported.
    if select.select([handle], [], [], 0)[0]:
        os._exit(0)
