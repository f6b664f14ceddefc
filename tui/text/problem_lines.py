"""Problems in words, for the screen and the commands alike."""

from collections.abc import Iterable, Iterator
from typing import Any

from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.toml.keys import BASE, section_name, write_path
from llm_tui.tui.text.line import Line
from llm_tui.tui.text.wording import INVALID, NOTE, WARNING, printable

SIGNS = {Severity.ERROR: INVALID, Severity.WARNING: WARNING, Severity.NOTE: NOTE}


def problem_lines(problem: Problem) -> Iterator[str]:
    """Place and message; below them the consequence, and the fix if there is one."""
    line = f"line {problem.line}: " if problem.line else ""
    place = f"{printable(section_text(problem))}: " if problem.section else ""
    yield f"{SIGNS[problem.severity]} {line}{place}{printable(problem.message)}"
    yield f"  {printable(problem.consequence)}"
    if problem.fix:
        yield f"  Fix: {printable(problem.fix.label)}"


def problem_detail(problem: Problem) -> list[Line]:
    """Message and consequence; below them the fix with its key, if there is one."""
    look = "bad" if problem.severity is Severity.ERROR else "good"
    lines = [
        Line(f"{SIGNS[problem.severity]} {printable(problem.message)}.", look),
        Line(printable(problem.consequence)),
    ]
    if problem.fix:
        lines.append(Line(f"f  {printable(problem.fix.label)}", "good"))
    return lines


def section_text(problem: Problem) -> str:
    """The section that a problem is in, as references call it; empty for the whole file."""
    path = problem.section
    return section_name(path) if path[:1] == BASE else write_path(path)


def counts(problems: Iterable[Problem]) -> str:
    """How many there are of each severity: `2 errors, 1 warning`; empty if there are none."""
    found = [problem.severity for problem in problems]
    parts = [(found.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{count} {word}{'s' * (count > 1)}" for count, word in parts if count)


def entry(problem: Problem) -> dict[str, Any]:
    """A problem as the JSON of the commands has it."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "section": section_text(problem) or None,
        "key": problem.key,
        "line": problem.line,
        "message": problem.message,
        "consequence": problem.consequence,
        "fix": problem.fix.result if problem.fix else None,
    }
