"""The keys in the footer."""

from collections.abc import Iterator

from llm_tui.tui.state.action import Action, refusal
from llm_tui.tui.state.action_table import ACTIONS
from llm_tui.tui.state.screen_facts import Facts
from llm_tui.tui.state.snapshot import FooterKey
from llm_tui.tui.state.state import State

STEADY = ("edit", "unset", "explain")
"""Actions on a row, which are shown whatever the row is: the footer stays as it is."""

FIRST = "save"
"""What matters most while something is unsaved."""


def footer_keys(state: State, facts: Facts) -> tuple[FooterKey, ...]:
    """The keys that work where the focus is: saving first, then as in the action table."""
    keys = sorted(_keys(state, facts), key=lambda key: key.action != FIRST)
    return tuple(keys)


def _keys(state: State, facts: Facts) -> Iterator[FooterKey]:
    for action in ACTIONS:
        key = action.key_at(state.place)
        is_steady = action.name in STEADY and not facts.read_only
        is_shown = is_steady or refusal(action, state, facts) is None
        if key and action.footer & state.place and is_shown:
            yield FooterKey(action.name, key, _label(action, state))


def _label(action: Action, state: State) -> str:
    """The label; a switch with its state."""
    if state.test is not None and action.name == "switch_stream":
        return f"stream {_on_or_off(state.test.stream)}"
    if state.test is not None and action.name == "switch_tools":
        return f"tool call {_on_or_off(state.test.tools)}"
    return action.label


def _on_or_off(value: bool) -> str:
    return "on" if value else "off"
