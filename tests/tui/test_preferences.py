"""The settings of the program itself: on their screen, at the start, and in the commands."""

from pathlib import Path

import pytest

from llm_tui.model.store import preferences
from llm_tui.tui.main import main
from tests.tui.driver import NARROW, WIDE, User, started

TEXT = '[llm]\nmodel = "gpt-4o"\n'
OLD = "0.30.0"
"""A release that has not all keys of the newest."""


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


def written(text: str) -> Path:
    path = Path(preferences.path())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def own() -> str:
    return Path(preferences.path()).read_text()


async def choose(user: User, name: str) -> None:
    """Open the screen and put the cursor on a setting."""
    await user.press("comma", *["down"] * list(preferences.FIELDS).index(name))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_each_is_shown_with_its_value_and_where_that_comes_from(
    config: Path, size: tuple[int, int]
) -> None:
    written("concurrency = 8\n")
    async with started(config, size) as user:
        await user.press("comma")

        assert "8" in user.line("▌ concurrency").split()
        assert "settings file" in user.line("▌ concurrency")
        assert "true" in user.line("· mouse")
        assert "default" in user.line("· mouse")
        assert "textual-dark" in user.line("· theme")
        assert "automatic" in user.line("· release")
        assert "Kept in" in user.screen()

        await user.press("escape")
        assert "Settings of llm-tui" not in user.screen()


async def test_a_number_is_refused_where_it_is_typed_and_saved_once_it_is_one(
    config: Path,
) -> None:
    async with started(config) as user:
        await choose(user, "concurrency")
        await user.press("enter")
        await user.replace("99")
        assert "✗ concurrency must be a whole number from 1 to 32" in user.screen()

        await user.replace("2")
        await user.press("enter")

        assert "settings file" in user.line("▌ concurrency")
        assert own() == "concurrency = 2\n"


async def test_a_release_is_chosen_the_newest_first(config: Path) -> None:
    async with started(config) as user:
        await choose(user, "release")
        await user.press("enter", "down", "enter")

    assert own() == f'release = "{preferences.choices("release")[-2]}"\n'


async def test_a_theme_is_chosen_shown_at_once_and_unset_again(config: Path) -> None:
    async with started(config) as user:
        await choose(user, "theme")
        await user.press("enter", "ctrl+home", "enter")
        chosen = user.app.theme
        assert own() == f'theme = "{chosen}"\n'
        assert chosen in user.line("▌ theme")

        await user.press("x")

        assert user.app.theme == "textual-dark" != chosen
        assert "textual-dark" in user.line("· theme")
        assert own() == ""


async def test_space_switches_the_mouse(config: Path) -> None:
    async with started(config) as user:
        await choose(user, "mouse")
        await user.press("space")
        assert own() == "mouse = false\n"

        await user.press("space")
        assert own() == "mouse = true\n"


async def test_favourites_are_edited_as_a_list(config: Path) -> None:
    written('favourites = ["o3"]\n')
    async with started(config) as user:
        await choose(user, "favourites")
        await user.press("enter", "end", "left")
        await user.type(', "x"')
        await user.press("ctrl+s")

        assert "o3, x" in user.line("▌ favourites")

    assert own() == 'favourites = ["o3", "x"]\n'


async def test_what_is_wrong_in_the_file_is_said_at_the_start_and_on_the_screen(
    config: Path,
) -> None:
    path = written('mouse = "off"\ntheme = "plaid"\n')
    loaded, complaints = preferences.load()
    async with started(config, preferences=loaded, complaints=complaints) as user:
        assert f"{path}:1: mouse must be true or false; it is ignored" in user.notices()
        assert "1 more is shown by , " in user.notices()

        await user.press("comma")

        assert "✗ settings.toml:1: mouse must be true or false" in user.screen()
        assert "✗ settings.toml: there is no such theme" in user.screen()
        assert "default" in user.line("· theme")


async def test_a_broken_file_is_left_as_it_is_and_the_reason_is_reported(config: Path) -> None:
    written('theme = "nord\n')
    async with started(config) as user:
        await choose(user, "mouse")
        await user.press("space")

        assert "settings.toml: the file must be fixed before it can be edited" in user.notices()
        assert "no closing quote" in user.screen()

    assert own() == 'theme = "nord\n'


async def test_a_theme_from_the_commands_is_remembered(config: Path) -> None:
    async with started(config) as user:
        assert not Path(preferences.path()).exists()
        await user.run("theme")
        await user.type("dracula")
        await user.press("enter")
        await user.settle()
        assert user.app.theme == "dracula"

    assert own() == 'theme = "dracula"\n'


async def test_the_remembered_theme_is_there_from_the_start(config: Path) -> None:
    written('theme = "nord"\n')
    loaded, _ = preferences.load()
    async with started(config, preferences=loaded) as user:
        assert user.app.theme == "nord"

    assert own() == 'theme = "nord"\n'


async def test_as_many_sections_are_asked_at_once_as_is_wanted(config: Path) -> None:
    written("concurrency = 7\n")
    async with started(config) as user:
        await user.press("b")
        await user.until("7 at a time?")


def test_a_command_takes_the_release_unless_another_is_named(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(f'release = "{OLD}"\n')

    main(["show", "--json", "-f", str(config)])
    assert f'"release": "{OLD}"' in capsys.readouterr().out

    main(["show", "--json", "-f", str(config), "--release", "0.62.0"])
    assert '"release": "0.62.0"' in capsys.readouterr().out


def test_a_command_warns_of_a_broken_file_and_goes_on(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written('release = "\n')

    assert main(["get", "llm", "model", "-f", str(config)]) == 0

    out, err = capsys.readouterr()
    assert out == "gpt-4o\n"
    assert err.startswith(f"llm-tui: {path}:1:12: ")
    assert len(err.splitlines()) == 1


async def test_the_release_that_is_assumed_is_shown_with_the_reason(config: Path) -> None:
    config.write_text("[core]\n")
    async with started(config, NARROW) as user:
        await user.press("comma")

        assert "Now OpenHands 0.62.0: the file has [core]" in user.screen()
