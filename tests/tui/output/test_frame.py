"""What the terminal shows after our output is what it shows after Textual's own."""

import io
from random import Random

import pytest
from rich.console import Console
from textual._compositor import CompositorUpdate

from llm_tui.tui.output.cells import Cells
from llm_tui.tui.output.frame import Shown
from llm_tui.tui.output.private import pieces, placed_strips
from llm_tui.tui.output.terminfo import Abilities
from tests.tui.output.drawing import ATTRIBUTES, Artist
from tests.tui.output.emulator import Emulator

NO_WRAP = "\x1b[?7l"


class Pair:
    """A plain screen and ours, drawn on alike."""

    def __init__(self, width: int, height: int, abilities: Abilities) -> None:
        self.console = Console(
            file=io.StringIO(), color_system="truecolor", force_terminal=True, legacy_windows=False
        )
        in_colour = abilities.erases_in_colour
        self.plain = Emulator(width, height, erases_in_colour=in_colour)
        self.ours = Emulator(width, height, erases_in_colour=in_colour)
        self.cells, self.shown = Cells(width, height), Shown(abilities)
        self.shown.clear(width, height)
        for screen in (self.plain, self.ours):
            screen.feed(NO_WRAP)

    def draw(self, update: CompositorUpdate) -> str:
        self.plain.feed(update.render_segments(self.console))
        for x, y, strip in placed_strips(update):
            self.cells.put(x, y, pieces(strip, self.console))
        return self.send()

    def send(self) -> str:
        text = self.shown.show(self.cells)
        self.ours.feed(text)
        return text

    def resize(self, width: int, height: int) -> None:
        for screen in (self.plain, self.ours):
            screen.resize(height, width)
            screen.feed(NO_WRAP)
        self.cells = self.cells.resized(width, height)
        self.shown.forget()

    def scribble(self, random: Random) -> None:
        """Another program writes on our screen, in its own colour; the frame is notified."""
        y, x = random.randrange(self.ours.lines), random.randrange(self.ours.columns)
        self.ours.feed(f"\x1b[{y + 1};{x + 1}H\x1b[1;31;42mmail for you")
        self.shown.forget()

    def enter_again(self) -> None:
        """The terminal was lent, and comes back cleared."""
        self.ours.feed("\x1b[m\x1b[H\x1b[2J")
        self.shown.clear(self.cells.width, self.cells.height)


@pytest.mark.parametrize("seed", range(24))
def test_random_drawing_at_random_sizes_shows_the_same_cells(seed: int) -> None:
    random = Random(seed)
    width, height = random.randint(1, 60), random.randint(1, 12)
    abilities = Abilities(random.random() < 0.5, random.random() < 0.5)
    pair = Pair(width, height, abilities)
    artist = Artist(random, (width, height), ATTRIBUTES)
    pair.draw(artist.everything())
    for number in range(120):
        step = random.choices(
            ["region", "chops", "everything", "resize", "scribble", "enter again"],
            [60, 60, 4, 3, 3, 3],
        )[0]
        if step == "resize":
            artist.width, artist.height = random.randint(1, 60), random.randint(1, 12)
            pair.resize(artist.width, artist.height)
            pair.draw(artist.everything())
        elif step == "scribble":
            pair.scribble(random)
            pair.send()
        elif step == "enter again":
            pair.enter_again()
            pair.send()
        else:
            pair.draw(getattr(artist, step)())
        assert differences(pair) == [], f"seed {seed}, step {number}: {step}"
        assert pair.send() == ""


def differences(pair: Pair) -> list[object]:
    return [
        ((x, y), plain, ours)
        for y, rows in enumerate(zip(pair.plain.cells(), pair.ours.cells(), strict=True))
        for x, (plain, ours) in enumerate(zip(*rows, strict=True))
        if plain != ours
    ]
