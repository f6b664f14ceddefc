"""The man page, by the table of commands.

argparse-manpage would describe one parser; here each command has its own, built when it runs.
"""

from collections.abc import Iterator

from llm_tui.tui.commands.command import Argument, Command, Option
from llm_tui.tui.commands.common_options import COMMON_OPTIONS, EDIT_OPTIONS
from llm_tui.tui.commands.help import EXIT_STATUS, PURPOSE, SECTION, SHOWN
from llm_tui.tui.commands.usage import sentence, synopsis


def man_page() -> str:
    """The man page, in the macros of man(7)."""
    return "\n".join(_sections()) + "\n"


def _sections() -> Iterator[str]:
    yield '.TH LLM\\-TUI 1 "" "llm\\-tui" "User Commands"'
    yield from (".SH NAME", f"llm\\-tui \\- {PURPOSE[0].lower()}{PURPOSE[1:]}")
    yield from (".SH SYNOPSIS", ".B llm\\-tui", "[\\fIPATH\\fR]", ".br")
    yield from (".B llm\\-tui", "\\fICOMMAND\\fR ...")
    yield from (".SH DESCRIPTION", f"{_text(PURPOSE)}.", "Without a command the screen opens.")
    yield from (_text(SECTION), "Options may be placed anywhere.")
    yield ".SH COMMANDS"
    for command in SHOWN:
        yield from _command(command)
    yield from (".SH OPTIONS", "Every command has these options:")
    yield from map(_entry, COMMON_OPTIONS)
    edits = ", ".join(command.name for command in SHOWN if command.edits)
    yield from (".PP", f"Commands that edit the file ({edits}) have these too:")
    yield from map(_entry, EDIT_OPTIONS)
    yield ".SH EXIT STATUS"
    for status, meaning in EXIT_STATUS.items():
        yield from (".TP", f"\\fB{status}\\fR", f"{_text(meaning).capitalize()}.")


def _command(command: Command) -> Iterator[str]:
    yield f".SS {_text(' '.join(['llm-tui', *synopsis(command)]))}"
    yield f"{_text(command.help)}."
    yield from map(_entry, command.arguments)
    yield from map(_entry, command.own_options)


def _entry(taken: Argument | Option) -> str:
    """A tagged paragraph on an argument or an option."""
    value = taken.metavar
    tags = [f"\\fB{_text(flag)}\\fR" for flag in taken.flags] if isinstance(taken, Option) else []
    tag = " ".join(filter(None, [", ".join(tags), value and f"\\fI{_text(value)}\\fR"]))
    return f".TP\n{tag}\n{_text(sentence(taken))}."


def _text(text: str) -> str:
    """The text with what roff would not print as it is."""
    for char, spelled in (("\\", "\\e"), ("-", "\\-"), ("~", "\\(ti"), ("'", "\\(aq")):
        text = text.replace(char, spelled)
    return f"\\&{text}" if text.startswith(".") else text
