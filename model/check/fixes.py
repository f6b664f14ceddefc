"""Applying the fixes that are certain."""

from collections.abc import Callable, Iterable

from llm_tui.model.check.problem import Fix, Problem
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document

_ROUNDS = 8
"""One fix may reveal another problem, such as a renamed key with a wrong value."""


def fixed(
    document: Document, dialect: Dialect, find: Callable[[Document], Iterable[Problem]]
) -> tuple[Document, tuple[Fix, ...]]:
    """The document with all certain fixes applied, and these; one that fails is left out.

    find: the problems of a document.
    """
    applied: list[Fix] = []
    for _ in range(_ROUNDS):
        before = document
        for problem in find(document):
            fix = problem.fix
            if fix is None or not fix.certain:
                continue
            after = _applied(document, dialect, fix)
            if after.data != document.data:
                applied.append(fix)
            document = after
        if document.data == before.data:
            break
    return document, tuple(applied)


def _applied(document: Document, dialect: Dialect, fix: Fix) -> Document:
    after = document
    try:
        for edit in fix.edits:
            after = edit.apply(after, dialect)
    except EditError:
        return document
    return after
