"""What is on the screen when a file is open."""

from pathlib import Path

import pytest
from textual import events

from llm_tui.tui.state.action_table import ACTIONS
from llm_tui.tui.state.state import Place
from tests.tui.driver import NARROW, WIDE, started

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"
temperature = 0.5

[llm.cheap]
model = "gpt-4o-mini"
temperature = 0.5

[llm.draft_editor]
model = "gpt-4o-mini"
max_tokens = 4096

[agent.Finder]
llm_config = "cheap"
"""


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


@pytest.mark.parametrize("size", [NARROW, WIDE, (100, 30), (200, 60)])
async def test_sections_are_shown_with_their_models(config: Path, size: tuple[int, int]) -> None:
    async with started(config, size) as user:
        assert "gpt-4o" in user.line("▶ llm")
        assert "▷ cheap" in user.screen()
        assert "✗ ignor" in user.line("draft_editor")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_value_is_shown_with_its_origin_and_line(
    config: Path, size: tuple[int, int]
) -> None:
    async with started(config, size) as user:
        await user.press("down")

        assert "▌ model" in user.line("gpt-4o-mini ")
        assert "here :7" in user.line("▌ model")
        assert "[llm] :3" in user.line("↑ api_key")
        assert "default" in user.line("· top_p")
        assert "~ temperature" in user.line("here :8")


async def test_what_a_value_overrides_is_shown_beside_it_where_there_is_room(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.press("down")

        assert user.line("▌ model").rstrip("│ █▃").endswith("gpt-4o")


async def test_own_inherited_and_default_values_differ_in_colour_too(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.press("down", "right")

        own = user.style_of("~ temperature")
        inherited = user.style_of("↑ api_key")
        default = user.style_of("· top_p")

        assert len({own.color, inherited.color}) == 2
        assert inherited.color != default.color


async def test_an_ignored_section_says_which_key_and_what_its_users_get(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.press("down", "down")

        text = " ".join(user.screen().split())
        assert "OpenHands ignores [llm.draft_editor]" in text
        assert "Because of max_tokens (line 12)" in text
        assert "✗ max_tokens" in user.screen()


async def test_the_title_says_where_by_which_rules_and_what_is_wrong(config: Path) -> None:
    async with started(config, WIDE, {"LLM_SEED": "5"}) as user:
        title = user.screen().splitlines()[0]

        assert "config.toml @ " in title
        assert "OpenHands 0.62.0   ✗ 1   1 env" in title


async def test_a_variable_that_wins_is_shown_with_what_the_file_says(config: Path) -> None:
    async with started(config, WIDE, {"LLM_TEMPERATURE": "0.9"}) as user:
        await user.go_to("temperature")

        assert "$LLM_TEMPERATURE" in user.line("$ temperature")
        assert "The file says 0.5, but the environment wins" in user.screen()


async def test_the_selected_key_is_explained(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.go_to("temperature")

        assert "The randomness of the answers" in user.screen()
        assert "not to reasoning models" in user.screen()
        assert "Number, 0 to 2; default 0.0." in user.screen()


async def test_keys_at_their_default_can_be_left_out(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.press("down", "a")
        assert "top_p" not in user.screen()
        assert "api_key" not in user.screen()
        assert "▌ model" in user.screen()

        await user.press("a")
        assert "top_p" in user.screen()


async def test_a_filter_leaves_the_keys_that_match(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.press("right", "slash")
        await user.type("retry")
        assert "retry_max_wait" in user.screen()
        assert "top_p" not in user.screen()

        await user.press("enter", "escape")
        assert "top_p" in user.screen()


async def test_a_filter_that_matches_nothing_says_so(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.press("right", "slash")
        await user.type("xyz")

        assert "No key matches" in user.screen()


async def test_a_secret_is_masked_until_asked_for_and_again_on_leaving_its_row(
    config: Path,
) -> None:
    async with started(config, WIDE) as user:
        await user.go_to("api_key")
        assert "••••••••3f9a" in user.line("▌ api_key")

        await user.press("v")
        assert "sk-base-000000000003f9a" in user.screen()

        await user.press("down", "up")
        assert "sk-base" not in user.screen()


async def test_a_revealed_secret_is_hidden_in_another_section(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.go_to("api_key")
        await user.press("v", "left", "down")

        assert "sk-base" not in user.screen()


async def test_help_lists_every_key_of_the_footer_and_the_signs(config: Path) -> None:
    async with started(config, (60, 120)) as user:
        await user.press("question_mark")

        assert "Remove the key from this section." in user.screen()
        assert "inherited from [llm]" in user.screen()

        await user.press("escape")
        assert "Remove the key" not in user.screen()


async def test_a_click_selects_a_section_and_a_second_one_edits_a_setting(config: Path) -> None:
    async with started(config, WIDE) as user:
        lines = user.screen().splitlines()
        row = next(index for index, line in enumerate(lines) if "▷ cheap" in line)
        await user.pilot.click(offset=(8, row))
        await user.settle()
        assert "[llm.cheap]" in user.screen().splitlines()[1]

        lines = user.screen().splitlines()
        row = next(index for index, line in enumerate(lines) if "· top_p" in line)
        await user.pilot.click(offset=(50, row), times=2)
        await user.settle()
        assert "top_p · [llm.cheap]" in user.screen()


async def test_a_double_click_on_a_section_goes_to_its_settings(config: Path) -> None:
    async with started(config, WIDE) as user:
        lines = user.screen().splitlines()
        row = next(index for index, line in enumerate(lines) if "▷ cheap" in line)
        await user.pilot.click(offset=(8, row), times=2)
        await user.settle()

        assert "[llm.cheap]" in user.screen().splitlines()[1]
        assert user.line("? help").startswith("enter edit")


async def test_a_double_click_on_the_title_of_a_group_does_nothing(config: Path) -> None:
    async with started(config, WIDE) as user:
        before = user.screen()
        row = next(i for i, line in enumerate(before.splitlines()) if "│Sampling" in line)
        await user.pilot.click(offset=(50, row), times=2)
        await user.settle()

        assert user.screen() == before


async def test_an_input_method_finds_the_place_where_text_is_typed(config: Path) -> None:
    async with started(config, (80, 24)) as user:
        await user.press("slash")
        user.app.post_message(events.Paste("日本"))
        await user.settle()

        x, y = user.app.cursor_position
        line = user.screen().splitlines()[y]
        assert line.startswith("/日本")
        assert x == len("/") + 4


async def test_a_click_on_the_footer_does_what_the_key_does(config: Path) -> None:
    async with started(config, WIDE) as user:
        column = user.screen().splitlines()[-1].index("help")
        await user.pilot.click(offset=(column, 39))
        await user.settle()

        assert "Edit the selected value." in user.screen()


async def test_the_palette_finds_a_command_by_its_name(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.run("all/set")

        assert "top_p" not in user.screen()


async def test_control_characters_in_a_file_never_reach_the_terminal(config: Path) -> None:
    config.write_text('[llm]\nmodel = "a\\u001b[31mb\\u202e"\n')
    async with started(config, WIDE) as user:
        assert "a\\u001b[31mb\\u202e" in user.screen()


def test_no_key_does_two_things() -> None:
    for place in Place:
        keys = [
            (key, action.places)
            for action in ACTIONS
            for key in action.all_keys
            if place & action.places
        ]
        assert len(keys) == len(set(keys))
