"""The keys in the last row: those of what has the focus, what matters most first."""

from pathlib import Path

import pytest

from tests.tui.driver import NARROW, User, started
from tests.tui.test_screen import TEXT


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


def keys(user: User) -> str:
    """The last row, without the blanks in it."""
    return " ".join(user.screen().splitlines()[-1].split())


async def test_at_80_columns_the_sections_show_all_that_is_done_with_one(config: Path) -> None:
    async with started(config, NARROW) as user:
        shown = "enter open m model t test n problem / find u use c section ? help q quit"
        assert keys(user) == shown


async def test_saving_is_shown_wherever_the_focus_is(config: Path) -> None:
    async with started(config, NARROW) as user:
        await user.go_to("temperature")
        await user.press("x")
        assert keys(user).startswith("s save")

        await user.press("slash")
        assert keys(user).startswith("^s save")

        await user.press("escape", "t")
        assert keys(user).startswith("^s save enter send")

        await user.press("tab")
        assert keys(user).startswith("^s save enter send")
        await user.press("ctrl+s")

    assert "temperature = 0.5\n\n[llm.cheap]" not in config.read_text()


@pytest.mark.parametrize("way", [["slash"], ["right", "slash"]], ids=["sections", "settings"])
async def test_while_a_filter_hides_rows_the_key_that_clears_it_is_shown(
    config: Path, way: list[str]
) -> None:
    async with started(config, NARROW) as user:
        await user.press(*way, "e", "enter")
        assert "esc clear" in keys(user)

        await user.press("escape")
        assert "esc clear" not in keys(user)


async def test_below_a_dialog_there_are_no_keys_but_its_own(config: Path) -> None:
    async with started(config, NARROW) as user:
        before = keys(user)
        await user.press("c")
        assert keys(user) == ""

        await user.press("escape")
        assert keys(user) == before
