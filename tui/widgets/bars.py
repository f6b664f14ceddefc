"""The keys of a dialog."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from llm_tui.tui.drawing.bar_rows import key_bar
from llm_tui.tui.drawing.pieces import Look
from llm_tui.tui.state.snapshot import FooterKey


class KeyBar(Widget):
    """The keys that work now. A click on one does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}

    @dataclass
    class ActionRequested(Message):
        """Posted when a key was clicked."""

        name: str

    def __init__(self, keys: tuple[FooterKey, ...] = ()) -> None:
        super().__init__()
        self._keys = keys

    def render_line(self, y: int) -> Strip:
        """As many as there is room for."""
        bar = key_bar(self._keys, self.size.width)
        key = self.rich_style + self.get_component_rich_style("key-bar--key")
        return Strip(
            Segment(piece.text, key if piece.look is Look.KEY else self.rich_style)
            for piece in bar.row
        )

    def on_click(self, event: events.Click) -> None:
        """Ask for the action under the pointer."""
        for hit in key_bar(self._keys, self.size.width).hits:
            if hit.start <= event.x < hit.end:
                self.post_message(self.ActionRequested(hit.action))
