"""What each key asks of the problems, looked up once: there can be thousands of them."""

from collections.abc import Mapping
from typing import NamedTuple

from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.toml.keys import Path
from llm_tui.tui.state.state import RowName


class ProblemIndex(NamedTuple):
    """The problems of a file."""

    by_section: Mapping[Path, tuple[Problem, ...]]
    of_file: Problem | None
    """The first error for which nothing in the file is used."""
    only_notes: bool
    """Is none of them more than a note?"""

    def of(self, section: Path) -> tuple[Problem, ...]:
        """The problems of a section."""
        return self.by_section.get(section, ())


def problem_index(problems: tuple[Problem, ...]) -> ProblemIndex:
    """Look them all up."""
    by_section: dict[Path, list[Problem]] = {}
    for problem in problems:
        by_section.setdefault(problem.section, []).append(problem)
    errors = (problem for problem in problems if problem.severity is Severity.ERROR)
    return ProblemIndex(
        {section: tuple(own) for section, own in by_section.items()},
        next((error for error in errors if not error.section or error.code == "stop"), None),
        all(problem.severity is Severity.NOTE for problem in problems),
    )


def keys_with_problem(own: tuple[Problem, ...]) -> frozenset[str | None]:
    """The keys of a section that are marked with the sign of a problem; own: its problems."""
    return frozenset(problem.key for problem in own if problem.severity is not Severity.NOTE)


def selected_problem(
    index: ProblemIndex, section: Path, row: RowName | None, gone_to: Problem | None
) -> Problem | None:
    """The problem that was gone to, else the most severe one of the selected row."""
    if gone_to is not None and gone_to in index.of(gone_to.section):
        return gone_to
    key = None if row is None or row.is_reference else row.name
    here = [problem for problem in index.of(section) if problem.key == key]
    return min(here, key=lambda problem: list(Severity).index(problem.severity), default=None)
