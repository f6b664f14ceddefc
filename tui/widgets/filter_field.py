"""The field that a part of a key is typed in."""

from textual.widgets import Input


class FilterField(Input):
    """Takes the focus when it opens."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern, placeholder="part of a key", id="filter", select_on_focus=False)
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Go there: somebody wants to type."""
        self.focus()
