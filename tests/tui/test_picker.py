"""Giving a section another model: what is offered, and what is put right with it."""

from pathlib import Path

import pytest

from llm_tui.model.store import preferences, recents
from tests.loopback.http import Reply
from tests.loopback.lists import Lists, data
from tests.loopback.server import Loopback, serving
from tests.tui.driver import NARROW, WIDE, User, started

KEY = "sk-loop-SECRET0123456789abcdef"


def written(config: Path, server: Loopback) -> Path:
    """A file whose sections are asked of this server."""
    config.write_text(f"""\
[llm]
model = "openai/served-a"
api_key = "{KEY}"
base_url = "{server.url}/v1"

[llm.cheap]
model = "openai/served-b"
temperature = 0.5
""")
    return config


@pytest.fixture
def plain(config: Path) -> Path:
    """A file with nobody to ask."""
    config.write_text('[llm]\nmodel = "bedrock/mine"\ntemperature = 0.5\n')
    return config


def rows(user: User) -> list[str]:
    """The lines of the list: below four lines of input, above three of details."""
    return [line.strip() for line in user.screen().splitlines()][4:-3]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_m_offers_the_present_model_what_is_served_and_all_known_ones(
    config: Path, size: tuple[int, int]
) -> None:
    lists = Lists.of("served-a", "served-b", "served-c")
    async with serving(lists) as server, started(written(config, server), size) as user:
        await user.press("m")
        await user.until("serves 3 models")
        await user.settle()

        assert "Model of [llm]" in user.screen()
        found = rows(user)
        assert found[:2] == ["Now (1)", found[1]]
        assert "openai/served-a" in found[1]
        assert found[2].startswith(f"Served by 127.0.0.1:{server.port} (2)")
        assert "openai/served-b" in found[3]
        assert "openai/served-c" in found[4]
        assert found[5].startswith("Known to litellm (")
        assert KEY not in user.screen()


async def test_typing_narrows_down_and_enter_takes_the_best(plain: Path) -> None:
    async with started(plain) as user:
        await user.press("m")
        await user.type("gpt4o")
        await user.press("enter")

        assert user.line("▌ model").split("▌ model")[1].split()[0] == "gpt-4o"
        await user.press("s")

    assert plain.read_text() == '[llm]\nmodel = "gpt-4o"\ntemperature = 0.5\n'


async def test_escape_leaves_all_as_it_was(plain: Path) -> None:
    async with started(plain) as user:
        await user.press("m")
        await user.type("gpt")
        await user.press("escape")

        assert "bedrock/mine" in user.line("▌ model")
        assert "unsaved" not in user.screen()


async def test_the_columns_show_limits_prices_abilities_and_the_end(plain: Path) -> None:
    async with started(plain) as user:
        await user.press("m")
        await user.type("claude-sonnet-4-5-20250929")

        heading = user.line("Context")
        titles = "Model Provider Context Output $ in $ out vision tools reasoning Ends"
        assert heading.split() == titles.split()
        row = rows(user)[1].split()
        assert row[:6] == ["✓claude-sonnet-4-5-20250929", "anthropic", "200k", "64k", "3", "15"]
        assert row[6:9] == ["vision", "tools", "reasoning"]
        assert "verified by the documentation of OpenHands" in user.screen()


async def test_on_a_narrow_screen_abilities_are_letters_and_nothing_is_cut(plain: Path) -> None:
    async with started(plain, NARROW) as user:
        await user.press("m")
        await user.type("claude-sonnet-4-5-20250929")

        assert "200k    64k      3     15 vtr" in rows(user)[1]
        assert "200,000 tokens in · 64,000 out" in user.screen()


async def test_any_other_name_is_taken_as_it_is_typed(plain: Path) -> None:
    async with started(plain) as user:
        await user.press("m")
        await user.type("openai/my-own")
        await user.press("ctrl+t")

        assert "openai/my-own" in user.line("▌ model")


async def test_a_name_that_fits_nothing_is_all_that_is_left(plain: Path) -> None:
    async with started(plain) as user:
        await user.press("m")
        await user.type("bedrock/zzqq")

        assert [row for row in rows(user) if row] == ["use “bedrock/zzqq” as typed"]
        await user.press("enter")
        assert "bedrock/zzqq" in user.line("▌ model")


async def test_the_last_row_is_what_was_typed(plain: Path) -> None:
    async with started(plain) as user:
        await user.press("m")
        await user.type("gpt-4o")
        assert "“gpt-4o” as typed" not in user.screen()
        await user.type("x")
        await user.press("ctrl+end", "enter")
        await user.press("enter")

        assert "gpt-4ox" in user.line("▌ model")


async def test_a_favourite_is_kept_and_comes_first_also_while_typing(plain: Path) -> None:
    async with started(plain) as user:
        await user.press("m")
        await user.type("mistral-large")
        await user.press("ctrl+f")
        name = preferences.load()[0].favourites[0]
        await user.press("escape", "m")

        assert rows(user)[2] == "Favourites (1)"
        assert rows(user)[3].startswith(f"★ {name}")
        await user.type("mistral")
        assert rows(user)[0] == "Favourites (1)"
        await user.press("ctrl+f")
        assert "Favourites" not in user.screen()
    assert preferences.load()[0].favourites == ()


