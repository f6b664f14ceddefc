"""The row type of the action table, and the rule that enables an action."""

from collections.abc import Callable
from enum import Flag, auto
from typing import NamedTuple

from llm_tui.tui.state.line_edit import LineEdit
from llm_tui.tui.state.screen_facts import Facts
from llm_tui.tui.state.state import ANYWHERE, SECTION_PLACES, TYPED, Place, State
from llm_tui.tui.text.key_names import is_letter, key_text

Condition = Callable[[State, Facts], str | None]
"""Returns the reason why an action is disabled, None if it is enabled. Empty: nothing to say."""


MENU_KEY = "c"
"""The key that opens the menu of the commands for a whole section."""


class Selected(Flag):
    """A kind of row that can be selected."""

    SETTING = auto()
    REFERENCE = auto()


ANY_ROW = Selected.SETTING | Selected.REFERENCE


class Action(NamedTuple):
    """One thing to do. Bindings, footer, help and palette are derived from it."""

    name: str
    keys: str
    """Textual's names, separated by commas; the first one is shown. Empty: only in the palette."""
    label: str
    """One or two words, for the footer and the palette."""
    help: str
    group: str
    runs: str
    """Its controller and method: `module.Class.method` in `llm_tui.tui.actions`."""
    edits: bool = False
    """Does it change the document?"""
    needs: Selected | None = None
    """Which row must be selected, if any."""
    when: Condition | None = None
    """A further condition that enables it."""
    places: Place = ANYWHERE
    """Where the focus must be."""
    menu_key: str = ""
    """Its key in the menu of section commands, by Textual's name; empty: not in the menu."""

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Its keys by Textual's names."""
        return tuple(filter(None, self.keys.split(",")))

    @property
    def shown_keys(self) -> str:
        """What to press: its first key, or the key of the section menu and its own in there."""
        if self.menu_key:
            return f"{MENU_KEY} {key_text(self.menu_key)}"
        return self.shown_key

    @property
    def shown_key(self) -> str:
        """The first key as it is printed on it."""
        return key_text(self.keys.partition(",")[0])

    @property
    def short_label(self) -> str:
        """The label without the sign that more is asked for."""
        return self.label.removesuffix(" …")

    @property
    def described(self) -> str:
        """What it does; before that the name to find it by, where it has no key."""
        is_named = not (self.keys or self.menu_key)
        return f"{self.short_label}: {self.help}" if is_named else self.help


def is_text(key: str, place: Place) -> bool:
    """Does a key type or edit text where the focus is?"""
    return bool(place & TYPED) and (is_letter(key) or LineEdit().press(key) is not None)


def edit_refusal(facts: Facts) -> str | None:
    """The reason why nothing can be edited; None if the file can be."""
    return f"Nothing can be edited: {facts.read_only}" if facts.read_only else None


def refusal(action: Action, state: State, facts: Facts) -> str | None:
    """The reason why an action is disabled; None if it is enabled."""
    if not state.place & action.places:
        return ""
    if action.edits and (refused := edit_refusal(facts)):
        return refused
    if action.needs is not None and state.place & SECTION_PLACES:
        return f"{action.label}: go to the settings first, with enter"
    if action.needs is not None and not action.needs & _selected(facts):
        return "Select a reference" if action.needs is Selected.REFERENCE else "Select a setting"
    return action.when(state, facts) if action.when else None


def _selected(facts: Facts) -> Selected:
    if facts.use is not None:
        return Selected.REFERENCE
    return Selected.SETTING if facts.setting is not None else Selected(0)
