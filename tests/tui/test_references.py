"""Who uses a section: seen, followed and changed."""

from pathlib import Path

import pytest

from tests.tui.driver import NARROW, WIDE, User, started

TEXT = """\
[llm]
model = "gpt-4o"

[llm.cheap]
model = "o3"

[llm.fast]
model = "gpt-4o-mini"

[agent.Coder]
llm_config = "cheap"    # mine

[agent.Finder]
llm_config = "llm.cheap"
"""

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


async def go_to_user(user: User, name: str) -> None:
    """Put the cursor of the settings on a reference."""
    await user.press("right", "end")
    while name not in user.cursor_line():
        before = user.cursor_line()
        await user.press("up")
        assert user.cursor_line() != before, user.screen()


@SIZES
async def test_who_uses_a_section_is_shown_below_its_settings(
    config: Path, size: tuple[int, int]
) -> None:
    async with started(config, size) as user:
        await user.press("down", "right", "end")

        assert '"cheap" :11' in user.line("◂ agent.Coder")
        assert "agent.Coder uses [llm.cheap]." in user.screen()


async def test_the_tree_distinguishes_used_sections_from_the_one_in_use(config: Path) -> None:
    async with started(config, WIDE) as user:
        assert "▶ llm" in user.screen()
        assert "▷ cheap" in user.screen()
        assert "  fast" in user.screen()


@SIZES
async def test_enter_points_a_reference_to_another_section(
    config: Path, size: tuple[int, int]
) -> None:
    async with started(config, size) as user:
        await user.press("down")
        await go_to_user(user, "agent.Coder")
        await user.press("enter")
        assert "Section for agent.Coder" in user.screen()

        await user.press("down", "enter", "s")

    assert config.read_text() == TEXT.replace('"cheap" ', '"fast" ')


async def test_x_unsets_a_reference_and_undo_takes_that_back(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.press("down")
        await go_to_user(user, "agent.Coder")
        await user.press("x")
        assert "agent.Coder" not in user.screen()
        assert "1 unsaved" in user.screen()

        await user.press("z")
        assert "▷ cheap" in user.screen()
        assert "unsaved" not in user.screen()


async def test_a_reference_is_pointed_elsewhere_by_mouse(config: Path) -> None:
    async with started(config, NARROW) as user:
        await user.press("down", "right", "end")
        await click(user, "◂ agent.Coder", times=2)
        await click(user, "fast   gpt-4o-mini")
        await user.press("s")

    assert config.read_text() == TEXT.replace('"cheap" ', '"fast" ')


async def click(user: User, text: str, times: int = 1) -> None:
    for row, line in enumerate(user.screen().splitlines()):
        if text in line:
            await user.pilot.click(offset=(line.index(text) + 1, row), times=times)
            await user.settle()
            return
    raise AssertionError(f"{text!r} is not on the screen:\n{user.screen()}")


async def test_a_reference_is_explained_too(config: Path) -> None:
    async with started(config, WIDE) as user:
        await go_to_user(user, "agent.Finder")
        await user.press("i")

        assert user.screen().count('The name is written without llm., as "cheap"') == 2


@SIZES
async def test_all_references_are_in_one_list(config: Path, size: tuple[int, int]) -> None:
    async with started(config, size) as user:
        await user.press("c", "R")
        assert "[llm.cheap] o3" in user.line("  agent.Coder")
        assert '"llm.cheap" :14' in user.line("✗ agent.Finder")

        await user.press("down", "down")
        assert "[llm] is used instead" in " ".join(user.screen().split())


async def test_enter_on_a_reference_goes_to_its_section(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.press("c", "R", "down", "enter")

        assert "[llm.cheap]" in user.screen().splitlines()[1]


async def test_a_click_on_the_list_of_references_goes_to_a_section(config: Path) -> None:
    async with started(config, NARROW) as user:
        await user.press("c", "R")
        await click(user, "  agent.Coder", times=2)

        assert "[llm.cheap]" in user.screen().splitlines()[1]


async def test_references_are_changed_in_the_list_which_stays_open(config: Path) -> None:
    async with started(config, NARROW) as user:
        await user.press("c", "R", "down", "down", "e", "down", "enter")
        assert '"cheap" :14' in user.line("  agent.Finder")

        await user.press("up", "x")
        assert "[llm] gpt-4o" in user.line("  agent.Coder")

        await user.press("z", "escape", "s")

    assert config.read_text() == TEXT.replace("llm.cheap", "cheap").replace(
        "[cheap]", "[llm.cheap]"
    )


async def test_a_reference_is_not_changed_in_a_file_that_is_read_only(config: Path) -> None:
    async with started(config, WIDE, read_only=True) as user:
        await user.press("down")
        await go_to_user(user, "agent.Coder")
        await user.press("enter", "x")

        assert "--read-only" in user.notices()
        assert "Section for" not in user.screen()