async def test_what_was_picked_is_offered_the_next_time(plain: Path) -> None:
    async with started(plain) as user:
        await user.press("m")
        await user.type("bedrock/other")
        await user.press("ctrl+t", "m")
        await user.type("bedrock/third")
        await user.press("ctrl+t", "m")

        assert rows(user)[2] == "Recent (1)"
        assert rows(user)[3].startswith("bedrock/other")
    assert recents.load() == ("bedrock/third", "bedrock/other")


FAILURES = {
    "401 echo": "refuses the API key (401): Incorrect API key provided: ••••••••",
    "500": "answers 500",
    "malformed": "something other than a list of models",
}


@pytest.mark.parametrize("fault", FAILURES)
async def test_a_failure_of_the_endpoint_is_shown_beside_what_is_known(
    config: Path, fault: str
) -> None:
    async with serving(Lists.of("a"), fault) as server, started(written(config, server)) as user:
        await user.press("m")
        await user.until("✗ 127.0.0.1")

        assert FAILURES[fault] in user.screen()
        assert KEY not in user.screen()
        assert "Known to litellm" in user.screen()


async def test_an_endpoint_that_does_not_answer_keeps_nobody_waiting_and_is_given_up(
    config: Path,
) -> None:
    async with serving(Lists.of("a"), "hang") as server, started(written(config, server)) as user:
        await user.press("m")
        await user.type("gpt-4o")
        assert "… asking" in user.screen()
        assert "gpt-4o" in rows(user)[1]

        await user.press("escape")
        await server.closed.wait()


async def test_the_answer_leaves_the_cursor_on_its_model(config: Path) -> None:
    late = Reply.of_json(data("served-c")).pieces[0]
    slow = Lists({"/v1/models": Reply([late[:5], late[5:]], pause=0.5)})
    async with serving(slow) as server, started(written(config, server)) as user:
        await user.press("m", "down", "down")
        detail = user.screen().splitlines()[-3]
        await user.until("serves 1 model")
        await user.settle()

        assert user.screen().splitlines()[-3] == detail
        assert "served-c" in user.screen()


async def test_no_endpoint_to_ask_is_said(plain: Path) -> None:
    async with started(plain) as user:
        await user.press("m")

        assert "bedrock can't be asked for its list of models" in user.screen()


async def test_what_is_served_fits_and_is_taken_at_once(config: Path) -> None:
    lists = Lists.of("served-a", "claude-x")
    async with serving(lists) as server, started(written(config, server)) as user:
        await user.press("m")
        await user.until("serves 2 models")
        await user.type("claude-x")
        await user.press("enter")

        assert "openai/claude-x" in user.line("▌ model")


# Settings that conflict with the model


async def test_conflicting_settings_are_adjusted_in_one_step(config: Path) -> None:
    async with serving(Lists.of("a")) as server, started(written(config, server)) as user:
        text = config.read_text()
        await user.press("down", "m")
        await user.type("groq/mine")
        await user.press("ctrl+t")
        assert "groq/mine conflicts with these settings" in user.screen()
        assert "● Set https://api.groq.com/openai/v1 here" in user.screen()
        await user.press("enter")
        assert "api_key for groq/mine" in user.screen()
        await user.type("gsk_new")
        await user.press("enter", "s")
        assert "gsk_new" not in user.screen()
        assert "✗" not in user.line("cheap")

        wanted = text.replace("openai/served-b", "groq/mine") + (
            'base_url = "https://api.groq.com/openai/v1"\napi_key = "gsk_new"\n'
        )
        assert config.read_text() == wanted
        await user.press("z", "s")
    assert config.read_text() == text


async def test_what_is_to_be_kept_is_kept(config: Path) -> None:
    async with serving(Lists.of("a")) as server, started(written(config, server)) as user:
        text = config.read_text()
        await user.press("m")
        await user.type("groq/mine")
        await user.press("ctrl+t", "down", "space")
        assert "● Keep it" in user.screen()
        await user.press("down", "down", "down", "space")
        assert user.screen().count("● Keep it") == 2
        await user.press("enter", "s")

    assert config.read_text() == text.replace("openai/served-a", "groq/mine")


async def test_escape_among_what_does_not_go_with_it_changes_nothing(config: Path) -> None:
    async with serving(Lists.of("a")) as server, started(written(config, server)) as user:
        for keys in (["escape"], ["enter", "escape"]):
            await user.press("m")
            await user.type("groq/mine")
            await user.press("ctrl+t", *keys)

            assert "openai/served-a" in user.line("▌ model")
            assert "unsaved" not in user.screen()
            assert "Nothing was changed" in user.notices()


async def test_a_file_that_cannot_be_edited_is_given_no_model(plain: Path) -> None:
    async with started(plain, read_only=True) as user:
        await user.press("m")

        assert "Nothing can be edited" in user.notices()
        assert "m model" not in user.screen()
