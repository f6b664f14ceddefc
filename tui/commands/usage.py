"""Phrases for the help and the man page: what a command takes, and what each part of it means."""

from llm_tui.tui.commands.command import Argument, Command, Option

_ARITIES = {"1": "{}", "?": "[{}]", "*": "[{} ...]", "+": "{} ...", "raw": "[{} ...]"}


def sentence(taken: Argument | Option) -> str:
    """The help of an argument or option, with its choices and its default."""
    text = taken.help
    if taken.choices:
        text += f" (one of {', '.join(taken.choices())})"
    if isinstance(taken, Option) and taken.default:
        default = taken.default()
        text += f" (default: {default if isinstance(default, str) else format(default, 'g')})"
    return text


def flags(option: Option) -> str:
    """All spellings of an option with the name of its value: `-f, --file PATH`."""
    return " ".join(filter(None, [", ".join(option.flags), option.metavar]))


def arguments(command: Command) -> list[str]:
    """The arguments of a command and the options it requires: `SECTION`, `[KEY=VALUE ...]`."""
    return [
        *(_ARITIES[argument.arity].format(argument.metavar) for argument in command.arguments),
        *(_short(option) for option in command.own_options if option.required),
    ]


def synopsis(command: Command) -> list[str]:
    """A command line in parts that are not broken: arguments, and the options of its own."""
    optional = [f"[{_short(option)}]" for option in command.own_options if not option.required]
    return [*([] if command.is_screen else [command.name]), *arguments(command), *optional]


def _short(option: Option) -> str:
    return " ".join(filter(None, [option.flags[-1], option.metavar]))
