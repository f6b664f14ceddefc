"""The first line of the screen, the title of the settings, and the banner above them."""

from collections.abc import Sequence

from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.tui.session import Session
from llm_tui.tui.state.derive_problems import ProblemIndex
from llm_tui.tui.state.snapshot import TitleState, TitleView
from llm_tui.tui.text.wording import INVALID, WARNING, printable

NAMED_CAUSES = 3
"""Keys that the banner names; it counts the others."""


def title_view(
    session: Session,
    view: Resolution,
    unsaved: int,
    problems: tuple[Problem, ...],
    read_only: str | None,
) -> TitleView:
    """Place, dialect, and what needs attention."""
    found = [problem.severity for problem in problems if problem.severity is not Severity.NOTE]
    count, variables = len(found), len(view.environment_keys)
    is_error = Severity.ERROR in found
    states = (
        TitleState("read-only" if read_only else "", "warning"),
        TitleState(view.dialect.title, "quiet"),
        TitleState(f"{unsaved} unsaved" if unsaved else "", "changed", "diff"),
        TitleState(
            f"{INVALID if is_error else WARNING} {count}" if count else "",
            "bad" if is_error else "warning",
            "problems",
        ),
        TitleState(f"{variables} env" if variables else "", "environment", "environment"),
    )
    return TitleView(session.place, tuple(state for state in states if state.text))


def settings_title(view: Resolution, path: Path) -> str:
    """The selected section: its header, its base, and who uses it."""
    section = view.section(path)
    if section is None:
        return ""
    parts = [write_header(path)]
    if path != BASE and view.dialect.inherits:
        parts.append("inherits [llm]")
    if section.used_by:
        parts.append(f"used by {', '.join(section.used_by)}")
    if unused := view.dialect.unused(path):
        parts.append(unused)
    return printable(" · ".join(parts))


def banner(view: Resolution, section: Path, index: ProblemIndex) -> str:
    """The reason why the file or the section is ignored; empty where it is not."""
    return printable(_banner(view, section, index))


def _banner(view: Resolution, section: Path, index: ProblemIndex) -> str:
    if (of_file := index.of_file) is not None:
        place = f", line {of_file.line}" if of_file.line else ""
        return f"✗ {of_file.message}{place}. {of_file.consequence}"
    own = [problem for problem in index.of(section) if problem.severity is Severity.ERROR]
    if own and own[0].key is None:
        return f"✗ {own[0].message}. {own[0].consequence}"
    if own and view.status(section).ignored:
        # The cause comes first: a small screen has no room for all that follows from it.
        return f"✗ Because of {_causes(own)}: {own[0].consequence}"
    return ""


def _causes(problems: Sequence[Problem]) -> str:
    """The keys of the first problems, with their lines, and how many others there are."""
    named = [f"{problem.key} (line {problem.line})" for problem in problems[:NAMED_CAUSES]]
    others = len(problems) - len(named)
    return ", ".join(named) + (f" and {others} more" if others else "")
