"""The installed program does what it did in the sources: commands, screen, man page, completion."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.package.conftest import Installed
from tests.package.dist import ROOT
from tests.tui.terminal import Terminal

TEXT = """\
[llm]
model = "openai/gpt-4o"
api_key = "sk-00000000000000000000wxyz"
base_url = "http://127.0.0.1:9/v1"
num_retries = 1

[llm.cheap]
max_tokens = 100
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(TEXT)
    path.chmod(0o600)
    return path


@pytest.fixture
def without_litellm(installed: Installed) -> Iterator[None]:
    """The environment as it is where litellm was left out."""
    (package,) = installed.folder.glob("lib/python*/site-packages/litellm")
    away = package.rename(installed.folder / "litellm")
    yield
    away.rename(package)


def opened(installed: Installed, *words: str) -> Terminal:
    return Terminal([str(installed.program), *words], installed.environment, (80, 24))


def test_the_environment_is_whole(installed: Installed) -> None:
    checked = installed.run("python", "-m", "pip", "check")

    assert checked.stdout == "No broken requirements found.\n"


def test_the_command_and_the_module_are_the_same_program(installed: Installed) -> None:
    by_name = installed.run("llm-tui", "--version")
    by_module = installed.run("python", "-m", "llm_tui", "--version")

    assert by_name.returncode == by_module.returncode == 0
    assert by_name.stdout == by_module.stdout != ""


def test_a_problem_is_found_and_fixed_by_commands(installed: Installed, file: Path) -> None:
    assert installed.run("llm-tui", "check", "-f", file).returncode == 1
    installed.run("llm-tui", "set", "cheap", "max_output_tokens=100", "-f", file)
    installed.run("llm-tui", "unset", "cheap", "max_tokens", "-f", file)

    assert installed.run("llm-tui", "check", "-f", file).returncode == 0
    assert file.read_text() == TEXT.replace("max_tokens", "max_output_tokens")


def test_the_screen_opens_edits_saves_and_leaves(installed: Installed, file: Path) -> None:
    with opened(installed, str(file)) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.add_to_the_model("-mini")
        terminal.press("s")
        terminal.wait_for("Saved")
        terminal.press("q")

        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []
    assert file.read_text() == TEXT.replace("gpt-4o", "gpt-4o-mini")


def test_the_demo_asks_its_models(installed: Installed) -> None:
    with opened(installed, "--demo") as terminal:
        terminal.wait_for("demo-model")
        terminal.press("t")
        terminal.wait_for("hello in five words")
        terminal.press("\r")
        terminal.wait_for("✓")


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_man_finds_the_page(installed: Installed) -> None:
    found = installed.run("MANPAGER=cat", "man", "llm-tui")

    assert "llm-tui get SECTION KEY" in found.stdout, found.stderr


@pytest.mark.parametrize("name", ["bash-completion", "fish", "zsh"])
def test_the_completion_of_each_shell_is_in_its_folder(installed: Installed, name: str) -> None:
    (script,) = (path for path in (installed.folder / "share" / name).rglob("*llm-tui*"))
    sources = ROOT / "tui" / "commands" / "completions"

    assert script.read_bytes() == (sources / script.name).read_bytes()


@pytest.mark.usefixtures("without_litellm")
def test_without_litellm_everything_but_the_test_works(installed: Installed, file: Path) -> None:
    listed = installed.run("llm-tui", "list", "-f", file)
    checked = installed.run("llm-tui", "check", "-f", file)
    tested = installed.run("llm-tui", "test", "llm", "-f", file)

    assert listed.returncode == 0
    assert "provider" not in checked.stdout
    assert tested.returncode == 1
    python = installed.folder / "bin" / "python"
    assert "litellm is not installed; install it with" in tested.stderr
    assert f"{python} -m pip install 'litellm" in tested.stderr


@pytest.mark.usefixtures("without_litellm")
def test_without_litellm_the_screen_says_what_to_install(installed: Installed, file: Path) -> None:
    with opened(installed, str(file)) as terminal:
        terminal.wait_for("gpt-4o")
        terminal.press("t\r")
        terminal.wait_for("litellm is not installed")
        terminal.wait_for("pip install")
