"""Sections as profiles for OpenHands 1, by the command and on the screen."""

import json
import stat
from pathlib import Path

import pytest

from tests.tui.driver import started
from tests.tui.shell import Shell
from tests.tui.test_commands import TEXT

KEY = "sk-base-000000000003f9a"


@pytest.fixture
def shell(config: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    config.write_text(TEXT)
    return Shell(config, capsys)


def test_a_profile_is_printed_without_the_key_and_with_what_to_know(shell: Shell) -> None:
    assert shell.run("export", "cheap", "--as", "profile") == 0

    profile = json.loads(shell.out)
    assert (profile["model"], profile["api_mode"]) == ("gpt-4o-mini", "chat")
    assert "api_key" not in profile
    assert "api_key is left out, being secret" in shell.err
    assert "null is lost when OpenHands saves the profile" in shell.err
    assert "the OpenHands CLI reads no profiles" in shell.err


def test_the_key_is_in_a_profile_if_it_is_asked_for(shell: Shell) -> None:
    assert shell.run("export", "cheap", "--as", "profile", "--reveal") == 0

    assert json.loads(shell.out)["api_key"] == KEY


def test_secrets_among_the_arguments_of_the_call_are_left_out_too(shell: Shell) -> None:
    shell.config.write_text(
        '[llm]\nmodel = "gpt-4o"\n[llm.a]\ncompletion_kwargs = { extra_headers = '
        '{ Authorization = "Bearer 1234567890abc" }, extra_body = { a = 1 } }\n'
    )
    assert shell.run("export", "a", "--as", "profile") == 0

    assert json.loads(shell.out)["litellm_extra_body"] == {"a": 1}
    assert "Bearer" not in shell.out + shell.err
    assert "extra_headers is left out, being secret" in shell.err


def test_every_credential_is_left_out_however_it_looks(shell: Shell) -> None:
    shell.config.write_text('[llm]\naws_access_key_id = "short"\naws_secret_access_key = "S"\n')

    assert shell.run("export", "llm", "--as", "profile") == 0
    assert not {"aws_access_key_id", "aws_secret_access_key"} & json.loads(shell.out).keys()
    assert "aws_access_key_id, aws_secret_access_key are left out, being secret" in shell.err


def test_all_sections_become_files_of_their_owner(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "profiles"
    shell.config.write_text(TEXT + '\n[llm."two words"]\nseed = 1\n')

    assert shell.run("export", "--all", "--as", "profile", "-o", str(folder), "--reveal") == 1

    names = ["cheap.json", "claude-3.5.json", "llm.json"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert shell.out.splitlines() == [f"{folder}/{n}" for n in ("llm.json", *names[:2])]
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert json.loads(path.read_text())["api_key"] == KEY
    assert "lost has no profile: the program ignores the section" in shell.err
    assert "two words has no profile: it has at most 64 letters" in shell.err


def test_no_profile_is_overwritten_and_then_none_is_written(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "cheap.json").write_text("mine")

    assert shell.run("export", "--all", "--as", "profile", "-o", str(tmp_path)) == 3

    assert "cheap.json already exists; nothing was written" in shell.err
    assert (tmp_path / "cheap.json").read_text() == "mine"
    assert not (tmp_path / "llm.json").exists()


@pytest.mark.parametrize(
    "words",
    [["--as", "profile"], ["llm", "--all", "--as", "profile", "-o", "x"],
     ["--all", "--as", "profile"], ["--all", "--as", "env"], ["llm", "--as", "env", "-o", "x"]],
    ids=" ".join,
)  # fmt: skip
def test_options_that_do_not_go_together_are_a_wrong_usage(shell: Shell, words: list[str]) -> None:
    assert shell.run("export", *words) == 2
    assert shell.out == ""


def test_another_program_has_no_profiles(shell: Shell) -> None:
    assert shell.run("export", "llm", "--as", "profile", "--dialect", "generic") == 1
    assert "has no profiles" in shell.err


def test_a_release_that_ignores_the_file_says_so_and_exports_what_the_last_one_read(
    shell: Shell,
) -> None:
    assert shell.run("list", "--release", "1.7.0") == 0
    assert "OpenHands 1.7.0 does not read [llm]. Export the sections as profiles: " in shell.err
    assert "gpt-4o" not in shell.out

    assert shell.run("check", "--release", "1.7.0") == 1
    assert "OpenHands 1.7.0 does not read [llm]" in shell.out

    assert shell.run("export", "cheap", "--as", "profile", "--release", "1.7.0") == 0
    assert json.loads(shell.out)["model"] == "gpt-4o-mini"
    assert "ignores" not in shell.err


async def test_a_profile_is_one_of_the_formats_on_the_screen(config: Path) -> None:
    config.write_text(TEXT)
    async with started(config) as user:
        await user.press("down", "c", "E", "f", "f", "f", "f")
        assert "As an LLM profile" in user.screen()
        assert '"api_mode": "chat"' in user.screen()

        await user.press("f")
        assert "As flags for docker run" in user.screen()
