"""The private parts of Textual that are used, and whether this version has them."""

import inspect
from collections.abc import Iterator
from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.console import COLOR_SYSTEMS, Console, RenderableType
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.strip import Strip

from llm_tui.tui.output.indexed import nearest_index
from llm_tui.tui.output.pen import PLAIN, Pen, read_pen

__all__ = ["XTermParser", "is_held_back", "missing_parts", "pieces", "placed_strips", "report"]

_SIGNATURES = (
    (App._display, ("self", "screen", "renderable")),
    (App._handle_exception, ("self", "error")),
    (App.get_driver_class, ("self",)),
    (LayoutUpdate.__init__, ("self", "strips", "region")),
    (ChopsUpdate.__init__, ("self", "chops", "spans", "chop_ends")),
    (Strip.render_ansi, ("style", "color_system")),
    (XTermParser.__init__, ("self", "debug")),
    (XTermParser.feed, ("self", "data")),
    (XTermParser.tick, ("self",)),
    (Driver.__init__, ("self", "app", "debug", "mouse", "size")),
    (Driver.process_message, ("self", "message")),
    (Driver.send_message, ("self", "message")),
)

_NAMES = (
    (App.__init__, ("_batch_count", "_driver")),
    (Driver.__init__, ("_app", "_loop", "_mouse", "_auto_restart")),
)
"""Attributes that an initialiser sets."""


def missing_parts() -> tuple[str, ...]:
    """The names of what this Textual does not have as it is used here."""
    changed = [
        function.__qualname__
        for function, names in _SIGNATURES
        if tuple(inspect.signature(function).parameters) != names
    ]
    absent = [
        name
        for function, names in _NAMES
        for name in names
        if name not in function.__code__.co_names
    ]
    return (*changed, *absent)


def is_held_back(app: App[object]) -> bool:
    """Whether nothing is to be shown now: more changes follow, or the app does not run."""
    return bool(app._batch_count) or not app.is_running


def report(app: App[object], error: Exception) -> None:
    """End an app with an error as one of its own handlers would."""
    app._handle_exception(error)


def placed_strips(
    update: RenderableType | CompositorUpdate,
) -> Iterator[tuple[int, int, Strip]]:
    """The pieces of an update of the screen, each with the column and row where it begins.

    Raises TypeError for something that is no update of a full screen.
    """
    if isinstance(update, LayoutUpdate):
        yield from _strips_of_layout(update)
    elif isinstance(update, ChopsUpdate):
        yield from _strips_of_chops(update)
    else:
        raise TypeError(f"a {type(update).__name__} is no update of the screen")


def _strips_of_layout(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            yield x, y, strip
            x += strip.cell_length


def _strips_of_chops(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, start, end in update.spans:
        for (x, strip), strip_end in zip(
            update.chops[y].items(), update.chop_ends[y], strict=False
        ):
            if strip is None or x > end or strip_end <= start:
                continue
            whole = start <= x < end and strip_end <= end
            yield x, y, strip if whole else strip.crop(0, min(strip_end, end) - x)


def pieces(strip: Strip, console: Console) -> list[tuple[str, Pen]]:
    """The texts of a strip, each with the pen that it has in the colours of a console."""
    colours = COLOR_SYSTEMS[console.color_system or "truecolor"]
    return [
        (text, PLAIN if style is None else _pen(style, colours))
        for text, style, control in strip
        if not control
    ]


@lru_cache(4096)
def _pen(style: Style, colours: ColorSystem) -> Pen:
    link = f"id={style.link_id};{style.link}" if style.link else ""
    if colours is ColorSystem.EIGHT_BIT:
        style += Style.from_color(_indexed(style.color), _indexed(style.bgcolor))
    return read_pen(Strip.render_ansi(style, colours), link)


def _indexed(colour: Color | None) -> Color | None:
    """A colour as one of 256."""
    if colour is None or colour.triplet is None:
        return colour
    return Color.from_ansi(nearest_index(*colour.triplet))
