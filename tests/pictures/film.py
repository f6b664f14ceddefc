"""Screens one after the other as one SVG that moves by CSS alone.

Where nothing moves (for readers who asked for that, in viewers without CSS animations, and in the
end) it is a picture of the last screen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pyte.screens import Char

from tests.bench.emulator import Cells
from tests.pictures.ink import background
from tests.pictures.svg import Styles, document, grounds, marks

TIMES = 2
"""How often it is shown before it stands still."""


Numbers = tuple[int, ...]
"""The frames that something is seen in."""

_VISIBILITY = {True: "visible", False: "hidden"}


class Frame(NamedTuple):
    """A screen that is shown for some time."""

    seconds: float
    cells: Cells


def film(frames: Sequence[Frame], title: str) -> str:
    """A picture that shows each frame for its time. Each piece is drawn once for all its frames."""
    styles = Styles()
    ground = background(frames[-1].cells[-1][-1])
    # All backgrounds lie below all texts, whichever frames they are in.
    groups = [
        *_groups(frames, lambda row, y: grounds(row, y, ground)),
        *_groups(frames, lambda row, y: marks(row, y, styles)),
    ]
    starts = [0.0, *accumulate(frame.seconds for frame in frames)]
    moving = f".k{{animation:{starts[-1]:g}s step-end {TIMES}}}"
    rules = [f"@media (prefers-reduced-motion:no-preference){{{moving}}}"]
    names: dict[Numbers, int] = {}
    body = []
    for numbers, pieces in groups:
        drawn = "\n".join(pieces)
        if len(numbers) < len(frames):
            if numbers not in names:
                names[numbers] = len(names)
                rules.append(_rule(names[numbers], numbers, starts))
            drawn = f'<g class="k k{names[numbers]}">\n{drawn}\n</g>'
        body.append(drawn)
    size = len(frames[0].cells[0]), len(frames[0].cells)
    return document(size, ground, styles.css + "".join(rules), title, "\n".join(body))


def _groups(
    frames: Sequence[Frame], pieces: Callable[[list[Char], int], Iterable[str]]
) -> Iterator[tuple[Numbers, list[str]]]:
    """Pieces of the picture that are seen in the same frames, with the numbers of those."""
    seen: dict[str, list[int]] = defaultdict(list)
    for number, frame in enumerate(frames):
        for y, row in enumerate(frame.cells):
            for piece in pieces(row, y):
                seen[piece].append(number)
    groups: dict[Numbers, list[str]] = defaultdict(list)
    for piece, numbers in seen.items():
        groups[tuple(numbers)].append(piece)
    yield from groups.items()


def _rule(index: int, numbers: Numbers, starts: Sequence[float]) -> str:
    """The rules of rows that are seen in some of the frames."""
    steps, was_seen = "", None
    for number, start in enumerate(starts[:-1]):
        seen = number in numbers
        if seen is not was_seen:
            steps += f"{100 * start / starts[-1]:.2f}%{{visibility:{_VISIBILITY[seen]}}}"
            was_seen = seen
    still = f"visibility:{_VISIBILITY[was_seen or False]}"
    return f"@keyframes k{index}{{{steps}}}.k{index}{{animation-name:k{index};{still}}}"
