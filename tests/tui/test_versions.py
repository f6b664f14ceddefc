"""What was saved is listed with what changed, and comes back: by commands, and on the screen."""

import json
import os
from pathlib import Path

import pytest

from llm_tui.model.store import saves
from llm_tui.tui.main import main
from llm_tui.tui.text.versions import LARGE
from tests.tui.driver import NARROW, started
from tests.tui.shell import Shell

TEXT = """\
# mine
[llm]
model = "gpt-4o"   # the base
api_key = "sk-base-000000000003f9a"
"""


@pytest.fixture
def shell(config: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    config.write_text(TEXT)
    return Shell(config, capsys)


def test_the_log_lists_each_save_newest_first_with_what_changed(shell: Shell) -> None:
    shell.run("set", "llm", "model=openai/o3", "-q")
    shell.run("set", "llm", "seed=1", "temperature=0.5", "-q")

    assert shell.run("log") == 0

    lines = [line.split(maxsplit=3) for line in shell.out.splitlines()]
    assert lines[0] == ["VERSION", "SAVED", "CHANGED"]
    assert [(line[0], line[3]) for line in lines[1:]] == [
        ("now", "set seed in [llm], set temperature in [llm]"),
        ("2", "set model in [llm]"),
        ("1", "the oldest version that is kept"),
    ]


def test_the_log_can_print_the_diffs_without_secrets(shell: Shell) -> None:
    shell.run("set", "llm", "api_key=sk-new-00000000000000beef", "-q")

    shell.run("log", "--patch")

    assert '-api_key = "••••••••3f9a"' in shell.out
    assert '+api_key = "••••••••beef"' in shell.out
    assert "sk-" not in shell.out


def test_the_log_as_json_names_the_changes(shell: Shell) -> None:
    shell.run("set", "llm", "seed=1", "-q")

    shell.run("log", "--json")

    now, first = json.loads(shell.out)
    assert now["changes"] == ["set seed in [llm]"]
    assert (now["version"], first["version"], first["changes"]) == (None, 1, [])


def test_many_changes_are_counted_and_other_changes_are_named(shell: Shell) -> None:
    shell.run("set", "llm", "seed=1", "timeout=9", "top_p=0.5", "num_retries=1", "-q")
    shell.config.write_text("# a note\n" + shell.config.read_text())
    shell.run("unset", "llm", "seed", "-q")
    shell.config.write_text("[llm")

    shell.run("log")

    lines = [line.split(maxsplit=3)[3] for line in shell.out.splitlines()[1:]]
    assert lines[0] == "not TOML: line 1"
    assert lines[1].endswith("and 1 more")


def test_a_large_file_is_listed_by_its_size(shell: Shell) -> None:
    shell.config.write_text(TEXT + "# long\n" * LARGE)
    shell.run("set", "llm", "seed=1", "-q")

    assert shell.run("log") == 0

    assert shell.out.splitlines()[1].endswith(" bytes")


def test_a_file_that_was_never_saved_has_no_versions(shell: Shell) -> None:
    assert shell.run("log") == 1
    assert "no earlier version is kept" in shell.out
    assert shell.run("restore", "1") == 1
    assert shell.err.count("\n") == 1


def test_restore_brings_the_bytes_back_and_keeps_those_that_it_replaces(shell: Shell) -> None:
    shell.run("set", "llm", "model=openai/o3", "-q")

    assert shell.run("restore", "1") == 0
    assert '-model = "openai/o3"' in shell.out
    assert shell.config.read_text() == TEXT

    shell.run("restore", "2", "-q")
    assert 'model = "openai/o3"' in shell.config.read_text()


def test_restore_can_be_tried(shell: Shell) -> None:
    shell.run("set", "llm", "seed=1", "-q")

    shell.run("restore", "1", "--dry-run")

    assert "-seed = 1" in shell.out
    assert "seed = 1" in shell.config.read_text()


def test_a_file_that_is_gone_or_broken_comes_back(shell: Shell) -> None:
    shell.run("set", "llm", "seed=1", "-q")
    shell.config.unlink()

    assert shell.run("log") == 0
    assert shell.run("restore", "1", "-q") == 0
    assert shell.config.read_text() == TEXT

    shell.config.write_text("[llm")
    assert shell.run("restore", "1", "-q") == 0
    assert shell.config.read_text() == TEXT


@pytest.mark.parametrize(("word", "status"), [("7", 1), ("x", 2), ("-1", 2)])
def test_a_version_that_there_is_not_is_refused_in_a_line(
    word: str, status: int, shell: Shell
) -> None:
    shell.run("set", "llm", "seed=1", "-q")
    text = shell.config.read_text()

    assert shell.run("restore", word) == status

    assert shell.err.count("\n") == 1
    assert shell.config.read_text() == text


def test_completion_offers_the_versions_with_what_changed(shell: Shell) -> None:
    shell.run("set", "llm", "seed=1", "-q")
    shell.run("set", "llm", "seed=2", "-q")

    main(["complete", "--", "-f", str(shell.config), "restore", ""])

    assert shell._capture.readouterr().out.splitlines() == [
        "2\tset seed in [llm]",
        "1\tthe oldest version that is kept",
    ]


def test_a_version_that_can_not_be_kept_does_not_stop_the_save(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)

    assert shell.run("set", "llm", "seed=1", "-q") == 0

    assert "The version before this save was not kept" in shell.err
    assert "seed = 1" in shell.config.read_text()


async def test_the_screen_restores_a_version_as_an_edit_that_undo_takes_back(
    config: Path,
) -> None:
    config.write_text(TEXT)
    async with started(config, NARROW) as user:
        await user.go_to("caching_prompt")
        await user.press("space", "s")
        saved = config.read_text()
        user.app.screen.host.perform("versions")  # type: ignore[attr-defined]
        await user.settle()
        assert "the oldest version that is kept" in user.screen()

        await user.press("enter")
        assert "-caching_prompt = false" in user.screen()
        await user.press("r")
        assert config.read_text() == saved
        await user.press("z", "y", "s")

    assert config.read_text() == TEXT
    assert saves.versions(str(config))[0].read().data == saved.encode()


async def test_a_file_that_was_not_saved_yet_has_nothing_to_restore(config: Path) -> None:
    config.write_text(TEXT)
    async with started(config) as user:
        user.app.screen.host.perform("versions")  # type: ignore[attr-defined]
        await user.settle()

        assert "No earlier version is kept" in user.notices()


async def test_a_version_can_be_looked_at_and_left(config: Path) -> None:
    config.write_text(TEXT)
    saves.keep(str(config), b"[llm]\nmodel = 'older'\n")
    async with started(config) as user:
        user.app.screen.host.perform("versions")  # type: ignore[attr-defined]
        await user.settle()
        await user.press("enter")
        assert "+model = 'older'" in user.screen()
        await user.press("escape")

        assert not user.app.screen.state.history.done  # type: ignore[attr-defined]


async def test_a_version_that_can_not_be_kept_is_said_with_the_save(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(TEXT)
    async with started(config, NARROW) as user:
        await user.go_to("caching_prompt")
        await user.press("space")
        monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
        await user.press("s")

        assert "Saved" in user.notices()
        assert "The version before this save was not kept" in user.notices()

    assert "caching_prompt = false" in config.read_text()
