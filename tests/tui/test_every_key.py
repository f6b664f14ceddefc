"""Every key of the action table, wherever the focus is: it does something, or says why not."""

from pathlib import Path

import pytest

from llm_tui.tui.main_screen import MainScreen
from llm_tui.tui.state.action import is_text
from llm_tui.tui.state.action_table import ACTIONS, action_for
from llm_tui.tui.state.state import Place
from tests.tui.driver import NARROW, User, started

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"

[llm.cheap]
max_tries = 3
"""

WAYS = {
    Place.SECTIONS: [],
    Place.SECTION_FILTER: ["slash"],
    Place.SETTINGS: ["right"],
    Place.FILTER: ["right", "slash"],
    Place.PROMPT: ["t"],
    Place.LOG: ["t", "tab"],
}

ELSEWHERE = {"leave", "open_editor", "send"}
"""Actions that end the program, or start another one: they have tests of their own."""

SILENT = {"focus_sections", "focus_settings", "back", "switch_tools", "switch_stream"}
"""Actions that may find all as they leave it."""


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


def keys_at(place: Place) -> list[str]:
    """The keys that are no text there, each with an action that is tried."""
    keys = {key for action in ACTIONS for key in action.all_keys if not is_text(key, place)}
    actions = {key: action_for(key, place) for key in sorted(keys)}
    return [
        key
        for key, action in actions.items()
        if action is not None and action.name not in ELSEWHERE | SILENT
    ]


def looks(user: User) -> tuple[object, ...]:
    """What somebody sees, and what is said."""
    return user.screen(), user.notices(), len(user.app.screen_stack)


@pytest.mark.parametrize(
    ("place", "key"),
    [(place, key) for place in WAYS for key in keys_at(place)],
    ids=str,
)
async def test_a_key_does_something_or_says_why_not(config: Path, place: Place, key: str) -> None:
    async with started(config, NARROW) as user:
        await user.press(*WAYS[place])
        assert isinstance(user.app.screen, MainScreen)
        assert user.app.screen.state.place is place
        before = looks(user)

        await user.press(key)

        assert looks(user) != before
