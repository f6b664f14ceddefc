"""A file of variables, as OpenHands takes it: `load_dotenv` of python-dotenv.

Source: `openhands/core/config/utils.py` calls `load_dotenv()` when it is imported. `docker run
--env-file` reads the same text by other rules (`pkg/kvfile` of docker/cli); where that makes a
difference to an `LLM_*` variable, a note says so.
"""

import io
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from llm_tui.model.errors import FileError
from llm_tui.model.toml.keys import PREFIX
from llm_tui.model.toml.syntax import BOM


class Note(NamedTuple):
    """Something about one line. It names no value."""

    line: int
    """Counted from 1."""
    text: str


class EnvFile(NamedTuple):
    """The variables of a file that a program comes to have which is started in an environment."""

    path: str
    variables: Mapping[str, str]
    """Those that the file sets: what the environment has already is not among them."""
    lines: Mapping[str, int]
    """Where each name of the file is given its value."""
    hidden: frozenset[str]
    """Names of the file that the environment has already, so that its value wins."""
    faults: tuple[Note, ...] = ()
    """Lines that nobody can read; OpenHands passes over them."""
    docker: tuple[Note, ...] = ()
    """Lines of `LLM_*` variables that docker takes otherwise."""


def read_env_file(path: str, environment: Mapping[str, str]) -> EnvFile:
    """The variables in a file. Raises FileError, also where the text is not UTF-8."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(f"{path} could not be read: {reason}; name another --env-file") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(f"{path}:{line}: the text is not UTF-8; OpenHands stops at it") from error
    return parse_env_file(text, path, environment)


def parse_env_file(text: str, path: str, environment: Mapping[str, str]) -> EnvFile:
    """The variables that a text sets.

    `${NAME}` and `${NAME:-default}` stand for what the environment has, else for what the lines
    above have set, also within single quotes. A name without `=` sets nothing,
    and takes back what a line above has set.
    """
    # Only here: few runs have such a file, and the import takes as long as a command.
    from dotenv.parser import parse_stream
    from dotenv.variables import parse_variables

    found: dict[str, str | None] = {}
    known: ChainMap[str, str | None] = ChainMap(dict(environment), found)
    lines: dict[str, int] = {}
    faults = []
    for binding in parse_stream(io.StringIO(text, newline=None)):
        line = binding.original.line + _blank_lines(binding.original.string)
        if binding.error:
            faults.append(Note(line, "this is not NAME=VALUE; OpenHands passes over it"))
        elif binding.key is not None:
            value = binding.value
            if value is not None:
                value = "".join(atom.resolve(known) for atom in parse_variables(value))
            if not _is_possible(binding.key, value):
                faults.append(Note(line, "no variable can be like this; OpenHands stops at it"))
                continue
            found[binding.key] = value
            lines[binding.key] = line
    values = {name: value for name, value in found.items() if value is not None}
    lines = {name: line for name, line in lines.items() if name in values}
    return EnvFile(
        path,
        {name: value for name, value in values.items() if name not in environment},
        lines,
        frozenset(values.keys() & environment.keys()),
        tuple(faults),
        tuple(_docker_notes(text, values, lines, environment)),
    )


def _is_possible(name: str, value: str | None) -> bool:
    """Can a process have such a variable?"""
    return bool(name) and "=" not in name and "\0" not in name + (value or "")


def _blank_lines(statement: str) -> int:
    """How many lines stand above the first word of a statement."""
    return statement[: len(statement) - len(statement.lstrip())].count("\n")


def _docker_notes(
    text: str, values: Mapping[str, str], lines: Mapping[str, int], environment: Mapping[str, str]
) -> Iterator[Note]:
    """Where `docker run --env-file` gives an `LLM_*` variable another value, or none."""
    for number, whole in enumerate(text.removeprefix(BOM).split("\n"), 1):
        line = whole.removesuffix("\r").lstrip()
        name, equals, value = line.partition("=")
        bare = name.removeprefix("export ").strip()
        if not bare.startswith(PREFIX):
            continue
        if len(name.split()) > 1 or name != name.rstrip():
            yield Note(number, f"docker's --env-file refuses {bare}: a blank stands before its =")
        elif not equals:
            if name in environment:
                yield Note(number, f"docker's --env-file takes {name} from the environment")
        elif lines.get(name) == number and values[name] != value:
            what = "quotes, comment and ${…} belong to the value"
            yield Note(number, f"docker's --env-file takes {name} as it is written: {what}")
