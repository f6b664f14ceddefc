"""The table of commands, and what derives from it: parser, help, man page and README."""

import ast
from pathlib import Path

import pytest

from llm_tui.model.store import saves
from llm_tui.model.store.storage import DEFAULT_PATHS
from llm_tui.tui import commands
from llm_tui.tui.commands.candidates import candidates
from llm_tui.tui.commands.command import Argument, Command, Kind, Option
from llm_tui.tui.commands.common_options import COMMON_OPTIONS
from llm_tui.tui.commands.help import help_text
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.parser import command_of
from llm_tui.tui.commands.table import COMMANDS, options_of
from llm_tui.tui.commands.usage import flags, sentence
from llm_tui.tui.main import main

SHOWN = [command for command in COMMANDS.values() if not command.hidden]
COMMAND_FOLDER = Path(commands.__file__).parent

FILE = """\
[llm]
model = "gpt-4o"
[agent.Finder]
llm_config = "llm"
"""


def taken_by(command: Command) -> tuple[Argument | Option, ...]:
    return (*command.arguments, *options_of(command))


def one_line(text: str) -> str:
    return " ".join(text.split())


def attributes_read(module: Path) -> set[str]:
    """Attributes that a module reads of what it calls `options`."""
    return {
        node.attr
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Attribute)
        and (
            (isinstance(node.value, ast.Name) and node.value.id == "options")
            or (isinstance(node.value, ast.Attribute) and node.value.attr == "options")
        )
    }


def test_every_module_that_runs_is_a_command() -> None:
    modules = {
        path.stem for path in COMMAND_FOLDER.glob("*.py") if "\ndef run(" in path.read_text()
    }

    assert modules == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_sentence_begins_with_a_capital_and_has_no_full_stop(command: Command) -> None:
    for text in (command.help, *(taken.help for taken in taken_by(command))):
        assert text[:1].isupper()
        assert text.isprintable()
        assert not text.endswith((".", " "))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_reads_each_of_its_options_and_no_other(command: Command) -> None:
    own = {argument.name for argument in command.arguments}
    own |= {option.name for option in command.own_options}

    read = attributes_read(COMMAND_FOLDER / f"{command.name}.py")

    assert own <= read
    assert read <= own | set(Options.__annotations__)


def test_the_options_of_several_commands_are_read_by_what_these_share() -> None:
    shared = ("parser", "config_file", "edit")
    read = set().union(*(attributes_read(COMMAND_FOLDER / f"{name}.py") for name in shared))

    assert {option.name for option in options_of(COMMANDS["set"])} - {"help"} <= read


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_takes_no_option_twice(command: Command) -> None:
    found = [flag for option in options_of(command) for flag in option.flags]

    assert len(set(found)) == len(found)


@pytest.mark.parametrize("command", SHOWN, ids=lambda command: command.name)
def test_the_help_of_a_command_explains_all_that_it_takes(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command.name, "--help"])

    text = one_line(capsys.readouterr().out)
    assert ended.value.code == 0
    assert f"{command.help}." in text
    for argument in command.arguments:
        assert one_line(f"{argument.metavar} {sentence(argument)}") in text
    for option in options_of(command):
        value = option.metavar
        shown = ", ".join(f"{flag} {value}".strip() for flag in option.flags)
        assert f"{shown} {sentence(option)}" in text


def test_the_help_of_the_program_explains_every_command_and_every_option(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--help"]) == 0

    printed = capsys.readouterr().out
    assert printed == help_text() + "\n"
    assert max(map(len, printed.splitlines())) <= 80
    text = one_line(printed)
    for command in SHOWN:
        assert command.is_screen or f"{command.name} {command.help}" in text
        for option in options_of(command):
            assert flags(option) in text
            assert sentence(option) in text


def test_choices_and_defaults_are_in_the_help() -> None:
    text = one_line(help_text())

    assert (
        "--as FORMAT export: Format of the output (one of env, docker, shell, json, profile)"
        in text
    )
    assert "(one of openhands, openmanus, generic)" in text
    assert "seconds (default: 60)" in text


def test_the_help_names_the_files_that_are_found() -> None:
    (file,) = (option for option in COMMON_OPTIONS if option.name == "file")

    for path in DEFAULT_PATHS:
        assert path.removeprefix("./") in file.help


@pytest.mark.parametrize(
    "flag",
    sorted(
        {
            flag
            for command in COMMANDS.values()
            for option in options_of(command)
            if option.takes_value
            for flag in option.flags
        }
    ),
)
def test_the_value_of_an_option_is_never_taken_for_the_command(flag: str) -> None:
    command, words = command_of([flag, "list", "check"])

    assert command == COMMANDS["check"]
    assert words == [flag, "list"]


def test_a_flag_before_the_command_takes_no_word() -> None:
    command, words = command_of(["--reveal", "get", "llm", "model"])

    assert command == COMMANDS["get"]
    assert words == ["--reveal", "llm", "model"]


def test_an_option_takes_a_value_in_every_command_or_in_none() -> None:
    takes: dict[str, set[bool]] = {}
    for command in COMMANDS.values():
        for option in options_of(command):
            for flag in option.flags:
                takes.setdefault(flag, set()).add(option.takes_value)

    assert [flag for flag, answers in takes.items() if len(answers) > 1] == []


PLACES = [
    pytest.param(command, taken, id=f"{command.name}-{taken.name}")
    for command in SHOWN
    for taken in taken_by(command)
    if taken.choices or taken.kind not in (Kind.TEXT, Kind.NUMBER)
]


@pytest.mark.parametrize(("command", "taken"), PLACES)
def test_a_value_that_is_not_free_text_is_completed(
    command: Command, taken: Argument | Option, config: Path
) -> None:
    config.write_text(FILE)
    saves.keep(str(config), FILE.encode())
    words = ["-f", str(config), command.name]
    if isinstance(taken, Option):
        words.append(taken.flags[-1])
    else:
        words += ["llm"] * command.arguments.index(taken)

    assert candidates([*words, ""])
