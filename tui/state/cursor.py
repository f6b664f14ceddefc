"""Moving the cursor through a list."""

from dataclasses import replace
from typing import NamedTuple

from llm_tui.tui.state.snapshot import Snapshot, ValueRow
from llm_tui.tui.state.state import SECTION_PLACES, Place, State


class Step(NamedTuple):
    """A way to go: by rows, by pages, or to an end."""

    rows: int = 0
    pages: int = 0
    to_end: int = 0

    def target(self, index: int, count: int, page: int) -> int:
        """The index that it leads to."""
        if self.to_end:
            return 0 if self.to_end < 0 else count - 1
        return max(0, min(index + self.rows + self.pages * page, count - 1))


STEPS = {
    "up": Step(rows=-1),
    "k": Step(rows=-1),
    "down": Step(rows=1),
    "j": Step(rows=1),
    "pageup": Step(pages=-1),
    "pagedown": Step(pages=1),
    "home": Step(to_end=-1),
    "g": Step(to_end=-1),
    "end": Step(to_end=1),
    "G": Step(to_end=1),
}
"""The keys that move, by Textual's names."""


def moved(state: State, snapshot: Snapshot, step: Step, page: int) -> State:
    """The state with the cursor elsewhere in the list that has the focus; page: rows in one."""
    if state.place & SECTION_PLACES:
        return _to_section(state, snapshot, step, page)
    if state.place & (Place.SETTINGS | Place.FILTER):
        return _to_setting(state, snapshot, step, page)
    return state


def _to_section(state: State, snapshot: Snapshot, step: Step, page: int) -> State:
    rows = snapshot.tree.rows
    if not rows:
        return state
    index = step.target(snapshot.selected_section, len(rows), page)
    return replace(state, section=rows[index].path)


def _to_setting(state: State, snapshot: Snapshot, step: Step, page: int) -> State:
    names = [row.name if isinstance(row, ValueRow) else None for row in snapshot.settings]
    if not any(names):
        return state
    index = step.target(snapshot.selected_row, len(names), page)
    back = step.rows < 0 or step.pages < 0 or step.to_end > 0
    first, second = range(index, len(names)), range(index, -1, -1)
    for candidate in (*second, *first) if back else (*first, *second):
        if names[candidate] is not None:
            return replace(state, row=names[candidate])
    return state
