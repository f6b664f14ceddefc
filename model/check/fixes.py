"""Applying the fixes that are certain."""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from llm_tui.model.check.problem import Fix, Problem
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.errors import EditError
from llm_tui.model.toml.document import Document

_ROUNDS = 8
"""One fix may reveal another problem, such as a renamed key with a wrong value."""


class Fixed(NamedTuple):
    """A document with fixes."""

    document: Document
    fixes: tuple[Fix, ...]
    is_all: bool
    """Was there time for all of them?"""


def fixed(
    document: Document,
    dialect: Dialect,
    find: Callable[[Document], Iterable[Problem]],
    seconds: float = math.inf,
) -> Fixed:
    """The document with all certain fixes applied but those that fail.

    find: the problems of a document. seconds: how long there is time for it.
    """
    applied: list[Fix] = []
    end = time.monotonic() + seconds
    for _ in range(_ROUNDS):
        before = document
        for fix in _certain(find(document)):
            if time.monotonic() > end:
                return Fixed(document, tuple(applied), is_all=False)
            after = _applied(document, dialect, fix)
            if after.data != document.data:
                applied.append(fix)
            document = after
        if document.data == before.data:
            break
    return Fixed(document, tuple(applied), is_all=True)


def _certain(problems: Iterable[Problem]) -> Iterator[Fix]:
    return (problem.fix for problem in problems if problem.fix and problem.fix.certain)


def _applied(document: Document, dialect: Dialect, fix: Fix) -> Document:
    after = document
    try:
        for edit in fix.edits:
            after = edit.apply(after, dialect)
    except EditError:
        return document
    return after
