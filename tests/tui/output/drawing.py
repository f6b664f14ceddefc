"""Random drawing, as updates of Textual's compositor."""

from collections.abc import Iterable
from itertools import pairwise
from random import Random

from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

TEXTS = (
    *"abcXYZ019.:/│─╭╮●▌…→éß",
    *"漢字한글",
    *"✓✗🙂",
    "e\u0301",
    "n\u0303",
    "    ",
    "          ",
    "word",
)
ATTRIBUTES = ("bold", "italic", "underline", "reverse", "strike", "blink")
COLOURS = ("red", "bright_blue", "color(120)", "color(238)", "#123456", "#fedcba", "default")


class Artist:
    """Draws at random on a screen of some size."""

    def __init__(self, random: Random, size: tuple[int, int], attributes: tuple[str, ...]) -> None:
        self._random, self._attributes = random, attributes
        self.width, self.height = size
        self._styles = [self._new_style() for _ in range(6)]

    def everything(self) -> CompositorUpdate:
        """The whole screen anew."""
        return self._layout(Region(0, 0, self.width, self.height))

    def region(self) -> CompositorUpdate:
        """A rectangle somewhere."""
        x, y = self._random.randrange(self.width), self._random.randrange(self.height)
        width = self._random.randint(1, self.width - x)
        height = self._random.randint(1, min(3, self.height - y))
        return self._layout(Region(x, y, width, height))

    def lines(self) -> CompositorUpdate:
        """Whole lines that end in a border.

        Terminals differ in what becomes of the half of a wide character, and of marks at the edge.
        """
        height = self._random.randint(1, self.height)
        region = Region(0, self._random.randint(0, self.height - height), self.width, height)
        border = Strip([Segment("│", self._random.choice(self._styles))])
        lines: list[Iterable[Strip]] = [
            [self._strip(self.width - 1), border] for _ in range(height)
        ]
        return LayoutUpdate(lines, region)

    def chops(self) -> CompositorUpdate:
        """Pieces of some lines, of which only a span is to be shown."""
        chops: list[dict[int, Strip | None]] = []
        ends: list[list[int]] = []
        rows = sorted(self._random.sample(range(self.height), min(2, self.height)))
        for y in range(self.height):
            inner = [self._random.randrange(self.width) for _ in range(self._random.randint(0, 3))]
            cuts = sorted({0, *inner, self.width})
            chops.append({a: self._strip(b - a) if y in rows else None for a, b in pairwise(cuts)})
            ends.append(cuts[1:])
        spans: list[tuple[int, int, int]] = []
        for y in rows:
            start = self._random.randrange(self.width)
            spans.append((y, start, self._random.randint(start + 1, self.width)))
        return ChopsUpdate(chops, spans, ends)

    def _layout(self, region: Region) -> CompositorUpdate:
        lines: list[Iterable[Strip]] = [[self._strip(region.width)] for _ in range(region.height)]
        return LayoutUpdate(lines, region)

    def _strip(self, width: int) -> Strip:
        segments: list[Segment] = []
        while sum(segment.cell_length for segment in segments) < width:
            count = self._random.choice((1, 1, 2, 5))
            text = "".join(self._random.choice(TEXTS) for _ in range(count))
            style = self._random.choice(self._styles)
            segments.append(Segment(text, None if style == Style() else style))
        return Strip(segments).adjust_cell_length(width)

    def _new_style(self) -> Style:
        choose = self._random
        attributes = (name for name in self._attributes if choose.random() < 0.2)
        colours = f"{choose.choice(COLOURS)} on {choose.choice(COLOURS)}"
        return Style.parse(" ".join((*attributes, colours)))
