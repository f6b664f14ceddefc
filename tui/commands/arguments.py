"""The command line: options that may stand anywhere, and what several commands do with them."""

import argparse
import os
import sys
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NoReturn

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.recognise import Chosen, Wish, choose
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import FileError, LlmTuiError, UnknownDialectError
from llm_tui.model.store import preferences, storage
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, section_name
from llm_tui.tui.commands import UsageError

if TYPE_CHECKING:
    from llm_tui.model.effective.env_file import EnvFile

_WITH_VALUE = (
    *("-f", "--file", "--dialect", "--release", "--env-file"),
    *("--prompt", "--timeout", "--section", "--agent", "--as", "--from"),
)


class _Formatter(argparse.HelpFormatter):
    """Of one width: to ask the terminal, argparse imports as much as a whole command does."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class Parser(argparse.ArgumentParser):
    """argparse with the options of every command, and errors as exceptions."""

    def __init__(self, name: str, edits: bool = False) -> None:
        super().__init__(prog=f"llm-tui {name}", allow_abbrev=False, formatter_class=_Formatter)
        self.add_argument("-f", "--file", metavar="PATH")
        self.add_argument("--dialect", metavar="D")
        self.add_argument("--release", metavar="R")
        self.add_argument("--env-file", metavar="FILE")
        if edits:
            self.add_argument("-n", "--dry-run", action="store_true")
            self.add_argument("-q", "--quiet", action="store_true")

    def error(self, message: str) -> NoReturn:
        """Refuse the command line. Raises UsageError."""
        raise UsageError(f"{self.prog}: {message}")

    def read(self, words: Sequence[str], *, complain: bool = True) -> argparse.Namespace:
        """The options and arguments, in any order. Raises UsageError, and FileError for variables.

        `preferences` of the result are the user's, `env_file` is the EnvFile or None,
        `environment` what the program would run in.
        complain: warn of what is wrong with the preferences, rather than leave that to the caller.
        """
        options = self.parse_intermixed_args(words)
        options.preferences, options.complaints = preferences.load()
        for complaint in options.complaints if complain else ():
            warn(complaint)
        if options.dialect or options.release:
            # A wrong command line is told before a missing file is.
            chosen_for(options, Document(b""), None)
        options.environment = dict(os.environ)
        if options.env_file is not None:
            options.env_file = _env_file(options.env_file)
            options.environment |= options.env_file.variables
        return options


def _env_file(path: str) -> "EnvFile":
    # Only here: few runs have such a file.
    from llm_tui.model.effective.env_file import read_env_file

    env_file = read_env_file(path, os.environ)
    for fault in env_file.faults:
        warn(f"{path}:{fault.line}: {fault.text}")
    return env_file


def command_of(words: Sequence[str], commands: Collection[str]) -> tuple[str | None, list[str]]:
    """The name of the command, and the other words; None where the words name none."""
    index = 0
    while index < len(words):
        word = words[index]
        if word == "--":
            break
        if word.startswith("-") and word != "-":
            index += 2 if word in _WITH_VALUE else 1
            continue
        if word in commands:
            return word, [*words[:index], *words[index + 1 :]]
        break
    return None, list(words)


def config_path(options: argparse.Namespace) -> str:
    """The file to work on. Raises FileError where none was named and none is found."""
    path: str | None = options.file or storage.default_path()
    if path is None:
        places = " and ".join(storage.DEFAULT_PATHS)
        raise FileError(f"there is no config file at {places}; name one with -f PATH")
    return path


def chosen_for(options: argparse.Namespace, document: Document, path: str | None) -> Chosen:
    """The program whose rules apply to a document. Raises UsageError where it is not known."""
    preferred = Wish(options.preferences.dialect, options.preferences.release)
    try:
        return choose(document.data, path, Wish(options.dialect, options.release), preferred)
    except UnknownDialectError as error:
        raise UsageError(str(error)) from None


def opened(options: argparse.Namespace) -> tuple[Resolution, str]:
    """What the program makes of the chosen file, and the path of that. Raises FileError."""
    path = config_path(options)
    document = storage.read(path)
    dialect = chosen_for(options, document, path).dialect
    return readable(resolved(document, path, dialect, options), path), path


def resolved(
    document: Document, path: str, dialect: Dialect, options: argparse.Namespace
) -> Resolution:
    """What a program makes of a document at `path` in the environment of the command."""
    folder = os.path.dirname(os.path.abspath(path))
    return Resolution(document, dialect, options.environment, folder)


def readable(resolution: Resolution, path: str) -> Resolution:
    """The resolution, unless neither parser reads the file: then FileError, with the place."""
    problem = resolution.document.problem
    if problem and resolution.read.error:
        raise FileError(
            f"{path}:{problem.line}:{problem.column}: {problem.message};"
            " open it with llm-tui to see the place"
        )
    return resolution


def section_path(name: str, known: Collection[Path] = ()) -> Path:
    """The section that a name on the command line means: `llm`, `NAME` or `llm.NAME`."""
    name = name.strip()
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    if name == "llm":
        return BASE
    if (*BASE, name) in known:
        return (*BASE, name)
    return (*BASE, name.removeprefix("llm.").strip("\"'"))


def known_section(name: str, resolution: Resolution, path: str) -> Path:
    """The section of this name. Raises LlmTuiError where the file has none."""
    found = section_path(name, resolution.paths)
    if found not in resolution.paths:
        names = ", ".join(map(section_name, resolution.paths))
        raise LlmTuiError(f"{path}: there is no section {name}; the file has {names}")
    return found


def warn(message: str) -> None:
    """Say something on stderr that does not stop the command."""
    print(f"llm-tui: {message}", file=sys.stderr)
