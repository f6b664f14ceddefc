"""The check that every edit must pass before it is applied."""

from typing import Any

from llm_tui.model.dialects import known
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.errors import EditError, UnsafeEditError
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.lines import Line
from llm_tui.model.toml.syntax import parse_by_tomllib
from llm_tui.model.toml.values import same


def editable_lines(document: Document) -> tuple[Line, ...]:
    """The lines of a document that may be edited. Raises EditError where it is not understood."""
    if document.problem:
        problem = document.problem
        raise EditError(
            f"the file must be fixed before it can be edited: {problem.message}"
            f" (line {problem.line}, column {problem.column})"
        )
    if "".join(line.text for line in document.lines) != document.text:
        raise EditError("the file has a layout that can't be edited safely here")
    return document.lines


def verified(
    document: Document, dialect: Dialect | None, text: str, *intended: dict[str, Any]
) -> Document:
    """The document with a new text, if that says one of the things intended and nothing else.

    dialect: the program that reads the file; None for the one that is taken in doubt.
    Raises UnsafeEditError if the text is not TOML or says something else, and EditError if the
    program can't read it, or reads it differently, where it could read the text before.
    Of a document that is understood only the sections that differ are read: see `toml/splice`.
    """
    changed = document.edited(text)
    if changed.problem:
        problem = changed.problem
        raise UnsafeEditError(
            f"the edit would break the file: {problem.message} in line {problem.line}"
        )
    if not any(same(changed.tables, tables) for tables in intended):
        raise UnsafeEditError("the edit would change more than requested")
    if reason := (dialect or known.in_doubt()).misread(document, changed):
        raise EditError(reason)
    return changed


def whole(saved: Document, document: Document, dialect: Dialect | None) -> None:
    """Check once more, on the whole text, what was checked edit by edit on the sections changed.

    saved: the file that the document was made of. Raises UnsafeEditError, as `verified` does.
    """
    # A version that is no TOML can be restored.
    if document.data == saved.data or document.problem:
        return
    read = parse_by_tomllib(document.data)
    if read.problem or not same(read.tables, document.tables):
        raise UnsafeEditError("not saved: the edits would change more than requested")
    if reason := (dialect or known.in_doubt()).misread(saved, Document(document.data)):
        raise EditError(f"not saved: {reason}")
