"""The text of `llm-tui --help`."""

import textwrap
from collections.abc import Iterable, Iterator

from llm_tui.tui.commands.command import Option
from llm_tui.tui.commands.common_options import COMMON_OPTIONS, EDIT_OPTIONS
from llm_tui.tui.commands.table import COMMANDS
from llm_tui.tui.commands.usage import flags, sentence

SHOWN = tuple(command for command in COMMANDS.values() if not command.hidden)

PURPOSE = "Show, edit, switch and test the LLM sections of a config file"

SECTION = 'SECTION is the name of a section, with or without "llm."; llm is the base.'

EXIT_STATUS = {
    0: "success",
    1: "failure: not found, refused, problems found, or a test failed",
    2: "usage error",
    3: "the file cannot be read, parsed or written",
}

_WIDTH = 80


def help_text() -> str:
    """Every command and every option with a sentence."""
    statuses = "; ".join(f"{status} {meaning}" for status, meaning in EXIT_STATUS.items())
    blocks = [
        ["usage: llm-tui [PATH]", "       llm-tui COMMAND ..."],
        [f"{PURPOSE}."],
        ["commands:", *_command_lines()],
        *([f"{title}:", *_option_lines(rows)] for title, rows in option_groups()),
        [SECTION, "Options may be placed anywhere."],
        textwrap.wrap(f"Exit status: {statuses}.", _WIDTH),
        ["llm-tui COMMAND --help shows the arguments of a command."],
    ]
    return "\n\n".join("\n".join(block) for block in blocks)


def _command_lines() -> Iterator[str]:
    """A line for each command but the screen, which is the usage without one."""
    rows = [(command.name, command.help) for command in SHOWN if not command.is_screen]
    width = max(len(name) for name, _ in rows)
    return (f"  {name:{width}}  {text}" for name, text in rows)


def option_groups() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Title and options of each group, an option as its flags and its sentence.

    An option that several commands share is one row, which names them.
    """
    yield "options", _rows(COMMON_OPTIONS)
    (screen,) = (command for command in SHOWN if command.is_screen)
    yield "options of the screen", _rows(screen.own_options)
    yield "options of commands that edit the file", _rows(EDIT_OPTIONS)
    users: dict[Option, list[str]] = {}
    for command in SHOWN:
        for option in () if command.is_screen else command.own_options:
            users.setdefault(option, []).append(command.name)
    yield (
        "options of single commands",
        [
            (flags(option), f"{', '.join(names)}: {sentence(option)}")
            for option, names in users.items()
        ],
    )


def _rows(options: Iterable[Option]) -> list[tuple[str, str]]:
    return [(flags(option), sentence(option)) for option in options]


def _option_lines(rows: list[tuple[str, str]]) -> Iterator[str]:
    indent = " " * 24
    for name, text in rows:
        lines = textwrap.wrap(text, _WIDTH - len(indent))
        if len(name) > len(indent) - 4:
            yield f"  {name}"
        else:
            lines[0] = f"  {name:{len(indent) - 4}}  {lines[0]}".removeprefix(indent)
            yield lines.pop(0)
        yield from (indent + line for line in lines)
