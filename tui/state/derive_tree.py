"""The rows of the section tree."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
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
_NO_MARK = (" ", "")

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
        if not view.has(path):
            continue
        text = badge(result.run)
        if result.is_stale(plan(view, path, session.process_environment)):
            found[path] = Badge(f"{text}?", "stale")
        else:
            found[path] = Badge(text, _BADGE_LOOKS.get(text[:1], "stale"))
    return {**found, **dict.fromkeys(live, Badge("…", "stale"))}


class PlainRows(NamedTuple):
    """The rows of all sections as the file alone makes them: without marks and badges."""

    rows: tuple[TreeRow, ...]
    indices: Mapping[Path, int]
    name_width: int
    """Cells of the longest name."""
    text_width: int
    """Cells of the longest model or status."""


def plain_rows(view: Resolution) -> PlainRows:
    """One row for each section, the base first."""
    inheriting = _inheriting(view)
    rows = tuple(
        _row(section, INHERITED if section.path in inheriting else _short(section.model or ""))
        for section in view.sections
    )
    return PlainRows(
        rows,
        _indices(rows),
        _widest(row.name for row in rows),
        _widest(row.text for row in rows),
    )


def tree_view(
    view: Resolution,
    plain: PlainRows,
    changed: frozenset[Path],
    marked: frozenset[Path],
    problems: tuple[Problem, ...],
    badges: Mapping[Path, Badge],
    pattern: str | None,
) -> TreeView:
    """The rows that are shown, with their marks and badges."""
    rows = list(plain.rows)
    wrong = {problem.section for problem in problems if problem.severity is not Severity.NOTE}
    marks = {
        **dict.fromkeys(wrong, (WARNING, "warning")),
        **dict.fromkeys(_touched(view, changed), (CHANGED, "changed")),
        **dict.fromkeys(marked, (MARKED, "key")),
    }
    for path in marks.keys() | badges.keys():
        index = plain.indices.get(path)
        if index is not None:
            rows[index] = _marked(rows[index], *marks.get(path, _NO_MARK), badges.get(path))
    if pattern:
        sections = zip(rows, view.sections, strict=True)
        rows = [row for row, section in sections if _matches(section, pattern)]
    indices = _indices(rows) if pattern else plain.indices
    # What the filter hides has its width too: the tree stays as wide.
    cells = plain.text_width, _widest(badge.text for badge in badges.values())
    return TreeView(
        tuple(rows), indices, plain.name_width, sum(width + 1 for width in cells if width)
    )


def _indices(rows: Iterable[TreeRow]) -> Mapping[Path, int]:
    return {row.path: index for index, row in enumerate(rows)}


def _widest(texts: Iterable[str]) -> int:
    texts = tuple(texts)
    # In a file of thousands of sections this is a tenth of the time that their rows take.
    cells = len if "".join(texts).isascii() else cell_len
    return max(map(cells, texts), default=0)


def _matches(section: Section, pattern: str) -> bool:
    """Is the pattern part of the name or of the model?"""
    return pattern.lower() in f"{section.name} {section.model or ''}".lower()


def _touched(view: Resolution, changed: frozenset[Path]) -> set[Path]:
    """The sections in which something differs from the file."""
    tops = {path[:2] for path in changed if path[:1] == BASE}
    named = set(view.paths[1:])
    return (tops & named) | ({BASE} if tops - named else set())


def _inheriting(view: Resolution) -> Collection[Path]:
    """The sections that take their model from the base."""
    if not view.dialect.inherits:
        return ()
    key, named = view.dialect.key(Role.MODEL), view.written.items()
    return {(*BASE, name) for name, own in named if isinstance(own, dict) and key not in own}


@lru_cache(256)
def _short(model: str) -> str:
    """The model without its provider, which the settings show. Sections share their models."""
    return printable(model.rpartition("/")[2])


def _row(section: Section, model: str) -> TreeRow:
    ignored = section.status.ignored
    return TreeRow(
        section.path,
        IN_USE if section.in_use else USED if section.used_by else " ",
        *_NO_MARK,
        printable(section.name),
        f"{INVALID} {status_text(section)}" if ignored else model,
        "bad" if ignored else "quiet",
    )


def _marked(row: TreeRow, mark: str, look: str, badge: Badge | None) -> TreeRow:
    if mark == WARNING and row.look == "bad":
        # Its text says more.
        mark, look = _NO_MARK
    text, badge_look = badge or ("", "")
    return row._replace(mark=mark, mark_look=look, badge=text, badge_look=badge_look)
