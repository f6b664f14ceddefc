"""The sequences that lead from one state of a terminal to another are right, and short."""

from random import Random

import pytest

from llm_tui.tui.output.cells import Cells
from llm_tui.tui.output.frame import Shown
from llm_tui.tui.output.moves import move
from llm_tui.tui.output.pen import PLAIN, Pen, change, read_pen
from llm_tui.tui.output.terminfo import Abilities
from tests.tui.output.emulator import Emulator


@pytest.mark.parametrize(
    ("start", "end", "sequence"),
    [
        (None, (0, 0), "\x1b[H"),
        (None, (0, 7), "\x1b[8H"),
        (None, (30, 7), "\x1b[8;31H"),
        ((5, 3), (5, 3), ""),
        ((5, 3), (6, 3), "\x1b[C"),
        ((5, 3), (4, 3), "\b"),
        ((5, 3), (0, 3), "\r"),
        ((40, 3), (2, 4), "\r\n\x1b[2C"),
        ((40, 3), (0, 4), "\r\n"),
        ((40, 3), (40, 4), "\x1b[B"),
        ((40, 9), (40, 3), "\x1b[6A"),
    ],
)
def test_the_cursor_goes_the_shortest_way(
    start: tuple[int, int] | None, end: tuple[int, int], sequence: str
) -> None:
    assert move(start, end) == sequence


def test_every_way_of_the_cursor_leads_there() -> None:
    random = Random(1)
    screen = Emulator(80, 24)
    place = (0, 0)
    for _ in range(2000):
        goal = (random.randrange(80), random.randrange(24))
        screen.feed(move(place, goal))
        assert (screen.cursor.x, screen.cursor.y) == goal
        place = goal


BOLD_RED = read_pen("1;31")


@pytest.mark.parametrize(
    ("before", "after", "sequence"),
    [
        (None, PLAIN, "\x1b[m"),
        (None, BOLD_RED, "\x1b[0;1;31m"),
        (BOLD_RED, BOLD_RED, ""),
        (BOLD_RED, PLAIN, "\x1b[m"),
        (BOLD_RED, read_pen("1;32"), "\x1b[32m"),
        (BOLD_RED, read_pen("2;31"), "\x1b[22;2m"),
        (read_pen("1;38;5;9;48;2;1;2;3"), read_pen("38;5;9;48;2;1;2;3"), "\x1b[22m"),
        (read_pen("48;2;1;2;3"), read_pen("38;5;120"), "\x1b[0;38;5;120m"),
        (PLAIN, Pen(link="id=1;https://a"), "\x1b]8;id=1;https://a\x1b\\"),
        (Pen(link="id=1;https://a"), PLAIN, "\x1b]8;;\x1b\\"),
    ],
)
def test_the_pen_changes_by_what_differs(before: Pen | None, after: Pen, sequence: str) -> None:
    assert change(before, after) == sequence


def after(first: str, second: str, abilities: Abilities | None = None) -> str:
    """What is sent when one row of text replaces another."""
    cells, shown = Cells(40, 2), Shown(abilities or Abilities())
    shown.clear(40, 2)
    for text in (first, second):
        cells.put(0, 0, [(text.ljust(40), read_pen("44"))])
        sent = shown.show(cells)
    return sent


def test_one_letter_costs_its_way_and_itself() -> None:
    assert after("name = one", "name = ons") == "\x1b[1;10Hs"


def test_few_cells_that_stay_are_drawn_again_rather_than_jumped_over() -> None:
    assert after("a bc d", "x bc y") == "\x1b[Hx bc y"


@pytest.mark.parametrize(
    ("abilities", "sequence"),
    [(Abilities(erases_in_colour=True), "\x1b[9D\x1b[K"), (Abilities(), "\x1b[1;2H" + " " * 9)],
)
def test_blanks_are_erased_only_where_that_keeps_their_colour(
    abilities: Abilities, sequence: str
) -> None:
    assert after("a" * 10, "a", abilities) == sequence


def test_no_control_character_reaches_the_terminal() -> None:
    assert after("", "a\x1b[2Jb\x07\x9b\tc") == "\x1b[Ha[2Jbc"


class Disagreeing(Emulator):
    """A terminal that draws what others doubt wider or narrower than we count."""

    def width_of(self, character: str) -> int:
        return {"✓": 2, "🙂": 1}.get(character, super().width_of(character))

    def draw(self, data: str) -> None:
        for character in data:
            x = self.cursor.x
            super().draw(character)
            if character in "✓🙂":
                self.cursor.x = x + self.width_of(character)
                if character == "✓":
                    self.buffer[self.cursor.y][x + 1] = self.cursor.attrs._replace(data="")
                else:
                    self.buffer[self.cursor.y][x + 1] = self.default_char


def test_a_character_of_doubtful_width_moves_nothing_else() -> None:
    random = Random(2)
    screen, cells, shown = Disagreeing(30, 3), Cells(30, 3), Shown(Abilities())
    shown.clear(30, 3)
    screen.feed("\x1b[?7l")
    for _ in range(500):
        text = "".join(random.choice(["✓ ", "🙂", "a", "b", "  ", "字"]) for _ in range(9))
        cells.put(random.randrange(20), random.randrange(3), [(text, PLAIN)])
        screen.feed(shown.show(cells))
        for y, row in enumerate(cells.rows):
            for x, (grapheme, _) in enumerate(row):
                if grapheme in ("a", "b", "字"):
                    assert screen.buffer[y][x].data == grapheme
