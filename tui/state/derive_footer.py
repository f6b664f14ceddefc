"""The keys in the footer."""

from collections.abc import Iterator
from functools import cache

from llm_tui.tui.state.action import Action, refusal
from llm_tui.tui.state.action_table import action_named, key_at
from llm_tui.tui.state.screen_facts import Facts
from llm_tui.tui.state.snapshot import FooterKey
from llm_tui.tui.state.state import SECTION_PLACES, Place, State

_LISTS = ("pick_model", "test", "next_problem", "filter", "fix")
_LAST = ("undo", "diff", "help", "leave")
_ROWS = ("save", "edit", "back", *_LISTS, "unset", "explain", *_LAST)
_FILTER = ("save", "end_typing", "clear_filter", "help", "leave")

FOOTERS = {
    Place.SECTIONS: (
        *("save", "focus_settings", "back", *_LISTS),
        *("use", "section_menu", "mark", *_LAST),
    ),
    Place.SECTION_FILTER: _FILTER,
    Place.SETTINGS: _ROWS,
    Place.FILTER: _FILTER,
    Place.DETAIL: _ROWS,
    Place.PROMPT: ("save", "send", "end_test", "next_pane", "help", "leave"),
    Place.LOG: (
        *("save", "skip_wait", "send", "end_test", "switch_stream", "switch_tools", "request"),
        *("next_pane", "help", "leave"),
    ),
}
"""The actions whose keys are shown, by the place of the focus: those that lists share come first,
so that they stay where they are."""

STEADY = ("edit", "unset", "explain")
"""Actions on a row, which are shown whatever the row is: the footer stays as it is."""


def footer_keys(state: State, facts: Facts) -> tuple[FooterKey, ...]:
    """The keys that work where the focus is."""
    return tuple(_keys(state, facts))


def _keys(state: State, facts: Facts) -> Iterator[FooterKey]:
    for action, key in _with_keys(state.place):
        is_steady = action.name in STEADY and not facts.read_only
        if action.name == "back" and not _is_filtered(state):
            continue
        if is_steady or refusal(action, state, facts) is None:
            yield FooterKey(action.name, key, _label(action, state))


@cache
def _with_keys(place: Place) -> tuple[tuple[Action, str], ...]:
    """The actions of a footer that have a key where the focus is, each with it."""
    found = ((action, key_at(action, place)) for action in map(action_named, FOOTERS[place]))
    return tuple((action, key) for action, key in found if key)


def _label(action: Action, state: State) -> str:
    """The label; a switch with its state."""
    if state.test is not None and action.name == "switch_stream":
        return f"stream {_on_or_off(state.test.stream)}"
    if state.test is not None and action.name == "switch_tools":
        return f"tool call {_on_or_off(state.test.tools)}"
    if action.name == "back":
        return action_named("clear_filter").label
    return action.short_label


def _is_filtered(state: State) -> bool:
    """Does a filter hide rows of the list that has the focus?"""
    of_sections = state.place & SECTION_PLACES
    return (state.section_pattern if of_sections else state.pattern) is not None


def _on_or_off(value: bool) -> str:
    return "on" if value else "off"
