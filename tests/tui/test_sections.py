"""Sections on the main screen: used, compared, exported, added, renamed, removed."""

import stat
from pathlib import Path

import pytest

from tests.tui.driver import NARROW, WIDE, User, started

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"
temperature = 0.5

[llm.cheap]
model = "gpt-4o-mini"
num_retries = 8

[llm.local]
model = "ollama/qwen3"

[agent.Finder]
llm_config = "cheap"
"""


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


async def choose(user: User, label: str) -> None:
    """Go down a list of choices to one of them, and take it."""
    for _ in range(TEXT.count("\n") + 20):
        choices = user.app.screen.query_one("ChoiceList")
        if label in choices.selected_row.label:  # type: ignore[attr-defined]
            await user.press("enter")
            return
        await user.press("down")
    raise AssertionError(f"{label} is not to be chosen:\n{user.screen()}")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_two_keys_switch_to_another_section(config: Path, size: tuple[int, int]) -> None:
    async with started(config, size) as user:
        await user.press("down", "u")
        assert "▶ cheap" in user.screen()
        assert '+llm_config = "cheap"' in user.notices()

        await user.press("s")

    expected = TEXT.replace("[agent.Finder]", '[agent]\nllm_config = "cheap"\n\n[agent.Finder]')
    assert config.read_text() == expected


async def test_a_switch_is_taken_back_by_one_undo(config: Path) -> None:
    async with started(config) as user:
        await user.press("down", "u", "z")

        assert "▶ llm" in user.screen()
        assert "unsaved" not in user.screen()


async def test_a_section_that_openhands_throws_away_is_not_switched_to(config: Path) -> None:
    config.write_text(TEXT.replace("num_retries", "max_tries"))
    async with started(config) as user:
        await user.press("down", "u")

        assert "ignores [llm.cheap] because of max_tries in line 8" in user.notices()
        assert "unsaved" not in user.screen()


async def test_a_section_can_be_used_for_one_run(config: Path) -> None:
    async with started(config, environment={"LLM_SEED": "5"}) as user:
        await user.press("down", "c", "U")
        assert "For one run, copy:  --config-file" in user.screen()
        assert "LLM_SEED in the environment has no effect with -l" in user.screen()

        await user.press("r")
        assert user.app.clipboard == f"--config-file {config} -l cheap"
        assert "Sent to the terminal's clipboard" in user.notices()


async def test_one_run_says_when_the_agent_would_not_follow(config: Path) -> None:
    config.write_text(TEXT + '\n[agent]\nllm_config = "cheap"\n')
    async with started(config) as user:
        await user.press("down", "down", "c", "U")

        text = " ".join(user.screen().replace("│", " ").split())
        assert "CodeActAgent refers to" in text
        assert "and keeps it" in text


async def test_an_export_is_shown_without_the_key_until_it_is_asked_for(config: Path) -> None:
    async with started(config) as user:
        await user.press("down", "c", "E")
        assert "-e LLM_MODEL=gpt-4o-mini" in user.screen()
        assert "-e LLM_API_KEY \\" in user.screen()
        assert "sk-base" not in user.screen()

        await user.press("f", "v", "y")
        assert "LLM_API_KEY=sk-base-000000000003f9a" in user.screen()
        assert user.app.clipboard.startswith("LLM_MODEL=gpt-4o-mini\nLLM_API_KEY=sk-")


async def test_an_export_of_an_ignored_section_says_whose_values_it_shows(config: Path) -> None:
    config.write_text(TEXT.replace("num_retries", "max_tries"))
    async with started(config) as user:
        await user.press("down", "c", "E")

        assert "-e LLM_MODEL=gpt-4o " in user.screen()
        assert "OpenHands ignores [llm.cheap]: agent.Finder gets [llm]" in user.notices()


async def test_an_export_is_written_to_a_file_of_its_owner_only(
    config: Path, tmp_path: Path
) -> None:
    target = tmp_path / "cheap.env"
    async with started(config) as user:
        await user.press("down", "c", "E", "f", "w")
        await user.replace(str(target))
        await user.press("enter")
        assert "Written to" in user.notices()

        await user.press("w")
        await user.replace(str(target))
        assert "exists already" in user.screen()

    assert target.read_text() == "LLM_MODEL=gpt-4o-mini\nLLM_NUM_RETRIES=8\nLLM_TEMPERATURE=0.5\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_two_sections_are_compared(config: Path, size: tuple[int, int]) -> None:
    async with started(config, size) as user:
        await user.press("down", "space", "down", "c", "equals_sign")

        assert "[llm.local] and [llm.cheap]" in user.screen()
        assert "num_retries 5 8" in " ".join(user.line("num_retries").split())
        assert "api_key is the same" in user.screen()


async def test_the_section_to_compare_with_can_be_chosen(config: Path) -> None:
    async with started(config) as user:
        await user.press("c", "equals_sign")
        await choose(user, "local")

        assert "[llm] and [llm.local]" in user.screen()


async def test_a_section_begins_with_what_its_provider_needs(config: Path) -> None:
    async with started(config) as user:
        await user.press("c", "plus")
        await choose(user, "Ollama")
        await user.replace("at home")
        await user.press("enter")
        assert '[llm."at home"]' in user.screen()
        assert "http://localhost:114" in user.line("▌ base_url")

        await user.press("s")

    added = '[llm."at home"]\nmodel = "ollama/MODEL"\nbase_url = "http://localhost:11434"\n'
    assert config.read_text() == TEXT.replace("[agent.Finder]", f"{added}\n[agent.Finder]")


async def test_a_section_can_be_added_empty_or_as_a_copy(config: Path) -> None:
    async with started(config) as user:
        await user.press("c", "plus", "enter")
        await user.type("bare")
        await user.press("enter", "left", "home", "down", "c", "plus", "down", "enter")
        await user.type("twin")
        await user.press("enter", "s")

    text = config.read_text()
    assert "[llm.bare]\n\n[agent" in text
    assert '[llm.twin]\nmodel = "gpt-4o-mini"\nnum_retries = 8\n' in text


async def test_a_name_that_openhands_cannot_read_is_refused_where_it_is_typed(
    config: Path,
) -> None:
    async with started(config) as user:
        await user.press("c", "c")
        await user.type("a")
        await user.press("quotation_mark")

        assert "✗ OpenHands can't read such a name" in user.screen()


async def test_a_renamed_section_is_renamed_everywhere_in_one_step(config: Path) -> None:
    async with started(config) as user:
        await user.press("down", "c", "M")
        await user.replace("small")
        await user.press("enter")
        assert "[llm.small] · inherits [llm] · used by agent.Finder" in user.screen()

        await user.press("s", "z")
        assert "cheap" in user.screen()

    expected = TEXT.replace("[llm.cheap]", "[llm.small]").replace('"cheap"', '"small"')
    assert config.read_text() == expected


async def test_the_base_is_not_renamed(config: Path) -> None:
    async with started(config) as user:
        await user.press("c", "M")

        assert "keeps its name" in user.notices()


async def test_those_who_refer_to_a_removed_section_get_another(config: Path) -> None:
    async with started(config) as user:
        await user.press("down", "c", "X")
        assert "agent.Finder refers to it" in user.screen()
        await choose(user, "local")
        assert "-[llm.cheap]" in user.screen()
        await user.press("enter", "s")

    assert '[agent.Finder]\nllm_config = "local"\n' in config.read_text()
    assert "cheap" not in config.read_text()


async def test_a_section_without_references_is_removed_and_restored_by_undo(config: Path) -> None:
    async with started(config) as user:
        await user.press("end", "c", "X")
        assert "-[llm.local]" in user.screen()

        await user.press("escape")
        assert "ollama/qwen3" in user.screen()

        await user.press("c", "X", "enter")
        assert "local" not in user.screen().replace("[llm.local] is removed", "")

        await user.press("z")
        assert "local" in user.screen()


async def test_a_value_is_promoted_and_the_others_keep_theirs(config: Path) -> None:
    async with started(config) as user:
        await user.press("down")
        await user.go_to("num_retries")
        await user.run("promote")
        assert "These get a line of their own: local." in user.screen()
        assert "+num_retries = 8" in user.screen()
        await user.press("enter", "s")

    text = config.read_text()
    assert "temperature = 0.5\nnum_retries = 8\n" in text
    assert '[llm.local]\nmodel = "ollama/qwen3"\nnum_retries = 5\n' in text
    assert '[llm.cheap]\nmodel = "gpt-4o-mini"\n\n' in text


async def test_a_value_is_pushed_down_and_one_undo_undoes_it(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("temperature")
        await user.run("push down")
        await user.press("enter", "s")
        text = config.read_text()
        await user.press("z", "s")

    assert text.count("temperature = 0.5\n") == 2
    assert "temperature" not in text.partition("[llm.cheap]")[0]
    assert config.read_text() == TEXT


async def test_a_move_that_would_change_another_section_is_refused(config: Path) -> None:
    config.write_text(TEXT.replace('"gpt-4o-mini"', '"azure/mini"'))
    async with started(config) as user:
        await user.press("down")
        await user.go_to("model")
        await user.run("promote")

        assert "Not moved: api_version of [llm.local] would change" in user.notices()


async def test_nothing_of_this_is_done_to_what_is_read_only(config: Path) -> None:
    async with started(config, read_only=True) as user:
        await user.press("down")
        for keys in ("u", "c plus", "c c", "c M", "c X", "c a"):
            await user.press("down", *keys.split())
            assert "Nothing can be edited" in user.notices()
