"""The keys in the footer."""

from llm_tui.tui.state.action import refusal
from llm_tui.tui.state.action_table import ACTIONS
from llm_tui.tui.state.screen_facts import Facts
from llm_tui.tui.state.snapshot import FooterKey
from llm_tui.tui.state.state import State


def footer_keys(state: State, facts: Facts) -> tuple[FooterKey, ...]:
    """The keys that work now, in the order of the action table."""
    return tuple(
        FooterKey(action.name, action.shown_key, action.label)
        for action in ACTIONS
        if action.footer and refusal(action, state, facts) is None
    )
