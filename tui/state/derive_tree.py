"""The rows of the section tree."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.dialects.field import Role
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Section
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.tui.state.snapshot import TreeRow, TreeView
from llm_tui.tui.text.wording import (
    CHANGED,
    INHERITED,
    INVALID,
    WARNING,
    printable,
    status_text,
)

if TYPE_CHECKING:
    from llm_tui.tui.session import Session
    from llm_tui.tui.state.state import LiveTest
    from llm_tui.tui.test_runner import Result

IN_USE, USED = "▶", "▷"
MARKED = "◆"

_BADGE_LOOKS = {"✓": "good", "✗": "bad"}


class Badge(NamedTuple):
    """The result of the last test of a section, in a few characters."""

    text: str
    look: str


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
            found[path] = Badge(text, _BADGE_LOOKS.get(text[:1], "stale"))
    return {**found, **dict.fromkeys(live, Badge("…", "stale"))}


def tree_view(
    view: Resolution,
    changed: frozenset[Path],
    marked: frozenset[Path],
    problems: tuple[Problem, ...],
    badges: Mapping[Path, Badge],
    pattern: str | None,
) -> TreeView:
    """One row for each section that is shown, the base first."""
    touched = _touched(view, changed)
    wrong = {problem.section for problem in problems if problem.severity is not Severity.NOTE}
    rows = [
        _row(section, _model_text(view, section), touched, marked, wrong, badges.get(section.path))
        for section in view.sections
    ]
    # What the filter hides has its width too: the tree stays as wide.
    name, text, badge = (
        max(cell_len(cell) for cell in cells)
        for cells in zip(*((row.name, row.text, row.badge) for row in rows), strict=True)
    )
    shown = (
        row for row, section in zip(rows, view.sections, strict=True) if _matches(section, pattern)
    )
    return TreeView(tuple(shown), name, sum(cells + 1 for cells in (text, badge) if cells))


def index_of_section(tree: TreeView, section: Path) -> int:
    """The index of a section's row; -1 where the filter hides it."""
    return next((index for index, row in enumerate(tree.rows) if row.path == section), -1)


def _matches(section: Section, pattern: str | None) -> bool:
    """Is the pattern part of the name or of the model?"""
    wanted = (pattern or "").lower()
    return not wanted or wanted in f"{section.name} {section.model or ''}".lower()


def _touched(view: Resolution, changed: frozenset[Path]) -> set[Path]:
    """The sections in which something differs from the file."""
    tops = {path[:2] for path in changed if path[:1] == BASE}
    named = set(view.paths[1:])
    return (tops & named) | ({BASE} if tops - named else set())


def _row(
    section: Section,
    model: str,
    touched: Collection[Path],
    marked: Collection[Path],
    wrong: Collection[Path],
    badge: Badge | None,
) -> TreeRow:
    path, ignored = section.path, section.status.ignored
    mark, look = " ", ""
    if path in marked:
        mark, look = MARKED, "key"
    elif path in touched:
        mark, look = CHANGED, "changed"
    elif path in wrong and not ignored:
        mark, look = WARNING, "warning"
    return TreeRow(
        path,
        IN_USE if section.in_use else USED if section.used_by else " ",
        mark,
        look,
        printable(section.name),
        f"{INVALID} {status_text(section)}" if ignored else model,
        "bad" if ignored else "quiet",
        *(badge or ()),
    )


def _model_text(view: Resolution, section: Section) -> str:
    """The model without its provider, which the settings show; for an inherited one a sign."""
    written = (*section.path, view.dialect.key(Role.MODEL)) in view.document.line_numbers
    if section.path != BASE and view.dialect.inherits and not written:
        return INHERITED
    return printable((section.model or "").rpartition("/")[2])
