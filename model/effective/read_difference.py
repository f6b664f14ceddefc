"""Values that a program's TOML parser reads differently from TOML 1.0."""

from typing import Any, NamedTuple

from llm_tui.model.dialects.loaded import ReadResult
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import Path
from llm_tui.model.toml.values import differences, value_at


class ReadDifference(NamedTuple):
    """A value that the program's parser reads differently from TOML 1.0."""

    path: Path
    line: int | None
    """Counted from 1; where neither has one, that of what is around it."""
    toml: Any
    """The value by TOML 1.0, or MISSING."""
    program: Any
    """The value by the program's parser, or MISSING."""


def read_differences(document: Document, read: ReadResult) -> tuple[ReadDifference, ...]:
    """The outermost differences in a file that both can read, in its order; else none."""
    if read.error or document.problem:
        return ()
    toml, program = document.tables, read.tables
    paths = set(differences(toml, program))
    outermost = [path for path in paths if path[:-1] not in paths]
    found = [
        ReadDifference(path, document.line_of(path), value_at(toml, path), value_at(program, path))
        for path in outermost
    ]
    return tuple(sorted(found, key=lambda one: (one.line or 0, str(one.path))))
