"""The sections of the file, with the model of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import on
from textual.message import Message
from textual.reactive import reactive

from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Section
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.tui.text.wording import CHANGED, INVALID, WARNING, printable, status_text
from llm_tui.tui.widgets.row_list import RowList, fit, piece

IN_USE, USED = "▶", "▷"
MARKED = "◆"


class SectionTree(RowList[Section]):
    """One row for each section: the base, and below it those that inherit from it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tree--model",
        "tree--in-use",
        "tree--lost",
        "tree--changed",
        "tree--guide",
        "tree--good",
        "tree--stale",
        "tree--problem",
    }

    BORDER_TITLE = "Sections"

    _wrong: Collection[Path] = ()
    """The sections with a problem."""

    view: reactive[Resolution | None] = reactive(None)
    changed: reactive[frozenset[Path]] = reactive(frozenset())
    """The paths that differ from the file."""
    section: reactive[Path] = reactive(BASE)
    """The selected section."""
    marked: reactive[frozenset[Path]] = reactive(frozenset())
    """The sections to test together."""
    problems: reactive[tuple[Problem, ...]] = reactive(())
    badges: reactive[Mapping[Path, tuple[str, bool]]] = reactive({})
    """The last result of each section that was tested, and whether it is stale."""

    @dataclass
    class SectionHighlighted(Message):
        """Posted when the cursor has come to another section."""

        section: Path

    def watch_view(self) -> None:
        """Show the sections of another state of the file; the cursor stays on its section."""
        if self.view is not None:
            sections = self.view.sections
            paths = [section.path for section in sections]
            cursor = paths.index(self.section) if self.section in paths else self.cursor
            self.show_rows(sections, cursor)

    def watch_section(self) -> None:
        """Follow when another part of the screen has selected a section."""
        for index, section in enumerate(self.rows):
            if section.path == self.section:
                self.cursor = index

    def watch_changed(self) -> None:
        """Repaint the marks."""
        self.refresh()

    def watch_marked(self) -> None:
        """Repaint the marks."""
        self.refresh()

    def watch_problems(self) -> None:
        """Repaint the marks."""
        self._wrong = {p.section for p in self.problems if p.severity is not Severity.NOTE}
        self.refresh()

    def watch_badges(self) -> None:
        """Repaint the results."""
        self.refresh()

    @on(RowList.RowHighlighted)
    def _tell_section(self, event: RowList.RowHighlighted) -> None:
        event.stop()
        if self.selected_row is not None:
            self.post_message(self.SectionHighlighted(self.selected_row.path))

    def row_segments(self, row: Section, width: int) -> list[Segment]:
        """Guide, mark, name, and at the right the model or what became of the section."""
        is_last = row is self.rows[-1]
        guide = "" if row.path == BASE else "└ " if is_last else "├ "
        mark = CHANGED if self._is_changed(row.path) else " "
        mark = MARKED if row.path in self.marked else mark
        use = IN_USE if row.in_use else USED if row.used_by else " "
        lost = row.status.ignored
        right = f"{INVALID} {status_text(row)}" if lost else printable(row.model or "")
        name = printable(row.name)
        widest = max(cell_len(printable(section.name)) for section in self.rows)
        # Names begin in one column, and so do models.
        name_width = min(widest, width * 6 // 10 - 5) + 2 - len(guide)
        right_width = width - len(guide) - name_width - 4
        style = self.get_component_rich_style
        return [
            piece(mark, style("tree--changed")),
            piece(use + " ", style("tree--in-use")),
            piece(guide, style("tree--guide")),
            piece(fit(name, name_width)),
            piece(WARNING if row.path in self._wrong and not lost else " ", style("tree--problem")),
            *self._right(row, right, right_width, lost=lost),
        ]

    def _right(self, row: Section, text: str, width: int, *, lost: bool) -> list[Segment]:
        """What became of the section, or its model; behind it the result of its last test."""
        style = self.get_component_rich_style
        look = style("tree--lost" if lost else "tree--model")
        if row.path not in self.badges:
            return [piece(fit(_shortened(text, width), width), look)]
        badge, stale = self.badges[row.path]
        badge += "?" * stale
        looks = {"✓": "tree--good", "✗": "tree--lost"}
        result = style("tree--stale" if stale else looks.get(badge[:1], "tree--stale"))
        room = width - cell_len(badge) - 1
        if room < 4:
            return [piece(fit(badge, width), result)]
        return [piece(fit(_shortened(text, room), room) + " ", look), piece(badge, result)]

    def _is_changed(self, section: Path) -> bool:
        if section == BASE:
            below = {other.path for other in self.rows if other.path != BASE}
            return any(path[:1] == BASE and path[:2] not in below for path in self.changed)
        return any(path[: len(section)] == section for path in self.changed)


def _shortened(model: str, width: int) -> str:
    """A model that fits, or without its provider: what stands behind tells more than that."""
    return model if cell_len(model) <= width else model.rpartition("/")[2]
