"""A file of variables, read as `load_dotenv` of python-dotenv does.

`docker run --env-file` reads the same text by other rules (`pkg/kvfile` of docker/cli); where that
makes a difference to a variable, a note says so.
"""

import io
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from llm_tui.model.errors import FileError
from llm_tui.model.toml.bounded_file import read_bounded
from llm_tui.model.toml.syntax import BOM

MAX_SIZE = 256 * 1024
"""In bytes: more than a process may have of variables on most systems."""

PATIENCE = 10.0
"""Seconds to wait for a pipe, such as `<(command)` of a shell."""


class Note(NamedTuple):
    """Something about one line. It names no value."""

    line: int
    """Counted from 1."""
    text: str


class EnvFile(NamedTuple):
    """A file of variables for a program that is started in an environment."""

    path: str
    variables: Mapping[str, str]
    """Those that the file sets: what the environment has already is not among them."""
    lines: Mapping[str, int]
    """Where each name of the file is given its value."""
    hidden: Mapping[str, str]
    """Those of the file that the environment has already, so that its value wins."""
    faults: tuple[Note, ...] = ()
    """Lines that can't be read, and are ignored."""
    text: str = ""
    environment: Mapping[str, str] = {}
    """The environment that the program is started in."""

    def docker_notes(self, prefix: str) -> Iterator[Note]:
        """Lines on which `docker run --env-file` reads a variable otherwise, or not at all.

        prefix: how the names of the variables begin.
        """
        for number, whole in enumerate(self.text.removeprefix(BOM).split("\n"), 1):
            line = whole.removesuffix("\r").lstrip()
            name, equals, value = line.partition("=")
            bare = name.removeprefix("export ").strip()
            if not bare.startswith(prefix):
                continue
            if len(name.split()) > 1 or name != name.rstrip():
                yield Note(number, f"docker's --env-file refuses {bare}: a blank is before its =")
            elif not equals:
                if name in self.environment:
                    yield Note(number, f"docker's --env-file takes {name} from the environment")
            elif self.lines.get(name) == number and self._value(name) != value:
                what = "quotes, comment and ${…} belong to the value"
                yield Note(number, f"docker's --env-file takes {name} as it is written: {what}")

    def _value(self, name: str) -> str | None:
        return self.variables.get(name, self.hidden.get(name))


def read_env_file(path: str, environment: Mapping[str, str]) -> EnvFile:
    """The variables in a file. Raises FileError, also where the text is not UTF-8."""
    try:
        data = read_bounded(path, MAX_SIZE, PATIENCE)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(f"{path} could not be read: {reason}; name another --env-file") from error
    if len(data) > MAX_SIZE:
        size = f"{MAX_SIZE // 1024} KB"
        raise FileError(f"{path} has more than {size}; name another --env-file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(f"{path}:{line}: the text is not UTF-8") from error
    return parse_env_file(text, path, environment)


def parse_env_file(text: str, path: str, environment: Mapping[str, str]) -> EnvFile:
    """The variables that a text sets.

    `${NAME}` and `${NAME:-default}` are replaced by the value in the environment, else by the one
    that the lines above have set, also within single quotes. A name without `=` sets nothing,
    and unsets what a line above has set.
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
            faults.append(Note(line, "this is not NAME=VALUE, and is ignored"))
        elif binding.key is not None:
            value = binding.value
            if value is not None:
                value = "".join(atom.resolve(known) for atom in parse_variables(value))
            if not _is_possible(binding.key, value):
                faults.append(Note(line, "no variable can have this name or value"))
                continue
            found[binding.key] = value
            lines[binding.key] = line
    values = {name: value for name, value in found.items() if value is not None}
    lines = {name: line for name, line in lines.items() if name in values}
    return EnvFile(
        path,
        {name: value for name, value in values.items() if name not in environment},
        lines,
        {name: value for name, value in values.items() if name in environment},
        tuple(faults),
        text,
        environment,
    )


def _is_possible(name: str, value: str | None) -> bool:
    """Can a process have such a variable?"""
    return "=" not in name and "\0" not in name + (value or "")


def _blank_lines(statement: str) -> int:
    """How many lines are above the first word of a statement."""
    return statement[: len(statement) - len(statement.lstrip())].count("\n")
