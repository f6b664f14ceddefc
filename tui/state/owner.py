"""The one owner of the state of the main screen."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from llm_tui.model.errors import EditError, FileError
from llm_tui.tui.state.action import edit_refusal
from llm_tui.tui.state.derivation import Derivation
from llm_tui.tui.state.screen_facts import Facts
from llm_tui.tui.state.snapshot import Snapshot
from llm_tui.tui.state.state import Place, RowName, Severity, State

if TYPE_CHECKING:
    from llm_tui.model.check.problem import Problem
    from llm_tui.model.edit import Edit

Notify = Callable[[str, Severity], None]
"""Shows a message."""


class StateOwner:
    """Holds the state, derives the snapshot of each new one, and has it drawn."""

    def __init__(
        self,
        state: State,
        derivation: Derivation,
        on_change: Callable[[Snapshot], None],
        notify: Notify,
    ) -> None:
        self._derivation = derivation
        self._derived = derivation(state)
        self._on_change, self._notify = on_change, notify

    @property
    def state(self) -> State:
        """The state as it is now."""
        return self._derived.state

    @property
    def facts(self) -> Facts:
        """The meaning of the document, and the selection in it."""
        return self._derived.facts

    @property
    def snapshot(self) -> Snapshot:
        """Everything to draw."""
        return self._derived.snapshot

    def update(self, state: State) -> None:
        """Take another state: derive, keep the unsaved edits for a restart, and draw."""
        before = self.state
        self._derived = self._derivation(_consistent(before, state))
        if self.state.history is not before.history:
            self._keep_edits()
        self._on_change(self.snapshot)

    def check(self) -> None:
        """Look for problems from now on."""
        if not self.state.checked:
            self.update(replace(self.state, checked=True))

    def may_edit(self) -> bool:
        """Can the file be edited? If not, say why."""
        refused = edit_refusal(self.facts)
        if refused:
            self._notify(refused, "warning")
        return not refused

    def apply(self, *edits: "Edit") -> bool:
        """Make edits that are undone together, or say why not."""
        if not self.may_edit():
            return False
        try:
            history = self.state.history.apply(*edits)
        except EditError as error:
            self._notify(f"Not changed: {error}", "error")
            return False
        self.update(replace(self.state, history=history))
        return True

    def _keep_edits(self) -> None:
        """Keep the unsaved edits where a dropped line does not lose them."""
        try:
            self.state.session.journal.write(self.state.history.pending)
        except FileError as error:
            self._notify(f"Unsaved edits can't be kept for a restart: {error}", "warning")


def _consistent(before: State, state: State) -> State:
    """The new state, without the parts that hold only for another selection or document."""
    if state.section == before.section:
        # The same object: nothing that depends on it is derived again.
        state = replace(state, section=before.section)
    if state.place is Place.DETAIL and not state.one_pane:
        state = replace(state, place=Place.SETTINGS)
    if state.place is not before.place:
        state = replace(state, caret=None)
    moved = (state.section, state.row) != (before.section, before.row)
    if moved and state.gone_to is before.gone_to and not _is_selected(state, state.gone_to):
        state = replace(state, gone_to=None)
    if moved or state.history is not before.history:
        state = replace(state, revealed=False)
    return state


def _is_selected(state: State, problem: "Problem | None") -> bool:
    """Is the selected setting the one that the problem is about?"""
    if problem is None or problem.key is None:
        return False
    return (state.section, state.row) == (problem.section, RowName(problem.key))
