"""The shortest sequence that moves the cursor from one cell to another."""

Place = tuple[int, int]
"""A column and a row, counted from 0."""


def move(start: Place | None, end: Place) -> str:
    """The shortest sequence that moves the cursor; from an unknown place, an absolute one.

    Only what a VT100 knows is used.
    """
    absolute = _absolute(*end)
    if start is None:
        return absolute
    (x, y), (to_x, to_y) = start, end
    vertical = _steps(to_y - y, "B", "A")
    ways = [vertical + _steps(to_x - x, "C", "D"), vertical + "\r" + _steps(to_x, "C", "D")]
    if to_x < x:
        ways.append(vertical + "\b" * (x - to_x))
    if to_y > y:
        ways.append("\r\n" * (to_y - y) + _steps(to_x, "C", "D"))
    return min(*ways, absolute, key=len)


def _absolute(x: int, y: int) -> str:
    if x == 0:
        return f"\x1b[{y + 1}H" if y else "\x1b[H"
    return f"\x1b[{y + 1};{x + 1}H"


def _steps(distance: int, forward: str, backward: str) -> str:
    if distance == 0:
        return ""
    count = abs(distance)
    letter = forward if distance > 0 else backward
    return f"\x1b[{count if count > 1 else ''}{letter}"
