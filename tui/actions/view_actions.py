"""Changing the view: filter, secrets, marks, focus."""

from dataclasses import replace

from llm_tui.tui.actions.host import Controller
from llm_tui.tui.state.state import SECTION_PLACES, Place


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
        """Open the filter of the list that has the focus."""
        state = self.host.state
        if state.place & SECTION_PLACES:
            pattern = state.section_pattern or ""
            self.host.update(replace(state, section_pattern=pattern, place=Place.SECTION_FILTER))
        else:
            self.host.update(replace(state, pattern=state.pattern or "", place=Place.FILTER))

    def end_typing(self) -> None:
        """Go to the rows that match; a filter without a pattern is closed."""
        state = self.host.state
        if not (state.typed and state.typed.text):
            self.clear_filter()
        elif state.place is Place.SECTION_FILTER:
            self.host.update(replace(state, place=Place.SECTIONS))
        else:
            self.host.update(replace(state, place=Place.SETTINGS))

    def clear_filter(self) -> None:
        """Show all rows of the list again."""
        state = self.host.state
        if state.place & SECTION_PLACES:
            self.host.update(replace(state, section_pattern=None, place=Place.SECTIONS))
        else:
            self.host.update(replace(state, pattern=None, place=Place.SETTINGS))

    def back(self) -> None:
        """Close the filter of this list; else go back a pane."""
        state = self.host.state
        of_sections = state.place & SECTION_PLACES
        if (state.section_pattern if of_sections else state.pattern) is not None:
            self.clear_filter()
        elif state.place is Place.DETAIL:
            self.focus_settings()
        else:
            self.focus_sections()

    def focus_sections(self) -> None:
        """Go to the sections."""
        self.host.update(replace(self.host.state, place=Place.SECTIONS))

    def focus_settings(self) -> None:
        """Go to the settings."""
        self.host.update(replace(self.host.state, place=Place.SETTINGS))

    def next_pane(self) -> None:
        """Go to the next part of the screen."""
        self._go(1)

    def previous_pane(self) -> None:
        """Go to the part of the screen before this one."""
        self._go(-1)

    def _go(self, step: int) -> None:
        state = self.host.state
        places = [Place.SECTIONS, Place.SETTINGS]
        if state.one_pane:
            places.append(Place.DETAIL)
        if state.test is not None:
            places += [Place.PROMPT, Place.LOG]
        typed_in = {Place.SECTION_FILTER: Place.SECTIONS, Place.FILTER: Place.SETTINGS}
        index = places.index(typed_in.get(state.place, state.place))
        self.host.update(replace(state, place=places[(index + step) % len(places)]))
