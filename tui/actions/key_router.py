"""What a key does where the focus is: types, moves, or performs an action of the table."""

from typing import Protocol

from llm_tui.tui.actions.host import Host
from llm_tui.tui.state.action_table import ROWS, action_for
from llm_tui.tui.state.cursor import STEPS, Step, moved
from llm_tui.tui.state.snapshot import Snapshot
from llm_tui.tui.state.state import SECTION_PLACES, Place

SCROLLED = Place.DETAIL | Place.LOG
"""Texts without a cursor."""

FAR = 1 << 20
"""More rows than any text has."""


class DrawnHost(Host, Protocol):
    """A host that knows what is drawn."""

    @property
    def snapshot(self) -> Snapshot:
        """Everything to draw."""


class KeyRouter:
    """Gives each key to what has the focus."""

    def __init__(self, host: DrawnHost) -> None:
        self._host = host

    def press(self, key: str, character: str | None, page: int) -> bool:
        """Do what a key does. False if that goes on afterwards: a dialog opens, say.

        page: rows to go by a page.
        """
        if self._is_typed(key, character):
            return True
        step = STEPS.get(key)
        if step is not None:
            self.move(step, page)
            return True
        action = action_for(key, self._host.state.place)
        return action is None or self._host.perform(action.name)

    def move(self, step: Step, page: int) -> None:
        """Move the cursor of the list that has the focus."""
        self._host.update(moved(self._host.state, self._host.snapshot, step, page))

    def paste(self, text: str) -> bool:
        """Type a text that was pasted. False if it is for the editor of a row, which opens."""
        line = self._host.state.typed
        if line is not None:
            text = " ".join(text.splitlines())
            self._host.update(self._host.state.with_typed(line.insert(text)))
        elif self._host.state.place & ROWS:
            return self._host.perform("edit")
        elif self._host.state.place & SECTION_PLACES:
            self._host.notify("paste: go to the settings first, with enter")
        return True

    def scroll_step(self, key: str, page: int) -> int | None:
        """The rows that a key scrolls by, where a text has the focus."""
        step = STEPS.get(key)
        if step is None or not self._host.state.place & SCROLLED:
            return None
        return step.rows + step.pages * page + step.to_end * FAR

    def _is_typed(self, key: str, character: str | None) -> bool:
        state = self._host.state
        line = state.typed
        if line is None:
            return False
        changed = line.press(key)
        if changed is None and character is not None and character.isprintable():
            changed = line.insert(character)
        if changed is None:
            return False
        self._host.update(state.with_typed(changed))
        return True
