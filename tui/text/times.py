"""Times for people."""

import time

_UNITS = ((86400, "days"), (3600, "h"), (60, "min"))


def clock(seconds: float) -> str:
    """A time, in seconds since the epoch, as the clock on the wall has it."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))


def ago(seconds: float) -> str:
    """How long ago something was that is so many seconds old."""
    for length, unit in _UNITS:
        if seconds >= length:
            number = int(seconds // length)
            return f"{number} {'day' if unit == 'days' and number == 1 else unit} ago"
    return f"{max(0, int(seconds))} s ago"
