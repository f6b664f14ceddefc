"""The same two lists with nothing but curses: about the least that Python can do."""

import curses

SECTIONS, SETTINGS, WIDTH = 10, 40, 24

_LISTS = (
    ["llm", *(f"  section {number}" for number in range(SECTIONS))],
    [f"key {number:<12} value {number:<12} default" for number in range(SETTINGS)],
)


def main(window: "curses.window") -> None:
    """Show two lists until `q`."""
    curses.curs_set(0)
    curses.use_default_colors()
    rows, columns = window.getmaxyx()
    places = ((0, WIDTH), (WIDTH, columns - WIDTH - 1))
    selected, focus = [0, 0], 0
    while True:
        window.erase()
        window.addnstr(0, 0, " minimal".ljust(columns), columns - 1, curses.A_REVERSE)
        window.addnstr(rows - 1, 0, " tab other list   q quit", columns - 1, curses.A_REVERSE)
        for number, (left, width) in enumerate(places):
            _show(window, number, selected[number], left, width, number == focus)
        key = window.getch()
        if key == ord("q"):
            return
        if key == ord("\t"):
            focus = 1 - focus
        step = {curses.KEY_DOWN: 1, curses.KEY_UP: -1}.get(key, 0)
        selected[focus] = min(max(selected[focus] + step, 0), len(_LISTS[focus]) - 1)


def _show(
    window: "curses.window", number: int, selected: int, left: int, width: int, focused: bool
) -> None:
    height = window.getmaxyx()[0] - 2
    top = max(0, selected - height + 1)
    for row, text in enumerate(_LISTS[number][top : top + height]):
        here = curses.A_REVERSE if focused else curses.A_BOLD
        look = here if top + row == selected else curses.A_NORMAL
        window.addnstr(1 + row, left, text.ljust(width), width, look)


if __name__ == "__main__":
    curses.wrapper(main)
