"""The explanation of a value, and of the variables."""

from pathlib import Path

import pytest

from tests.tui.driver import NARROW, WIDE, started

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"
temperature = "0.5"

[llm.cheap]
model = "o3"
temperature = 0.7
"""


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_value_is_explained_layer_by_layer(config: Path, size: tuple[int, int]) -> None:
    async with started(config, size, {"LLM_TEMPERATURE": "0.9"}) as user:
        await user.go_to("temperature")
        await user.press("i")

        assert "temperature of [llm]" in user.screen()
        assert "0.0" in user.line("· OpenHands 0.62.0")
        assert '"0.5" → 0.5' in user.line("▌ [llm] :4")
        assert '"0.9" → 0.9  ◀ in effect' in user.line("$ $LLM_TEMPERATURE")
        assert 'The model gets "temperature": 0.9' in user.screen()

        await user.press("escape")
        assert "Where it comes from" not in user.screen()


async def test_a_named_section_says_what_it_does_not_see_and_what_is_not_sent(
    config: Path,
) -> None:
    async with started(config, WIDE, {"LLM_TEMPERATURE": "0.9"}) as user:
        await user.press("down")
        await user.go_to("temperature")
        assert "$LLM_TEMPERATURE is set, but named sections never see it" in user.screen()

        await user.press("i")
        assert "not used: named sections never see it" in user.screen()
        assert "Not sent: o3 takes no temperature." in user.screen()


async def test_the_explanation_of_a_secret_masks_it_in_every_layer(config: Path) -> None:
    async with started(config, WIDE, {"LLM_API_KEY": "sk-environment-11111abcd"}) as user:
        await user.go_to("api_key")
        await user.press("v", "i")

        assert "••••••••3f9a" in user.line("▌ [llm] :3")
        assert "••••••••abcd  ◀ in effect" in user.line("$ $LLM_API_KEY")
        assert "sk-" not in user.screen().partition("api_key of [llm]")[2].partition("esc back")[0]


async def test_control_characters_never_reach_the_terminal(config: Path) -> None:
    config.write_text('[llm]\nmodel = "a\\u001b[31mb"\n[core]\n["agent\\u001b"]\n')
    async with started(config, WIDE, {"LLM_BASE_URL": "http://\x1b[2J"}) as user:
        await user.press("right", "i")
        assert "a\\u001b[31mb" in user.screen()

        await user.press("escape")
        await user.run("variables")
        assert "http://\\u001b[2J" in user.screen()
        assert "\x1b" not in user.screen()


async def test_a_key_in_the_wrong_variable_is_not_shown(config: Path) -> None:
    async with started(config, WIDE, {"LLM_SEED": "sk-where-it-does-not-belong"}) as user:
        await user.go_to("seed")
        await user.press("i")

        assert "not used: it is not a value for seed" in user.screen()
        assert "sk-where" not in user.screen()


async def test_the_retry_keys_show_the_retry_policy_that_they_make(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.go_to("num_retries")
        await user.press("i")

        assert "With the other retry keys: 5 attempts, waits 8 16 32 64 s" in user.screen()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_variables_show_their_effect(config: Path, size: tuple[int, int]) -> None:
    variables = {
        "LLM_TEMPERATURE": "0.9",
        "LLM_CACHING_PROMPT": "yes",
        "LLM_COMPLETION_KWARGS": "{'headers': {'Authorization': 'Bearer 1234567890abcd'}}",
        "LLM_SEED": "",
        "LLM_PROVIDER": "sk-in-the-wrong-place",
        "LLM_CHEAP_MODEL": "m",
    }
    async with started(config, size, variables) as user:
        await user.run("variables")

        text = " ".join(user.screen().split())
        assert "Named sections" in text
        assert '$ LLM_TEMPERATURE = "0.9" → 0.9' in text
        assert "over 0.5 ([llm] :4)" in text
        assert '$ LLM_CACHING_PROMPT = "yes" → false' in text
        assert "1234567890" not in text

        await user.press("pagedown", "pagedown")
        text = " ".join(user.screen().split())
        assert "it is empty, which counts as not set" in text
        assert "OpenHands 0.62.0 has no such variable" in text
        assert "there are no variables for named sections" in text
        assert "sk-in" not in text


async def test_the_page_of_variables_says_so_if_there_are_none(config: Path) -> None:
    async with started(config, WIDE) as user:
        await user.run("variables")

        assert "No LLM_* variable is set" in user.screen()


async def test_a_file_of_variables_is_shown_with_its_lines(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(".env")
    path.write_text('LLM_TEMPERATURE="0.9"\nLLM_SEED=5\nwhat is this\n')
    async with started(config, WIDE, {"LLM_SEED": "7"}, env_file=path) as user:
        assert "2 env" in user.screen().splitlines()[0]
        await user.run("variables")

        assert "set in .env:1" in user.screen()
        assert '$ LLM_SEED = "7" → 7' in user.screen()
        assert "set in this shell, which wins over .env:2" in user.screen()
        assert "line 3: this is not NAME=VALUE" in user.screen()
        assert "line 1: docker's --env-file takes LLM_TEMPERATURE" in user.screen()

        await user.press("escape")
        await user.go_to("temperature")
        await user.press("i")
        assert "set in .env:1" in user.screen()
