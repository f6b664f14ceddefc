"""Jobs that take more than one dialog: a new section, a removal, an agent, going back."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.events import Paste

from llm_tui.tui.main_screen import MainScreen
from tests.tui.driver import User, started
from tests.tui.test_dialogs import TEXT

HEALTHY = TEXT.replace("max_tries", "num_retries")


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(HEALTHY)


async def add_for(user: User, provider: str) -> None:
    """Add a section for a provider, under its own name."""
    await user.press("c", "plus")
    await user.type(provider)
    await user.press("enter", "enter")


async def test_a_section_for_a_provider_leads_to_its_api_key(config: Path) -> None:
    async with started(config) as user:
        await add_for(user, "deepseek")
        assert "api_key · [llm.deepseek]" in user.screen()

        await user.type("sk-new-11111111wxyz")
        await user.press("enter", "s")
        assert "▌ api_key" in user.line("wxyz")

    added = '[llm.deepseek]\nmodel = "deepseek/deepseek-chat"\napi_key = "sk-new-11111111wxyz"\n'
    assert added in config.read_text()


async def test_an_api_key_that_is_left_out_is_not_written(config: Path) -> None:
    async with started(config) as user:
        await add_for(user, "deepseek")
        await user.press("escape", "s")

    assert '[llm.deepseek]\nmodel = "deepseek/deepseek-chat"\n\n' in config.read_text()


async def test_a_new_section_does_not_send_its_api_key_to_an_inherited_address(
    config: Path,
) -> None:
    proxy = 'base_url = "https://proxy.example.com/v1"\n'
    config.write_text(HEALTHY.replace("[llm]\n", f"[llm]\n{proxy}", 1))
    async with started(config) as user:
        await add_for(user, "deepseek")
        assert "base_url is for" in user.screen()

        await user.press("enter")
        await user.type("sk-new-11111111wxyz")
        await user.press("enter", "s")

    section = config.read_text().partition("[llm.deepseek]")[2]
    assert 'base_url = "https://api.deepseek.com' in section
    assert 'api_key = "sk-new-11111111wxyz"' in section


async def test_all_secrets_of_a_provider_are_asked_for(config: Path) -> None:
    async with started(config) as user:
        await add_for(user, "bedrock")
        await user.type("AKIA000")
        await user.press("enter")
        assert "aws_secret_access_key · [llm.bedrock]" in user.screen()


async def test_the_base_is_removed_only_after_a_list_of_what_each_section_loses(
    config: Path,
) -> None:
    async with started(config) as user:
        await user.press("c", "X")
        assert "✗ cheap loses api_key, temperature" in user.screen()
        assert "-[llm]" in user.screen()

        await user.press("escape", "s")
    assert config.read_text() == HEALTHY


async def test_pushing_down_shows_its_diff_and_asks(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("temperature")
        await user.run("push down")
        assert "+temperature = 0.5" in user.screen()

        await user.press("escape", "s")
    assert config.read_text() == HEALTHY


async def test_an_agent_that_the_file_does_not_name_is_given_a_section(config: Path) -> None:
    async with started(config) as user:
        await user.press("end", "c", "a")
        await user.type("BrowsingAgent")
        await user.press("enter", "s")

    assert '[agent.BrowsingAgent]\nllm_config = "local"\n' in config.read_text()


async def test_no_agent_is_asked_for_where_the_section_can_not_be_used(config: Path) -> None:
    config.write_text(HEALTHY + "\n[llm.draft]\nmax_tokens = 1\n")
    async with started(config) as user:
        await user.press("end", "c", "a")

        assert "OpenHands ignores [llm.draft] because of max_tokens" in user.notices()
        assert "Agent to use" not in user.screen()


async def test_an_agent_of_the_file_is_found_by_typing(config: Path) -> None:
    async with started(config) as user:
        await user.press("end", "c", "a")
        await user.type("find")
        await user.press("enter", "s")

    assert '[agent.Finder]\nllm_config = "local"\n' in config.read_text()


async def test_the_list_of_references_takes_another_agent(config: Path) -> None:
    async with started(config) as user:
        await user.press("c", "R", "plus")
        await user.type("BrowsingAgent")
        await user.press("enter")
        await user.type("local")
        await user.press("enter")
        assert "[llm.local]" in user.line("agent.BrowsingAgent")


async def test_a_reference_without_a_name_is_explained(config: Path) -> None:
    async with started(config) as user:
        await user.press("c", "R", "end", "e")

        assert "The file names no section for condenser: OpenHands uses [llm]" in user.notices()


async def test_one_value_is_reverted_and_the_other_edits_stay(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("model")
        await user.press("x")
        await user.go_to("temperature")
        await user.press("x")
        await user.run("revert this value")
        await user.press("s")

    assert config.read_text() == HEALTHY.replace('model = "gpt-4o"\n', "", 1)


async def test_all_edits_are_reverted_after_their_diff_and_redone(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("model")
        await user.press("x")
        await user.go_to("temperature")
        await user.press("x")
        await user.run("revert all")
        assert '+model = "gpt-4o"' in user.screen()

        await user.press("enter")
        assert "unsaved" not in user.screen()

        await user.press("y", "y")
        assert "2 unsaved" in user.screen()


@pytest.mark.parametrize("key", ["x", "v", "i"])
async def test_a_key_for_a_setting_says_so_where_a_section_has_the_focus(
    config: Path, key: str
) -> None:
    async with started(config) as user:
        await user.press(key)

        assert "go to the settings first, with enter" in user.notices()
        assert "unsaved" not in user.screen()


STOPS = HEALTHY + "\n[security]\nenable_security_analyzer = true\n"


async def test_what_stops_the_program_has_a_place_and_is_fixed_by_two_keys(config: Path) -> None:
    config.write_text(STOPS)
    async with started(config) as user:
        await user.press("exclamation_mark")
        assert ":17 security" in " ".join(user.screen().split())
        await user.press("f", "s")

    assert config.read_text() == HEALTHY + "\n[security]\n"


async def test_a_reference_to_no_section_is_gone_to_and_repaired_in_its_row(config: Path) -> None:
    config.write_text(HEALTHY.replace('"cheap"', '"chaep"'))
    async with started(config) as user:
        await user.press("n")
        assert "agent.Finder" in user.cursor_line()

        await user.press("enter")
        await user.type("cheap")
        await user.press("enter", "s")

    assert config.read_text() == HEALTHY


@pytest.mark.parametrize("keys", [["exclamation_mark", "e"], ["n", "e"]])
async def test_the_editor_opens_at_the_line_of_the_problem(
    config: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keys: list[str]
) -> None:
    config.write_text(STOPS)
    called = tmp_path / "called"
    editor = tmp_path / "vim"
    editor.write_text(f'#!/bin/sh\necho "$@" > {called}\n')
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    async with started(config) as user:
        monkeypatch.setattr(type(user.app), "suspend", lambda _: nullcontext())
        await user.press(*keys)

    assert called.read_text() == f"+17 {config}\n"


async def paste(user: User, text: str) -> None:
    """Paste a text, as a terminal delivers it."""
    user.app.post_message(Paste(text))
    await user.settle()


async def test_an_api_key_is_pasted_onto_its_row(config: Path) -> None:
    async with started(config) as user:
        await user.press("enter", "down")
        await paste(user, "sk-pasted-22222222wxyz\n")
        assert "api_key · [llm]" in user.screen()
        assert "sk-pasted" not in user.screen()

        await user.press("enter", "s")

    assert 'api_key = "sk-pasted-22222222wxyz"\n' in config.read_text()


async def test_what_is_pasted_where_no_value_is_selected_is_no_command(config: Path) -> None:
    async with started(config) as user:
        await paste(user, "x")

        assert "paste: go to the settings first, with enter" in user.notices()
        assert "unsaved" not in user.screen()


async def test_a_text_pasted_into_a_read_only_file_opens_nothing(config: Path) -> None:
    async with started(config, read_only=True) as user:
        await user.press("enter")
        await paste(user, "gpt-5")

        assert "Nothing can be edited" in user.notices()
        assert isinstance(user.app.screen, MainScreen)
