"""Completion with tab: commands, options, and what the file holds."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.tui.commands.bash_quoting import parse, replacements
from llm_tui.tui.commands.candidates import candidates
from llm_tui.tui.commands.command import Command
from llm_tui.tui.commands.completion import SHELLS
from llm_tui.tui.commands.table import COMMANDS, options_of
from llm_tui.tui.main import main
from tests.tui.terminal import Terminal

TEXT = """\
[llm]
model = "gpt-4o"

[llm.cheap]
model = "gpt-4o-mini"
seed = 1

[llm."gpt 4.1"]
model = "it's"

[agent.Finder]
llm_config = "cheap"
"""
PROGRAMS = str(Path(sys.executable).parent)
BREAKS = " \t\n\"'><=;|&(:"


@pytest.fixture(autouse=True)
def _file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(TEXT)
    monkeypatch.chdir(config.parent)


def texts(*words: str) -> list[str]:
    return [candidate.text for candidate in candidates(words)]


def test_the_first_word_is_a_command_or_a_file() -> None:
    assert texts("u") == ["unset", "use"]
    assert "complete" not in texts("")
    assert texts("conf") == [":files"]


def test_a_section_is_one_of_the_file() -> None:
    assert texts("use", "") == ["llm", "cheap", "gpt 4.1"]
    assert texts("diff", "llm", "c") == ["cheap"]
    assert texts("use", "cheap", "") == []


def test_a_section_is_one_of_the_file_that_was_named(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[llm]\n[llm.elsewhere]\n")

    assert texts("-f", str(other), "use", "e") == ["elsewhere"]
    assert texts("use", "--file", str(other), "e") == ["elsewhere"]
    assert texts("use", f"--file={other}", "e") == ["elsewhere"]


def test_a_key_goes_on_with_its_value() -> None:
    assert texts("set", "cheap", "temp") == ["temperature="]
    assert texts("set", "cheap", "seed=1", "drop_params=") == ["drop_params=true",
                                                               "drop_params=false"]  # fmt: skip
    assert "model=gpt-5" in texts("set", "cheap", "model=gpt-5")
    assert texts("get", "cheap", "temp") == ["temperature"]


def test_a_model_is_completed_as_the_release_takes_it() -> None:
    typed = ("set", "--release", "0.62.0", "cheap")

    assert texts(*typed, "model=claude-opus-5") == []
    assert "model=anthropic/claude-opus-5" in texts(*typed, "model=anthropic/claude-o")


def test_only_what_is_set_can_be_unset() -> None:
    assert texts("unset", "cheap", "") == ["model", "seed"]


def test_an_option_is_completed_and_so_is_its_value() -> None:
    assert texts("use", "--a") == ["--agent"]
    assert texts("use", "cheap", "--agent", "") == ["CodeActAgent", "Finder"]
    assert texts("export", "cheap", "--as", "") == ["env", "docker", "shell", "json", "profile"]
    assert texts("add", "new", "--from", "ol") == ["ollama"]
    assert texts("list", "--release", "0.62") == ["0.62.0"]
    assert texts("test", "--prompt", "x") == []
    assert texts("list", "--file", "") == [":files"]


def test_a_key_is_one_of_the_release_that_was_chosen() -> None:
    assert texts("get", "--release", "0.50.0", "llm", "completion_k") == []
    assert texts("get", "--release", "0.62.0", "llm", "completion_k") == ["completion_kwargs"]


@pytest.mark.parametrize("text", [None, "[llm\n", "llm = 3\n"])
def test_a_file_that_is_not_there_or_broken_completes_nothing(
    config: Path, text: str | None
) -> None:
    if text is None:
        config.unlink()
    else:
        config.write_text(text)

    assert texts("unset", "cheap", "") == []


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_option_of_a_command_is_offered_with_its_help(command: Command) -> None:
    offered = {(found.text, found.help) for found in candidates([command.name, "-"])}

    assert offered == {(flag, row.help) for row in options_of(command) for flag in row.flags}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("llm-tui use ch", ["cheap"]),
        ("llm-tui use gp", ["gpt\\ 4.1"]),
        ("llm-tui use 'gp", ["gpt 4.1"]),
        ('llm-tui use "gp', ["gpt 4.1"]),
        ("llm-tui use gpt\\ ", ["gpt\\ 4.1"]),
        ("llm-tui set cheap drop_params=t", ["true"]),
        ("llm-tui set cheap 'drop_params=t", ["drop_params=true"]),
        ("llm-tui set cheap model=ollama/llama3:7", ["70b"]),
        ("llm-tui list --file x", [":files"]),
    ],
)
def test_bash_gets_the_text_that_it_inserts(line: str, expected: list[str]) -> None:
    assert replacements(line, BREAKS) == expected


@given(st.lists(st.text("ab \"'\\=:$", min_size=1), min_size=1))
def test_a_line_is_split_as_it_was_quoted(words: list[str]) -> None:
    import shlex

    assert parse(" ".join(map(shlex.quote, words))).words == words


def tab_in_bash(line: str) -> str:
    return in_terminal(["bash", "--norc", "-i"], "", "bash", line)


def tab_in_zsh(line: str) -> str:
    setup = "autoload -Uz compinit; compinit -D; "
    return in_terminal(["zsh", "-f", "-i"], setup, "zsh", line)


def in_terminal(command: list[str], setup: str, shell: str, line: str) -> str:
    """What the line is after a tab, typed into a real shell."""
    program = shutil.which(command[0]) or ""
    environment = {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "TERM": "xterm", "PS1": "> "}
    with Terminal([program, *command[1:]], environment, (100, 24)) as terminal:
        # The quotes keep what is typed from being taken for what is printed.
        terminal.press(f"{setup}source <(llm-tui completion {shell}); echo re''ady\r")
        terminal.wait_for("ready\n>")
        terminal.press(f"{line}\t#")
        terminal.wait_for("#")
        return terminal.text().rstrip().splitlines()[-1].rpartition("> ")[2].strip("% ")


def tab_in_fish(line: str) -> str:
    """Complete a line with fish's own `complete -C`: it prints the candidates."""
    code = "llm-tui completion fish | source; complete -C $argv[1]"
    found = subprocess.run(
        [shutil.which("fish") or "", "-c", code, line], capture_output=True, text=True, check=True,
        env={**os.environ, "PATH": f"{PROGRAMS}:{os.environ['PATH']}"},
    )  # fmt: skip
    (candidate,) = [row.partition("\t")[0] for row in found.stdout.splitlines()]
    after = "" if candidate.endswith("=") else " "
    return f"{line.rpartition(' ')[0]} {candidate}{after}#"


