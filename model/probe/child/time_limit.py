"""A time limit for a call that blocks."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from llm_tui.model.probe.child.answer_errors import OwnLimitError


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OwnLimitError in the main thread after so many seconds, whatever it waits for."""

    def expire(*_: object) -> NoReturn:
        raise OwnLimitError(seconds)

    signal.signal(signal.SIGALRM, expire)
    # Again and again: a destructor that happens to run would swallow the first one.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
