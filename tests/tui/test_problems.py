"""Problems on the screen: marked, listed, walked, explained and fixed."""

from pathlib import Path

import pytest

from tests.tui.driver import NARROW, WIDE, started

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"

[llm.cheap]
model = "gpt-4o-mini"
timeout = 0

[llm.draft_editor]
max_tokens = 4096   # of an answer
seed = 1

[agent.Finder]
llm_config = "llm.cheap"
"""
FIXED = TEXT.replace("max_tokens = 4096   #", "max_output_tokens = 4096   #")


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_problems_are_counted_and_marked(config: Path, size: tuple[int, int]) -> None:
    async with started(config, size) as user:
        assert "✗ 3" in user.screen().splitlines()[0]
        assert "cheap" in user.line("!cheap")
        assert "✗ ignor" in user.line("draft_editor")

        await user.press("down")
        await user.go_to("timeout")
        assert "!0" in user.cursor_line()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_selected_row_shows_its_problem_the_consequence_and_the_fix(
    config: Path, size: tuple[int, int]
) -> None:
    async with started(config, size) as user:
        await user.press("down", "down")
        await user.go_to("max_tokens")

        text = " ".join(user.screen().replace("│", " ").split())
        assert "max_output_tokens is probably meant" in text
        assert "✗ Because of max_tokens (line 10): OpenHands ignores" in text
        assert "f rename max_tokens to max_output_tokens" in text


async def test_n_walks_the_problems_and_comes_round(config: Path) -> None:
    async with started(config) as user:
        await user.press("n")
        assert "timeout" in user.cursor_line()
        assert "[llm.cheap]" in user.screen().splitlines()[1]

        await user.press("n")
        assert "max_tokens" in user.cursor_line()

        await user.press("n")
        assert "a is probably meant" not in user.screen()
        text = " ".join(user.screen().replace("│", " ").split())
        assert "there is no section llm.cheap; cheap is probably meant" in text

        await user.press("n")
        assert "timeout" in user.cursor_line()


async def test_capital_n_walks_back(config: Path) -> None:
    async with started(config) as user:
        await user.press("N")
        assert "there is no section llm.cheap" in user.screen()

        await user.press("N")
        assert "max_tokens" in user.cursor_line()


async def test_moving_on_shows_what_is_wrong_there_and_not_what_was_gone_to(config: Path) -> None:
    async with started(config) as user:
        await user.press("N", "down")

        assert "there is no section llm.cheap" not in user.screen()


async def test_f_fixes_and_one_undo_takes_it_back(config: Path) -> None:
    async with started(config) as user:
        await user.press("n", "n", "f")
        assert "Fixed: rename max_tokens to max_output_tokens" in user.notices()
        assert "max_output_tokens" in user.cursor_line()
        assert "✗ ignor" not in user.screen()
        assert "✗ 2" in user.screen().splitlines()[0]

        await user.press("z")
        assert "✗ ignor" in user.screen()

        await user.press("y", "s")
    assert config.read_text() == FIXED


async def test_a_fix_of_two_edits_is_undone_at_once(config: Path) -> None:
    before = TEXT.replace("max_tokens = 4096", 'provider = "ollama"\nmodel = "x"')
    config.write_text(before)
    async with started(config) as user:
        await user.press("n", "n", "f")
        assert "✗ provider" not in user.screen()
        assert "ollama/x" in user.screen()

        await user.press("z")
        assert "✗ provider" in user.screen()
        assert "unsaved" not in user.screen()


async def test_f_without_a_problem_says_so(config: Path) -> None:
    async with started(config) as user:
        await user.press("f")

        assert "There is no problem here" in user.notices()


async def test_a_file_that_can_only_be_read_is_not_fixed(config: Path) -> None:
    async with started(config, read_only=True) as user:
        await user.press("n", "f")

        assert "Nothing can be edited" in user.notices()
        assert "✗ 3" in user.screen().splitlines()[0]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_list_shows_all_and_enter_goes_there(config: Path, size: tuple[int, int]) -> None:
    async with started(config, size) as user:
        await user.press("exclamation_mark")
        assert "2 errors, 1 warning" in user.screen()
        assert "max_tokens:" in user.line(":10 draft_editor")
        assert "llm_config" in user.line(":14 agent.Finder")

        await user.press("down", "enter")
        assert "max_tokens" in user.cursor_line()
        assert "2 errors" not in user.screen()


async def test_the_list_fixes_too(config: Path) -> None:
    async with started(config) as user:
        await user.press("exclamation_mark", "end", "f")
        assert 'Fixed: write llm_config = "cheap"' in user.notices()
        assert "used by agent.Finder" in " ".join(user.screen().split()) or (
            "✗ 2" in user.screen().splitlines()[0]
        )
        await user.press("s")
    assert config.read_text() == TEXT.replace('"llm.cheap"', '"cheap"')


async def test_closing_the_list_returns_to_the_row_before(config: Path) -> None:
    async with started(config) as user:
        await user.press("exclamation_mark", "escape")

        assert "▌ model" in user.cursor_line()


async def test_a_file_without_problems_has_none_to_list_or_walk(config: Path) -> None:
    config.write_text('[llm]\nmodel = "gpt-4o"\n')
    async with started(config) as user:
        assert user.screen().splitlines()[0].rstrip().endswith(" OpenHands 0.62.0")

        for key in ("exclamation_mark", "n"):
            await user.press(key)
            assert user.notices() == "There is no problem"


async def test_a_note_is_shown_at_its_row_and_nowhere_else(
    config: Path,
) -> None:
    config.write_text('[llm]\nmodel = "gpt-4o"\n[llm.a]\nmodel = "gpt-4o"\n')
    async with started(config) as user:
        assert "problem" not in user.screen().replace(str(config), "")

        await user.press("down")
        await user.go_to("model")
        assert "model repeats the value of [llm]" in user.screen()

        await user.press("f")
        assert "↑ model" in user.screen()


async def test_a_key_that_is_filtered_out_is_gone_to_all_the_same(config: Path) -> None:
    async with started(config) as user:
        await user.press("right", "slash")
        await user.type("seed")
        await user.press("enter", "n")

        assert "timeout" in user.cursor_line()


async def test_an_edit_makes_and_takes_away_problems_at_once(config: Path) -> None:
    async with started(config) as user:
        await user.press("down")
        await user.go_to("timeout")
        await user.press("x")

        assert "✗ 2" in user.screen().splitlines()[0]


async def test_one_key_lets_nobody_else_read_the_api_keys(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("llm_tui.model.check.exposure._is_reachable", lambda _: True)
    config.chmod(0o644)
    async with started(config) as user:
        assert "✗ 4" in user.screen().splitlines()[0]

        await user.press("O")

        assert config.stat().st_mode & 0o777 == 0o600
        assert "✗ 3" in user.screen().splitlines()[0]
        await user.press("O")
        assert "Nobody else can read API keys in this file" in user.notices()


STOPS = TEXT.partition("[agent")[0] + "[security]\nenable_security_analyzer = true\n"


async def test_where_the_program_stops_at_its_start_the_tree_says_so(config: Path) -> None:
    config.write_text(STOPS)
    async with started(config) as user:
        assert "✗ stops" in user.line("▶")


async def test_a_problem_elsewhere_is_not_shown_as_one_of_the_selected_setting(
    config: Path,
) -> None:
    config.write_text(STOPS)
    async with started(config) as user:
        await user.press("N")

        assert user.line("[security] :14").startswith("[security] :14  ✗ enable_security_analyzer")
        assert "The model, with its provider" not in user.screen()


async def test_the_banner_of_many_unknown_keys_names_three_and_counts_the_others(
    config: Path,
) -> None:
    keys = "".join(f"unknown{number} = 1\n" for number in range(500))
    config.write_text(f"[llm]\nmodel = 'a/b'\n\n[llm.many]\n{keys}")
    async with started(config) as user:
        await user.press("down")

        text = " ".join(user.screen().replace("│", " ").split())
        assert "Because of unknown0 (line 5), unknown1 (line 6), unknown2 (line 7) and" in text
        assert "and 497 more: OpenHands ignores [llm.many]" in text


async def test_on_a_small_screen_the_banner_has_the_cause(config: Path) -> None:
    async with started(config, (40, 10)) as user:
        await user.press("end", "right")

        assert "max_tokens (line 10)" in user.screen()


async def test_the_problem_of_the_first_row_is_gone_to_first(config: Path) -> None:
    config.write_text('[llm]\nmax_tokens = 1\nmodel = "openai/x"\n\n[llm.cheap]\ntimeout = 0\n')
    async with started(config) as user:
        await user.press("n")
        assert "max_tokens" in user.cursor_line()

        await user.press("f", "n")
        assert "timeout" in user.cursor_line()
