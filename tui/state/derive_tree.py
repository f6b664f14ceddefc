"""The rows of the section tree."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Section
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.tui.state.snapshot import TreeRow, TreeView
from llm_tui.tui.text.wording import CHANGED, INVALID, WARNING, printable, status_text

if TYPE_CHECKING:
    from llm_tui.tui.session import Session
    from llm_tui.tui.state.state import LiveTest
    from llm_tui.tui.test_runner import Result

IN_USE, USED = "▶", "▷"
MARKED = "◆"

_BADGE_STYLES = {"✓": "good", "✗": "error"}


class Badge(NamedTuple):
    """The result of the last test of a section, in a few characters."""

    text: str
    style: str


def badges(
    view: Resolution,
    results: "Mapping[Path, Result]",
    live: "Mapping[Path, LiveTest]",
    session: "Session",
) -> Mapping[Path, Badge]:
    """The badge of each section that was tested: stale if a value has changed since."""
    if not (results or live):
        return {}
    # Imported here: the first frame has no results.
    from llm_tui.model.probe.plan import plan
    from llm_tui.tui.text.test_report import badge

    found = {}
    for path, result in results.items():
        if path not in view.paths:
            continue
        text = badge(result.run)
        if result.is_stale(plan(view, path, session.process_environment)):
            found[path] = Badge(f"{text}?", "stale")
        else:
            found[path] = Badge(text, _BADGE_STYLES.get(text[:1], "stale"))
    return {**found, **dict.fromkeys(live, Badge("…", "stale"))}


def tree_view(
    view: Resolution,
    changed: frozenset[Path],
    marked: frozenset[Path],
    problems: tuple[Problem, ...],
    badges: Mapping[Path, Badge],
) -> TreeView:
    """One row for each section, the base first."""
    touched = _touched(view, changed)
    wrong = {problem.section for problem in problems if problem.severity is not Severity.NOTE}
    last = view.paths[-1]
    rows = tuple(
        _row(section, last, touched, marked, wrong, badges.get(section.path))
        for section in view.sections
    )
    return TreeView(rows, max(cell_len(row.name) for row in rows))


def _touched(view: Resolution, changed: frozenset[Path]) -> set[Path]:
    """The sections in which something differs from the file."""
    tops = {path[:2] for path in changed if path[:1] == BASE}
    named = set(view.paths[1:])
    return (tops & named) | ({BASE} if tops - named else set())


def _row(
    section: Section,
    last: Path,
    touched: Collection[Path],
    marked: Collection[Path],
    wrong: Collection[Path],
    badge: Badge | None,
) -> TreeRow:
    path, ignored = section.path, section.status.ignored
    mark = MARKED if path in marked else CHANGED if path in touched else " "
    return TreeRow(
        path,
        "" if path == BASE else "└ " if path == last else "├ ",
        mark,
        IN_USE if section.in_use else USED if section.used_by else " ",
        printable(section.name),
        WARNING if path in wrong and not ignored else " ",
        f"{INVALID} {status_text(section)}" if ignored else printable(section.model or ""),
        "error" if ignored else "model",
        *(badge or ()),
    )
