"""Parsing the words of a command line into a command and its options, by the table."""

import argparse
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from llm_tui.model.store import preferences
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands import MistypedError, UsageError
from llm_tui.tui.commands.command import Argument, Command, Kind, Option
from llm_tui.tui.commands.common_options import COMMON_OPTIONS, HELP
from llm_tui.tui.commands.config_file import chosen_for
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import shown_word, warn
from llm_tui.tui.commands.table import COMMANDS, options_of
from llm_tui.tui.commands.usage import sentence, synopsis

if TYPE_CHECKING:
    from llm_tui.model.effective.env_file import EnvFile

_WITH_VALUE = {
    flag
    for command in COMMANDS.values()
    for option in options_of(command)
    if option.takes_value
    for flag in option.flags
}


def command_of(words: Sequence[str]) -> tuple[Command | None, list[str]]:
    """The command, and the other words; None where the words name none."""
    index = 0
    while index < len(words):
        word = words[index]
        if word == "--":
            break
        if word.startswith("-") and word != "-":
            index += 2 if word in _WITH_VALUE else 1
            continue
        if word in COMMANDS:
            return COMMANDS[word], [*words[:index], *words[index + 1 :]]
        break
    return None, list(words)


def refuse_mistyped(words: Sequence[str]) -> None:
    """Raise UsageError where a word looks like a command that is not there, and is no file.

    A new file is offered only for a path that ends in .toml, or where `open` asks for it.
    """
    word = next(_positional(words), None)
    if word is None or word.endswith(".toml") or os.path.exists(os.path.expanduser(word)):
        return
    import difflib

    shown = [name for name, command in COMMANDS.items() if not command.hidden]
    close = difflib.get_close_matches(word, shown, 1)
    hint = f"; did you mean {close[0]}?" if close else "; a new file ends in .toml"
    raise MistypedError(f"no command or file named {word}{hint}")


def _positional(words: Sequence[str]) -> Iterator[str]:
    """The words that are neither options nor their values."""
    is_value = False
    for word in words:
        if not is_value and not word.startswith("-"):
            yield word
        is_value = word in _WITH_VALUE


def read(command: Command, words: Sequence[str]) -> Options:
    """The options and arguments of a command, in any order.

    Raises UsageError, FileError for the file of variables, and SystemExit after `--help`.
    """
    if command.is_raw:
        return Options(**{argument.name: list(words) for argument in command.arguments})
    options = _parser(command).parse_intermixed_args(words, Options())
    for taken in (command.arguments, options_of(command)):
        _check_choices(taken, options)
    options.preferences, options.complaints = preferences.load()
    # The screen shows them itself.
    for complaint in () if command.is_screen else options.complaints:
        warn(complaint)
    if options.dialect or options.release:
        # A wrong command line is reported before a missing file is.
        chosen_for(options, Document(b""), None)
    options.env_file = _env_file(options.env_path) if options.env_path is not None else None
    variables = options.env_file.variables if options.env_file else {}
    options.environment = {**os.environ, **variables}
    return options


def _check_choices(taken: Sequence[Argument | Option], options: Options) -> None:
    """Raise UsageError for a value that is none of the choices, in words of our own."""
    for one in taken:
        value = getattr(options, one.name) if one.choices else None
        if one.choices and value is not None and value not in one.choices():
            known = ", ".join(one.choices())
            shown = shown_word(str(value))
            raise UsageError(f"{one.metavar.lower()} {shown} is not known; there are {known}")


def _env_file(path: str) -> "EnvFile":
    # Only here: few runs have such a file.
    from llm_tui.model.effective.env_file import read_env_file

    env_file = read_env_file(path, os.environ)
    for fault in env_file.faults:
        warn(f"{path}:{fault.line}: {fault.text}")
    return env_file


class _Parser(argparse.ArgumentParser):
    """argparse with errors as exceptions."""

    def parse_known_intermixed_args(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse words that are left over, in words of our own. Raises UsageError."""
        options, rest = super().parse_known_intermixed_args(*args, **kwargs)
        if rest:
            raise UsageError(f"not understood: {' '.join(map(shown_word, rest))}")
        return options, rest

    def error(self, message: str) -> NoReturn:
        """Refuse the command line. Raises UsageError."""
        raise UsageError(message)


class _Formatter(argparse.HelpFormatter):
    """Of one width: to ask the terminal, argparse imports as much as a whole command does."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


def _parser(command: Command) -> _Parser:
    parser = _Parser(
        prog=f"llm-tui {command.name}",
        usage=_usage(command),
        description=f"{command.help}.",
        allow_abbrev=False,
        add_help=False,
        formatter_class=_Formatter,
    )
    for argument in command.arguments:
        _add_argument(parser, argument)
    shared = parser.add_argument_group("options of every command")
    for option in options_of(command):
        _add_option(shared if option in COMMON_OPTIONS else parser, option)
    return parser


def _usage(command: Command) -> str:
    """The synopsis in lines; argparse breaks only those that it makes itself."""
    lines = ["llm-tui"]
    for part in synopsis(command):
        if len(lines[-1]) + len(part) > 70:
            lines.append(" " * len("usage: llm-tui"))
        lines[-1] += f" {part}"
    return "\n".join(lines).replace("%", "%%")


def _add_argument(parser: _Parser, argument: Argument) -> None:
    parser.add_argument(
        argument.name,
        metavar=argument.metavar,
        nargs=None if argument.arity == "1" else argument.arity,
        help=_escaped(argument),
    )


def _add_option(group: Any, option: Option) -> None:
    if option is HELP:
        group.add_argument(*option.flags, action="help", help=option.help)
    elif not option.takes_value:
        group.add_argument(*option.flags, action="store_true", help=_escaped(option))
    else:
        group.add_argument(
            *option.flags,
            dest=option.name,
            metavar=option.metavar,
            type=float if option.kind is Kind.NUMBER else None,
            default=option.default() if option.default else None,
            required=option.required,
            help=_escaped(option),
        )


def _escaped(taken: Argument | Option) -> str:
    return sentence(taken).replace("%", "%%")
