"""The commands and their options, by the table of commands."""

from collections.abc import Iterator, Sequence

from llm_tui.tui.commands.command import Argument, Command, Option
from llm_tui.tui.commands.common_options import COMMON_OPTIONS, EDIT_OPTIONS
from llm_tui.tui.commands.help import EXIT_STATUS, SHOWN
from llm_tui.tui.commands.usage import arguments, flags, sentence
from tests.reference.tables import code, table


def command_list() -> str:
    """One line for each command."""
    rows = [(" ".join(["llm-tui", *_words(command)]), command.help) for command in SHOWN]
    width = max(len(words) for words, _ in rows)
    return "\n".join(["```", *(f"{words:{width}}  {text}" for words, text in rows), "```"])


def options_of_each() -> str:
    """A table of arguments and options for each command, and those that commands share."""
    return "\n\n".join(_blocks())


def exit_status() -> str:
    """A table of the exit statuses."""
    rows = [(str(status), meaning) for status, meaning in EXIT_STATUS.items()]
    return table(("status", "meaning"), rows)


def _blocks() -> Iterator[str]:
    for command in SHOWN:
        taken: list[Argument | Option] = [*command.arguments, *command.own_options]
        if taken:
            yield f"### `{' '.join(['llm-tui', *_words(command)])}`"
            yield _table(taken)
    yield from ("### All commands", _table(COMMON_OPTIONS))
    edits = ", ".join(code(command.name) for command in SHOWN if command.edits)
    yield from (f"### Commands that edit the file: {edits}", _table(EDIT_OPTIONS))


def _table(taken: Sequence[Argument | Option]) -> str:
    return table(("argument or option", "meaning"), [(_name(one), sentence(one)) for one in taken])


def _name(one: Argument | Option) -> str:
    return code(flags(one) if isinstance(one, Option) else one.metavar)


def _words(command: Command) -> list[str]:
    return arguments(command) if command.is_screen else [command.name, *arguments(command)]
