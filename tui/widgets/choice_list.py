"""A short list to choose one entry from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events, on
from textual.message import Message

from llm_tui.tui.drawing.pieces import fit
from llm_tui.tui.text.key_names import key_text
from llm_tui.tui.widgets.filtered_list import FilteredList
from llm_tui.tui.widgets.row_list import RowList, piece


@dataclass(frozen=True)
class Choice:
    """One entry: its result, and its label. Its key chooses it at once."""

    result: str
    label: str
    key: str = ""


AsTyped = Callable[[str], Choice | None]
"""The choice that a text means which is none of the list; None if it means nothing."""


class ChoiceList(FilteredList[Choice]):
    """One row for each choice."""

    @dataclass
    class Chosen(Message):
        """Posted when a choice was made."""

        result: str

    def __init__(
        self, choices: tuple[Choice, ...], selected: int = 0, as_typed: AsTyped | None = None
    ) -> None:
        super().__init__()
        self.choices, self._as_typed = choices, as_typed
        self._selected = selected
        self._key_width = max((len(key_text(choice.key)) for choice in choices), default=0)
        self.styles.height = len(choices)

    def on_mount(self) -> None:
        """Show the choices."""
        self.offer(self.choices, self._selected)

    def row_text(self, row: Choice) -> str:
        """Its label."""
        return row.label

    def matching(self, pattern: str) -> Sequence[Choice]:
        """The choices that match, and last what was typed."""
        found = super().matching(pattern)
        typed = self._as_typed(pattern.strip()) if self._as_typed else None
        return found if typed is None else [*found, typed]

    def row_segments(self, row: Choice, width: int) -> list[Segment]:
        """The key, if it has one, and the label."""
        key = f"{key_text(row.key):{self._key_width}} " if self._key_width else ""
        return [piece(fit(f" {key}{row.label}", width))]

    def choose(self) -> None:
        """Choose the selected entry."""
        if self.selected_row is not None:
            self.post_message(self.Chosen(self.selected_row.result))

    def on_key(self, event: events.Key) -> None:
        """Choose by key."""
        if event.key == "enter" and self.selected_row is not None:
            event.stop()
            self.choose()
        for choice in self.choices:
            if choice.key and event.key == choice.key:
                event.stop()
                self.post_message(self.Chosen(choice.result))

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y + self.scroll_offset.y
        if 0 <= index < len(self.rows):
            event.prevent_default()
            self.post_message(self.Chosen(self.rows[index].result))

    @on(RowList.RowHighlighted)
    def _stop_highlighted(self, event: RowList.RowHighlighted) -> None:
        event.stop()
