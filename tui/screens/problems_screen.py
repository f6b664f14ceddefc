"""All problems of the file, in one list."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from llm_tui.model.check.problem import Problem
from llm_tui.tui.text.problem_lines import SIGNS, counts, problem_detail, section_text
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.row_list import RowList, fit, piece
from llm_tui.tui.widgets.styled_lines import styled


class Chosen(NamedTuple):
    """The problem to go to."""

    problem: Problem
    fix: bool
    """Fix it as well?"""


class ProblemList(RowList[Problem]):
    """One row for each problem."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "problems--error",
        "problems--warning",
        "problems--note",
    }

    def row_segments(self, row: Problem, width: int) -> list[Segment]:
        """Severity, line, section and message."""
        style = self.get_component_rich_style(f"problems--{row.severity.value}", partial=True)
        line = f":{row.line}" if row.line else ""
        place = fit(printable(section_text(row) or "the file"), 20)
        text = f"{SIGNS[row.severity]} {line:>5} {place} "
        return [piece(text, style), piece(fit(printable(row.message), width - len(text)))]


class ProblemsScreen(ModalScreen[Chosen | None]):
    """Gives the problem to go to, or None."""

    BINDINGS = [
        Binding("escape,q,exclamation_mark", "dismiss(None)", "Back"),
        Binding("enter", "go", "Go there"),
        Binding("f", "fix", "Fix"),
    ]

    DEFAULT_CSS = """
    ProblemsScreen > Vertical {
        width: 95%;
        max-width: 120;
        height: auto;
        max-height: 90%;
        border: round $accent;
        border-title-color: $accent;
        border-subtitle-color: $text-muted;
        background: $surface;
        padding: 0 1;
    }
    ProblemsScreen ProblemList { max-height: 16; background: $surface; }
    ProblemsScreen Static { height: auto; min-height: 5; padding: 1 0 0 0; }
    """

    def __init__(self, problems: Sequence[Problem], selected: Problem | None) -> None:
        super().__init__()
        self._problems = problems
        self._selected = problems.index(selected) if selected in problems else 0

    def compose(self) -> ComposeResult:
        """The list, and below it the selected problem in full."""
        with Vertical() as box:
            box.border_title = counts(self._problems)
            box.border_subtitle = "enter go there   f fix   esc back"
            yield ProblemList()
            yield Static(markup=False)

    def on_mount(self) -> None:
        """Show the list."""
        rows = self.query_one(ProblemList)
        rows.styles.height = len(self._problems)
        rows.show_rows(self._problems, self._selected)
        rows.focus()
        self._show_detail()

    @on(RowList.RowHighlighted)
    def _show_detail(self) -> None:
        problem = self.query_one(ProblemList).selected_row
        if problem is not None:
            self.query_one(Static).update(styled(problem_detail(problem)))

    @on(RowList.RowSelected)
    def action_go(self) -> None:
        """Go to the selected problem."""
        self._choose(fix=False)

    def action_fix(self) -> None:
        """Fix the selected problem."""
        self._choose(fix=True)

    def _choose(self, *, fix: bool) -> None:
        problem = self.query_one(ProblemList).selected_row
        self.dismiss(None if problem is None else Chosen(problem, fix))
