"""The end of the process."""

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn


def leave(status: int) -> NoReturn:
    """End the process at once: taking the interpreter down would be most of the time to leave.

    What was registered with atexit is called; threads that still run are not waited for.
    """
    # There is no other way to call it.
    atexit._run_exitfuncs()  # noqa: SLF001
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)
