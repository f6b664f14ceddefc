"""The config file of a command: which it is, what the program makes of it, its sections."""

import os
from collections.abc import Collection

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.recognise import Chosen, Wish, choose
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import FileError, LlmTuiError, UnknownDialectError
from llm_tui.model.store import storage
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, section_name
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.options import Options


def config_path(options: Options) -> str:
    """The file to work on. Raises FileError where none was named and none is found."""
    path: str | None = options.file or storage.default_path()
    if path is None:
        places = " and ".join(storage.DEFAULT_PATHS)
        raise FileError(f"there is no config file at {places}; name one with -f PATH")
    return path


def chosen_for(options: Options, document: Document, path: str | None) -> Chosen:
    """The program whose rules apply to a document. Raises UsageError where it is not known."""
    preferred = Wish(options.preferences.dialect, options.preferences.release)
    try:
        return choose(document.data, path, Wish(options.dialect, options.release), preferred)
    except UnknownDialectError as error:
        raise UsageError(str(error)) from None


def opened(options: Options) -> tuple[Resolution, str]:
    """What the program makes of the chosen file, and the path of that. Raises FileError."""
    path = config_path(options)
    document = storage.read(path)
    dialect = chosen_for(options, document, path).dialect
    return readable(resolved(document, path, dialect, options), path), path


def resolved(document: Document, path: str, dialect: Dialect, options: Options) -> Resolution:
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
