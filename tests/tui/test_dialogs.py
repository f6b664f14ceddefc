"""Dialogs: choice lists, editors, the palette and the help; at every size."""

from pathlib import Path

import pytest

from tests.tui.driver import NARROW, User, started

SMALLEST = (40, 10)

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"
temperature = 0.5

[llm.cheap]
model = "gpt-4o-mini"
max_tries = 8

[llm.local]
model = "ollama/qwen3"

[agent.Finder]
llm_config = "cheap"
"""


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


async def test_typing_filters_a_choice_list_and_no_letter_is_a_command(config: Path) -> None:
    async with started(config) as user:
        await user.press("c", "equals_sign")
        await user.type("q")
        assert "nothing matches “q”" in user.screen()

        await user.press("ctrl+u")
        await user.type("loc")
        assert "cheap" not in user.line("local")

        await user.press("enter")
        assert "[llm] and [llm.local]" in user.screen()


async def test_escape_leaves_a_choice_list_without_a_choice(config: Path) -> None:
    async with started(config) as user:
        await user.press("c", "equals_sign")
        await user.type("loc")
        await user.press("escape")

        assert "Compare" not in user.screen()


async def test_an_editor_opens_with_its_text_selected(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("model")
        await user.press("enter")
        await user.type("o3")
        await user.press("enter", "s")

    assert 'model = "o3"' in config.read_text()


async def test_the_editor_of_an_unset_key_is_empty_and_shows_bounds_and_default(
    config: Path,
) -> None:
    async with started(config) as user:
        await user.go_to("top_p")
        await user.press("enter")
        assert "now 1.0" in user.screen()
        assert "Number from 0 to 1; default 1.0." in user.screen()

        await user.press("enter")
        assert "unsaved" not in user.screen()

        await user.press("enter")
        await user.type("0.5")
        await user.press("enter")
        assert "0.5" in user.line("▌ top_p")


async def test_an_editor_shows_what_is_written_and_not_what_is_in_force(config: Path) -> None:
    async with started(config, environment={"LLM_TEMPERATURE": "0.9"}) as user:
        await user.go_to("temperature")
        await user.press("enter", "end")
        await user.type("5")
        await user.press("enter", "s")

    assert "temperature = 0.55\n" in config.read_text()


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["ctrl+u"], "x"),
        (["ctrl+a", "ctrl+k"], "x"),
        (["end", "left", "left", "ctrl+k", "ctrl+e"], "gpt-x"),
        (["end", "ctrl+w"], "gpt-x"),
    ],
)
async def test_a_line_is_edited_as_in_a_shell(config: Path, keys: list[str], left: str) -> None:
    async with started(config) as user:
        await user.go_to("model")
        await user.press("enter", "end", *keys)
        await user.type("x")
        await user.press("enter", "s")

    assert f'model = "{left}"\n' in config.read_text()


OPENED = {
    "section menu": ["c"],
    "new section": ["c", "plus"],
    "copy": ["c", "c"],
    "diff of a removal": ["c", "X"],
    "compare": ["c", "equals_sign"],
    "export": ["c", "E"],
    "use once": ["c", "U"],
    "use for an agent": ["c", "a"],
    "references": ["c", "R"],
    "problems": ["exclamation_mark"],
    "preferences": ["comma"],
    "palette": ["ctrl+p"],
    "help": ["question_mark"],
    "model picker": ["m"],
    "text editor": ["right", "home", "enter"],
    "explanation": ["right", "home", "i"],
    "leaving": ["right", "home", "x", "q"],
    "diff": ["right", "home", "x", "d"],
}


@pytest.mark.parametrize("keys", OPENED.values(), ids=OPENED.keys())
@pytest.mark.parametrize("size", [SMALLEST, NARROW])
async def test_a_dialog_fits_the_screen_with_its_keys_and_escape_leaves_it(
    config: Path, size: tuple[int, int], keys: list[str]
) -> None:
    async with started(config, size) as user:
        await user.press(*keys)
        assert len(user.app.screen_stack) > 1
        assert "esc " in user.screen()

        await user.press("escape")
        await closed(user)


@pytest.mark.parametrize(
    ("keys", "last"),
    [
        (["c", "end"], "references"),
        (["c", "plus", "ctrl+end"], "Bedrock"),
        (["comma", "end"], "favourites"),
        (["c", "R", "end"], "condenser"),
        (["ctrl+p", "ctrl+end"], " local "),
    ],
)
async def test_the_last_row_of_a_list_is_reached_on_the_smallest_screen(
    config: Path, keys: list[str], last: str
) -> None:
    async with started(config, SMALLEST) as user:
        await user.press(*keys)

        assert last in user.screen()


async def closed(user: User) -> None:
    """Only the main screen is open."""
    assert len(user.app.screen_stack) == 1


@pytest.mark.parametrize("keys", [["exclamation_mark"], ["c", "R"], ["comma"]])
async def test_slash_filters_a_list_in_which_letters_are_commands(
    config: Path, keys: list[str]
) -> None:
    async with started(config) as user:
        await user.press(*keys, "slash")
        await user.type("no such row")
        assert "nothing matches" in user.screen()

        await user.press("escape")
        assert "nothing matches" not in user.screen()
        await user.press("escape")
        await closed(user)


async def test_a_filtered_row_is_the_one_that_is_acted_on(config: Path) -> None:
    async with started(config) as user:
        await user.press("c", "R", "slash")
        await user.type("finder")
        await user.press("enter", "x", "escape", "s")

    assert "llm_config" not in config.read_text()


async def test_the_palette_has_one_line_for_a_command_and_finds_sections(config: Path) -> None:
    async with started(config, NARROW) as user:
        await user.press("ctrl+p")
        assert "Pick another model for this section." in user.line(" model  ")

        await user.type("loc")
        await user.press("enter")
        assert "[llm.local] ·" in user.screen()


async def test_the_palette_says_why_a_command_cannot_be_run(config: Path) -> None:
    async with started(config, NARROW) as user:
        await user.press("ctrl+p")
        await user.type("redo")

        assert "There is nothing to redo" in user.screen()


async def test_what_was_run_last_comes_first_in_the_palette(config: Path) -> None:
    async with started(config, NARROW) as user:
        await user.run("variables")
        await user.press("escape", "ctrl+p")

        lines = user.screen().splitlines()
        typed = next(index for index, line in enumerate(lines) if "type a command" in line)
        assert "variables" in lines[typed + 1]


async def test_the_help_is_searched_by_typing(config: Path) -> None:
    async with started(config, NARROW) as user:
        await user.press("question_mark")
        await user.type("clip")
        assert "nothing matches" in user.screen()

        await user.press("ctrl+u")
        await user.type("marked")
        assert "◆ marked, to test or compare" in user.screen()
        assert "Undo the last edit" not in user.screen()


@pytest.mark.parametrize("size", [SMALLEST, NARROW, (120, 40), (200, 60)])
async def test_nothing_in_the_help_is_cut(config: Path, size: tuple[int, int]) -> None:
    async with started(config, size) as user:
        await user.press("question_mark")
        await user.type("undone")

        words = user.screen().replace("│", " ").split()
        assert "edit" in words
        assert "undone." in words


async def test_the_model_picker_drops_columns_and_not_names(config: Path) -> None:
    async with started(config, (50, 16)) as user:
        await user.press("m")
        await user.type("claude-sonnet-4-5-20250929")

        assert "claude-sonnet-4-5-20250929" in user.line(" ✓claude-sonnet")


async def test_a_notice_over_a_dialog_goes_with_the_next_key(config: Path) -> None:
    async with started(config, SMALLEST) as user:
        await user.press("comma", "space")
        assert "release is not true or false" in user.notices()

        await user.press("escape")
        assert user.notices() == ""
