"""The first and the last line of the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from llm_tui.tui.state.snapshot import FooterKey, TitleView
from llm_tui.tui.widgets.row_list import fit


class TitleBar(Widget):
    """Which file is open, where, by which rules, and what needs attention."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title--name", "title--state"}

    _view = TitleView("", ())

    def show(self, view: TitleView) -> None:
        """Draw another title; nothing where it is the same."""
        if view is not self._view:
            self._view = view
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The place at the left, the states at the right; the place is cut first."""
        width = self.size.width
        name, right = " llm-tui ", " · ".join(self._view.states) + " "
        place_width = max(8, width - len(name) - cell_len(right) - 2)
        right_width = width - len(name) - place_width - 2
        place = fit(_shortened(self._view.place, place_width), place_width)
        state = self.get_component_rich_style("title--state")
        bold = self.get_component_rich_style("title--name")
        strip = Strip(
            [
                Segment(name, self.rich_style + bold),
                Segment(f" {place} ", self.rich_style),
                Segment(fit(right, right_width), self.rich_style + state),
            ]
        )
        return strip.adjust_cell_length(width, self.rich_style)


def _shortened(place: str, width: int) -> str:
    """A path cut at its beginning: its end distinguishes files."""
    return place if cell_len(place) <= width else "…" + place[-(width - 1) :]


class KeyBar(Widget):
    """The keys that work now. A click on one does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}

    @dataclass
    class ActionRequested(Message):
        """Posted when a key was clicked."""

        name: str

    def __init__(self, keys: tuple[FooterKey, ...] = ()) -> None:
        super().__init__()
        self._footer = keys

    def show(self, keys: tuple[FooterKey, ...]) -> None:
        """Draw other keys; nothing where they are the same."""
        if keys is not self._footer:
            self._footer = keys
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """As many as there is room for; help is always among them."""
        key_style = self.rich_style + self.get_component_rich_style("key-bar--key")
        segments: list[Segment] = []
        for key in self._shown():
            click = Style(meta={"action": key.action})
            segments += [
                Segment(f" {key.key}", key_style + click),
                Segment(f" {key.label} ", self.rich_style + click),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _shown(self) -> Sequence[FooterKey]:
        width = 0
        last = [key for key in self._footer if key.action == "help"]
        room = self.size.width - sum(map(_cells, last))
        shown: list[FooterKey] = []
        for key in self._footer:
            if key in last:
                shown.append(key)
                continue
            width += _cells(key)
            if width <= room:
                shown.append(key)
        return shown

    def on_click(self, event: events.Click) -> None:
        """Ask for the action under the pointer."""
        if (name := event.style.meta.get("action")) is not None:
            self.post_message(self.ActionRequested(name))


def _cells(key: FooterKey) -> int:
    return cell_len(key.key) + len(key.label) + 3
