"""Checking a text, and fixing what is found, in few words."""

from llm_tui.model import Document
from llm_tui.model.check import Checker
from llm_tui.model.check.problem import Problem
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution

TODAY = "2026-01-01"


def resolved(
    text: str, name: str = "openhands", release: str | None = None, **environment: str
) -> Resolution:
    """A text as a program reads it."""
    return Resolution(Document(text.encode()), dialect(name, release), environment)


def found(
    text: str, name: str = "openhands", release: str | None = None, **environment: str
) -> tuple[Problem, ...]:
    """All problems of a text."""
    return Checker({}, TODAY).problems(resolved(text, name, release, **environment))


def codes(text: str, name: str = "openhands", release: str | None = None) -> list[str]:
    """The kinds of its problems that are more than notes."""
    return [p.code for p in found(text, name, release) if p.severity.value != "note"]


def only(
    text: str, code: str, name: str = "openhands", release: str | None = None, **environment: str
) -> Problem:
    """The one problem of a kind."""
    (problem,) = [p for p in found(text, name, release, **environment) if p.code == code]
    return problem


def after_fix(problem: Problem, text: str) -> str:
    """The text once the fix is made."""
    document = Document(text.encode())
    assert problem.fix is not None
    for edit in problem.fix.edits:
        document = edit.apply(document)
    return document.text
