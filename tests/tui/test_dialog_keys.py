"""Every key in every dialog: one that it shows does something, another acts on nothing below."""

from pathlib import Path

import pytest

from llm_tui.tui.main_screen import MainScreen
from llm_tui.tui.screens.dialog import Dialog
from llm_tui.tui.screens.question_dialog import Question
from llm_tui.tui.state.action_table import ACTIONS
from llm_tui.tui.widgets.row_list import RowList
from tests.tui.driver import NARROW, User, started

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"
caching_prompt = true

[llm.cheap]
model = "gpt-4o-mini"
max_tries = 3

[llm.local]
model = "ollama/qwen3"

[agent.Finder]
llm_config = "cheap"
"""

WAYS = {
    "help": ["question_mark"],
    "palette": ["ctrl+p"],
    "section menu": ["c"],
    "new section": ["c", "plus"],
    "copy": ["c", "c"],
    "rename": ["end", "c", "M"],
    "remove": ["c", "X"],
    "section to compare": ["c", "equals_sign"],
    "comparison": ["c", "equals_sign", "enter"],
    "export": ["c", "E"],
    "use once": ["c", "U"],
    "agent": ["end", "c", "a"],
    "references": ["c", "R"],
    "problems": ["exclamation_mark"],
    "preferences": ["comma"],
    "explanation": ["right", "i"],
    "text editor": ["right", "enter"],
    "diff": ["right", "x", "d"],
    "leaving": ["right", "x", "q"],
    "request": ["t", "tab", "w"],
}
"""The keys that open each dialog."""

NAMES = {
    "esc": "escape",
    "↑": "down",
    "↓": "up",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "+": "plus",
    "/": "slash",
    "!": "exclamation_mark",
}
"""Textual's names of keys, by how they are shown."""

ELSEWHERE = {
    "e $EDITOR",  # Starts another program.
    "^u clear",  # Has nothing to clear, as those that follow: they have tests of their own.
    "^u clear before",
    "^k after",
    "^w word",
    "^a ^e ends",
    "↑ ↓ pgup pgdn scroll",
}


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


def shown_keys(user: User) -> list[str]:
    """The keys that the dialog shows, by Textual's names."""
    screen = user.app.screen
    assert isinstance(screen, Dialog)
    line = user.screen()
    shown = [key for key in screen._keys if f"{key.key} {key.label}" in line]
    assert screen._keys[-1] in shown
    keys = [key for key in shown if f"{key.key} {key.label}" not in ELSEWHERE]
    return [_name(key.key.split()[0]) for key in keys]


def _name(key: str) -> str:
    return NAMES.get(key, key.replace("^", "ctrl+"))


def looks(user: User) -> tuple[object, ...]:
    """What somebody sees, and what is said."""
    cursors = [one.cursor for one in user.app.screen.query(RowList)]
    return user.screen(), user.notices(), cursors, len(user.app.screen_stack)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_each_key_that_a_dialog_shows_does_something(config: Path, way: list[str]) -> None:
    async with started(config, NARROW) as user:
        await user.press(*way)
        keys = shown_keys(user)

    assert keys
    for key in keys:
        config.write_text(TEXT)
        async with started(config, NARROW) as user:
            await user.press(*way)
            before = looks(user)
            await user.press(key)
            assert looks(user) != before, key


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_no_other_key_of_the_screen_acts_below_a_dialog(config: Path, way: list[str]) -> None:
    async with started(config, NARROW) as user:
        await user.press(*way)
        dialog, below = user.app.screen, user.app.screen_stack[-2]
        assert isinstance(below, MainScreen)
        before = below.state
        keys = {key for action in ACTIONS for key in action.all_keys if action.name != "leave"}
        for key in sorted(keys - {*dialog.active_bindings, "enter"}):
            if not _is_answer(dialog, key):
                await user.press(key)
                assert user.app.screen is dialog, key

        after = below.state
        assert (after.document, after.section, after.place, after.test) == (
            (before.document, before.section, before.place, before.test)
        )


@pytest.mark.parametrize(
    "way", [["c"], ["comma"], ["b"], ["m"]], ids=["menu", "list", "batch", "picker"]
)
async def test_the_key_that_quits_leaves_a_dialog_first_and_asks_then(
    config: Path, way: list[str]
) -> None:
    async with started(config, NARROW) as user:
        await user.press("right", "x", *way)
        await user.press("ctrl+q")
        assert isinstance(user.app.screen, MainScreen)
        assert "1 unsaved" in user.screen()

        await user.press("ctrl+q")
        assert "1 edit is not in the file yet" in user.screen()


@pytest.mark.parametrize("way", [["c"], ["comma"], ["right", "i"]], ids=["menu", "list", "page"])
async def test_ctrl_c_leaves_a_dialog_where_nothing_is_selected(
    config: Path, way: list[str]
) -> None:
    async with started(config, NARROW) as user:
        await user.press(*way, "ctrl+c")

        assert isinstance(user.app.screen, MainScreen)


def _is_answer(dialog: object, key: str) -> bool:
    """Is it the key of one of the answers of a question?"""
    return isinstance(dialog, Question) and any(one.key == key for one in dialog._choices)
