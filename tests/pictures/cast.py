"""Screens one after the other as a recording for asciinema (asciicast v2)."""

import json
from collections.abc import Sequence
from itertools import pairwise

from pyte.screens import Char

from llm_tui.tui.output.cells import Cells as Screen
from llm_tui.tui.output.frame import Shown
from llm_tui.tui.output.pen import Pen
from llm_tui.tui.output.terminfo import Abilities
from tests.bench.emulator import Emulator
from tests.pictures.film import Frame

_BEGIN, _END = "\x1b[?25l\x1b[m\x1b[H\x1b[2J", "\x1b[?25h"


def cast(frames: Sequence[Frame], title: str) -> str:
    """A recording: what differs from screen to screen, without what else a program sends."""
    size = len(frames[0].cells[0]), len(frames[0].cells)
    header = {"version": 2, "width": size[0], "height": size[1], "title": title}
    lines, now = [json.dumps(header)], 0.0
    shown = Shown(Abilities())
    shown.clear(*size)
    for frame in frames:
        screen = Screen(*size)
        for y, row in enumerate(frame.cells):
            screen.put(0, y, [(cell.data, _pen(cell)) for cell in row if cell.data])
        output = shown.show(screen) if now else _BEGIN + shown.show(screen)
        lines.append(json.dumps([round(now, 3), "o", output], ensure_ascii=False))
        now += frame.seconds
    lines.append(json.dumps([round(now, 3), "o", _END]))
    return "\n".join(lines) + "\n"


def replay(text: str) -> list[Frame]:
    """The screens of a recording."""
    header, *events = (json.loads(line) for line in text.splitlines())
    emulator = Emulator(header["width"], header["height"])
    frames = []
    for (start, _, output), (end, _, _) in pairwise(events):
        emulator.feed(output.encode())
        frames.append(Frame(round(end - start, 3), emulator.cells()))
    return frames


def _pen(cell: Char) -> Pen:
    """How a cell is drawn, in all colours."""
    looks = {"1": cell.bold, "3": cell.italics, "4": cell.underscore, "7": cell.reverse}
    attributes = frozenset(number for number, is_on in looks.items() if is_on)
    return Pen(attributes, _colour(38, cell.fg), _colour(48, cell.bg))


def _colour(place: int, name: str) -> str:
    if name == "default":
        return ""
    return f"{place};2;{';'.join(str(part) for part in bytes.fromhex(name))}"
