"""A short list to choose one entry from."""

from dataclasses import dataclass

from rich.segment import Segment
from textual import events, on
from textual.message import Message

from llm_tui.tui.text.key_names import key_text
from llm_tui.tui.widgets.row_list import RowList, piece


@dataclass(frozen=True)
class Choice:
    """One entry: its result, and its label. Its key chooses it at once."""

    result: str
    label: str
    key: str = ""


class ChoiceList(RowList[Choice]):
    """One row for each choice."""

    DEFAULT_CSS = """
    ChoiceList { height: auto; max-height: 12; background: $surface; }
    """

    @dataclass
    class Chosen(Message):
        """Posted when a choice was made."""

        result: str

    def __init__(self, choices: tuple[Choice, ...], selected: int = 0) -> None:
        super().__init__()
        self._choices = choices
        self._selected = selected
        self._key_width = max(len(key_text(choice.key)) for choice in choices)
        self.styles.height = len(choices)

    def on_mount(self) -> None:
        """Show the choices."""
        self.show_rows(self._choices, self._selected)

    def row_segments(self, row: Choice, width: int) -> list[Segment]:
        """The key, if it has one, and the label."""
        return [
            piece(f" {key_text(row.key):{self._key_width}}{' ' * bool(self._key_width)}{row.label}")
        ]

    def on_key(self, event: events.Key) -> None:
        """Choose by key."""
        if event.key == "enter" and self.selected_row is not None:
            event.stop()
            self.post_message(self.Chosen(self.selected_row.result))
        for choice in self._choices:
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