TABS: dict[str, Callable[[str], str]] = {
    "bash": tab_in_bash,
    "zsh": tab_in_zsh,
    "fish": tab_in_fish,
}


def real(*shells: str) -> pytest.MarkDecorator:
    """Run a test in each of these shells; one that is not installed is reported as skipped."""
    missing = {shell: shutil.which(shell) is None for shell in shells}
    marks = {
        shell: pytest.mark.skipif(missing[shell], reason=f"{shell} is not installed")
        for shell in shells
    }
    return pytest.mark.parametrize(
        "shell", [pytest.param(shell, marks=marks[shell]) for shell in shells]
    )


@real(*SHELLS)
def test_a_real_shell_completes_commands_sections_keys_and_options(shell: str) -> None:
    tab = TABS[shell]

    assert tab("llm-tui ren") == "llm-tui rename #"
    assert tab("llm-tui use ch") == "llm-tui use cheap #"
    assert tab("llm-tui set cheap temp") == "llm-tui set cheap temperature=#"
    assert tab("llm-tui export cheap --as d") == "llm-tui export cheap --as docker #"
    assert tab("llm-tui test --pro") == "llm-tui test --prompt #"


@real("bash", "zsh")
def test_a_real_shell_gets_a_name_with_a_space_in_quotes(shell: str) -> None:
    assert TABS[shell]("llm-tui use gp") == "llm-tui use gpt\\ 4.1 #"
    assert TABS[shell]("llm-tui use 'gp") == "llm-tui use 'gpt 4.1' #"


@real(*SHELLS)
def test_the_script_is_one_that_its_shell_can_read(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0

    script = capsys.readouterr().out
    subprocess.run([shell, "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_asks_the_program_that_is_completed(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["completion", shell])

    script = capsys.readouterr().out
    assert " complete " in script
    assert ":files" in script
    assert f"llm-tui completion {shell} --install" in script


def in_new_shell(shell: str, line: str) -> str:
    """What the line is after a tab in a shell that reads nothing but its user's own files."""
    environment = {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "TERM": "xterm", "PS1": "> "}
    program = shutil.which(shell) or ""
    with Terminal([program, "-i"], environment, (100, 24)) as terminal:
        terminal.press("echo re''ady\r")
        terminal.wait_for("ready\n>")
        terminal.press(f"{line}\t#")
        terminal.wait_for("#")
        return terminal.text().rstrip().splitlines()[-1].rpartition("> ")[2].strip("% ")


@pytest.fixture
def _prompt() -> None:
    """The user's own startup files, as far as a test needs them: a prompt that it knows."""
    Path.home().joinpath(".bashrc").write_text("PS1='> '")
    Path.home().joinpath(".zshrc").write_text("PS1='> '\n")


@real("bash", "zsh")
@pytest.mark.usefixtures("_prompt")
def test_an_installed_script_is_read_by_every_new_shell(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    startup = Path.home() / f".{shell}rc"
    assert main(["completion", shell, "--install"]) == 0
    once = startup.read_text()
    assert main(["completion", shell, "--install"]) == 0

    assert startup.read_text() == once
    assert capsys.readouterr().out.count(f"Added to {startup}") == 1
    assert in_new_shell(shell, "llm-tui ren") == "llm-tui rename #"
    assert in_new_shell(shell, "llm-tui use ch") == "llm-tui use cheap #"


@real("fish")
def test_fish_finds_the_installed_script_by_itself(shell: str) -> None:
    assert main(["completion", shell, "--install"]) == 0

    found = subprocess.run(
        ["fish", "-c", "complete -C 'llm-tui use ch'"], capture_output=True, text=True, check=True,
        env={**os.environ, "PATH": f"{PROGRAMS}:{os.environ['PATH']}"},
    )  # fmt: skip
    assert found.stdout.partition("\t")[0] == "cheap"


@pytest.mark.parametrize("path", ["/usr/bin/fish", "/bin/zsh"])
def test_the_shell_is_by_default_the_users_own(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHELL", path)

    assert main(["completion"]) == 0
    assert f"for {Path(path).name}." in capsys.readouterr().out


def test_a_shell_without_a_script_is_a_usage_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")

    assert main(["completion", "--install"]) == 2
    assert "name a shell: bash, zsh, fish" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_startup_file_keeps_its_other_lines_and_its_link(shell: str, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles"
    target.write_bytes(b"alias l=ls\nexport LANG=fr_FR.\xe9")
    startup = Path.home() / f".{shell}rc"
    startup.symlink_to(target)

    assert main(["completion", shell, "--install"]) == 0

    first, second, added = target.read_bytes().splitlines()
    assert (first, second) == (b"alias l=ls", b"export LANG=fr_FR.\xe9")
    assert added.startswith(b"source ")
    assert startup.is_symlink()
