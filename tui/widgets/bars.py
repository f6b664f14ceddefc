"""The first and the last line of the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from llm_tui.tui.actions import Action
from llm_tui.tui.widgets.row_list import fit


class TitleBar(Widget):
    """What is open, where, by which rules, and what needs attention."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title--name", "title--state"}

    place: reactive[str] = reactive("")
    """Path and host."""
    states: reactive[tuple[str, ...]] = reactive(())
    """Release, unsaved changes, problems, variables, read-only."""

    def render_line(self, y: int) -> Strip:
        """The place at the left, the states at the right; the place is cut first."""
        width = self.size.width
        name, right = " llm-tui ", " · ".join(self.states) + " "
        place_width = max(8, width - len(name) - cell_len(right) - 2)
        right_width = width - len(name) - place_width - 2
        state = self.get_component_rich_style("title--state")
        bold = self.get_component_rich_style("title--name")
        strip = Strip(
            [
                Segment(name, self.rich_style + bold),
                Segment(
                    f" {fit(_shortened(self.place, place_width), place_width)} ", self.rich_style
                ),
                Segment(fit(right, right_width), self.rich_style + state),
            ]
        )
        return strip.adjust_cell_length(width, self.rich_style)


def _shortened(place: str, width: int) -> str:
    """A path cut at its beginning: its end tells one file from another."""
    return place if cell_len(place) <= width else "…" + place[-(width - 1) :]


class KeyBar(Widget):
    """The keys that work now. A click on one does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}

    actions: reactive[tuple[Action, ...]] = reactive(())

    @dataclass
    class ActionRequested(Message):
        """Posted when an action was clicked."""

        name: str

    def render_line(self, y: int) -> Strip:
        """As many as there is room for; help is always among them."""
        key_style = self.rich_style + self.get_component_rich_style("key-bar--key")
        segments: list[Segment] = []
        for action in self._shown():
            click = Style(meta={"action": action.name})
            segments += [
                Segment(f" {action.shown_key}", key_style + click),
                Segment(f" {action.label} ", self.rich_style + click),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _shown(self) -> Sequence[Action]:
        width = 0
        last = [action for action in self.actions if action.name == "help"]
        room = self.size.width - sum(map(_cells, last))
        shown: list[Action] = []
        for action in self.actions:
            width += _cells(action)
            if action in last:
                width -= _cells(action)
                shown.append(action)
            elif width <= room:
                shown.append(action)
        return shown

    def on_click(self, event: events.Click) -> None:
        """Ask for the action under the pointer."""
        if (name := event.style.meta.get("action")) is not None:
            self.post_message(self.ActionRequested(name))


def _cells(action: Action) -> int:
    return cell_len(action.shown_key) + len(action.label) + 3
