"""What takes no network of the planted secrets; `make torture` looks at all, with a provider."""

from pathlib import Path

import pytest

from llm_tui.tui.commands.table import COMMANDS
from llm_tui.tui.main import main
from llm_tui.tui.state.action_table import ACTIONS
from tests.torture import secret_commands, secret_screens
from tests.torture.planted import ENV_FILE, ENVIRONMENT, KEYS, Search, config, is_in, spellings
from tests.torture.tally import Tally, report
from tests.tui.driver import NARROW, started

ASKING = {"test", "models"}
"""Commands that ask a provider."""

PAGES = ("explain", "edit", "problems", "export", "show_request", "environment", "add_section",
         "references", "pick_model", "compare", "versions", "diff")  # fmt: skip


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(config("http://127.0.0.1:9"))
    path.with_name("variables.env").write_text(ENV_FILE)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return path


def test_the_search_finds_every_spelling_of_every_key_and_parts_of_them() -> None:
    for name, key in KEYS.items():
        for text in (*spellings(key), key[3:12], f"so\n{key[:9]}\n{key[9:]}"):
            assert Search().hits(text) == name
    assert Search().hits("••••••••" + KEYS["base"][-4:]) is None


def test_every_command_is_asked() -> None:
    assert set(secret_commands.WORDS) == set(COMMANDS)
    assert {action.name for action in ACTIONS} > secret_screens.ELSEWHERE


def test_no_command_prints_a_planted_key(
    planted: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/bin/bash")
    tally, search = Tally("commands"), Search()

    for words in secret_commands.command_lines():
        if words[0] not in ASKING:
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(planted.parent)
                main(secret_commands.arguments(words, planted, planted.with_name("variables.env")))
            output = capsys.readouterr()
            tally.count(" ".join(words), search.hits(output.out + output.err))

    assert tally.cases > 60
    assert not tally.losses, report([tally])


def test_a_key_that_is_revealed_is_found(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["get", "-f", str(planted), "llm", "api_key", "--reveal"]) == 0

    assert is_in(KEYS["base"], capsys.readouterr().out)


async def test_no_page_of_the_screen_shows_a_planted_key(planted: Path) -> None:
    tally, env_file = Tally("pages"), planted.with_name("variables.env")
    async with started(planted, NARROW, dict(ENVIRONMENT), env_file=env_file) as user:
        look = secret_screens.Look(user, "", tally, Search())
        await user.go_to("api_key")
        await user.press("v")
        revealed = look.search.hits(user.screen())
        await user.press("down", "left")
        for name in PAGES:
            await secret_screens.do(look, name, "")

    assert not tally.losses, report([tally])
    assert revealed
