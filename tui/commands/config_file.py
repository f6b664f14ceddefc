"""The config file that a command works on, and its sections by name."""

import os
from collections.abc import Collection

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.recognise import Chosen, DialectSpec, choose
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import FileError, LlmTuiError, UnknownDialectError
from llm_tui.model.store import file_dialects, storage
from llm_tui.model.store.interrupted import clean_up
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, section_name
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import shown_word, warn


def config_path(options: Options) -> str:
    """The path of the file. Raises FileError if none is named and none is found."""
    path = options.file or storage.default_path()
    if path is None:
        places = " or ".join(storage.DEFAULT_PATHS)
        raise FileError(f"no config file at {places}; name one with -f PATH")
    options.path = path
    return path


def read_file(path: str) -> Document:
    """The document in the file, once what a save that was cut off has left is in order.

    Raises FileError.
    """
    if note := clean_up(path):
        warn(note)
    return storage.read(path)


def chosen_for(options: Options, document: Document, path: str | None) -> Chosen:
    """The program whose rules apply to a document. Raises UsageError if it is not known."""
    asked = DialectSpec(options.dialect, options.release)
    preferred = DialectSpec(options.preferences.dialect, options.preferences.release)
    remembered = file_dialects.chosen(path) if path else None
    try:
        return choose(document.data, path, asked, preferred, remembered)
    except UnknownDialectError as error:
        message = str(error)
        for word in filter(None, (options.dialect, options.release)):
            message = message.replace(word, shown_word(word))
        raise UsageError(message) from None


def opened(options: Options) -> tuple[Resolution, str]:
    """The sections and settings of the file, and its path. Raises FileError."""
    path = config_path(options)
    document = read_file(path)
    dialect = chosen_for(options, document, path).dialect
    return readable(resolved(document, path, dialect, options), path), path


def resolved(document: Document, path: str, dialect: Dialect, options: Options) -> Resolution:
    """The sections and settings of a document at `path`, in the environment of the command."""
    folder = os.path.dirname(os.path.abspath(path))
    return Resolution(document, dialect, options.environment, folder)


def readable(resolution: Resolution, path: str) -> Resolution:
    """Return the resolution. Raises FileError with the place if neither parser reads the file."""
    problem = resolution.document.problem
    if problem and resolution.read.error:
        raise FileError(
            f"{path}:{problem.line}:{problem.column}: {problem.message};"
            " fix the line, or open the file on the screen to see the place"
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


def known_section(name: str, resolution: Resolution) -> Path:
    """The section of this name. Raises LlmTuiError if the file has none."""
    found = section_path(name, resolution.paths)
    if not resolution.has(found):
        names = ", ".join(map(section_name, resolution.paths))
        raise LlmTuiError(f"no section {name}; the file has {names}")
    return found
