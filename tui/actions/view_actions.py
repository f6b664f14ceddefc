"""Changing the view: filter, secrets, marks, focus."""

from dataclasses import replace

from llm_tui.tui.actions.host import Controller
from llm_tui.tui.state.state import Place


class ViewActions(Controller):
    """Changes what is shown, and nothing in the file."""

    def reveal(self) -> None:
        """Show the selected secret, or hide it again."""
        state = self.host.state
        self.host.update(replace(state, revealed=not state.revealed))

    def mark(self) -> None:
        """Mark the selected section, or remove its mark."""
        state = self.host.state
        self.host.update(replace(state, marked=state.marked ^ {state.section}))

    def switch_all_keys(self) -> None:
        """Show all keys, or only those set here."""
        state = self.host.state
        self.host.update(replace(state, all_keys=not state.all_keys))

    def filter(self) -> None:
        """Open the filter."""
        state = self.host.state
        self.host.update(replace(state, pattern=state.pattern or "", place=Place.FILTER))

    def end_filter(self) -> None:
        """Close the filter."""
        self.host.update(replace(self.host.state, pattern=None, place=Place.SETTINGS))

    def focus_sections(self) -> None:
        """Go to the sections."""
        self.host.update(replace(self.host.state, place=Place.SECTIONS))

    def focus_settings(self) -> None:
        """Go to the settings."""
        self.host.update(replace(self.host.state, place=Place.SETTINGS))
