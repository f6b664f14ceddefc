"""All problems of the file, in one list."""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding, BindingType

from llm_tui.model.check.problem import Problem
from llm_tui.tui.drawing.pieces import fit
from llm_tui.tui.screens.dialog import CLOSE, Key
from llm_tui.tui.screens.list_dialog import FILTER, ListDialog
from llm_tui.tui.text.problem_lines import SIGNS, counts, problem_detail, section_text
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.filtered_list import FilteredList
from llm_tui.tui.widgets.row_list import piece
from llm_tui.tui.widgets.styled_lines import styled

PLACE = 20
"""Cells of the name of a section; fewer on a small screen."""


FIX = Key("f", "fix")
KEYS = (Key("enter", "go there"), FIX, Key("e", "$EDITOR"), FILTER, CLOSE)


class Command(Enum):
    """A command for a problem."""

    GO = "go"
    FIX = "fix"
    OPEN_EDITOR = "open editor"


class Chosen(NamedTuple):
    """A problem, and the command that was given for it."""

    problem: Problem
    command: Command


class ProblemList(FilteredList[Problem]):
    """One row for each problem."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "problems--error",
        "problems--warning",
        "problems--note",
    }

    def row_text(self, row: Problem) -> str:
        """Place and message."""
        return f"{row.severity.value} {_place(row)} {row.key or ''} {row.message}"

    def row_segments(self, row: Problem, width: int) -> list[Segment]:
        """Severity, line, section and message."""
        style = self.get_component_rich_style(f"problems--{row.severity.value}", partial=True)
        line = f":{row.line}" if row.line else ""
        place = fit(_place(row), min(PLACE, width // 4))
        text = f"{SIGNS[row.severity]} {line:>5} {place} "
        return [piece(text, style), piece(fit(printable(row.message), width - len(text)))]


def _place(problem: Problem) -> str:
    return printable(section_text(problem) or "the file")


class ProblemsScreen(ListDialog[Chosen, Problem]):
    """Gives the problem to go to, to fix or to open the editor at; or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "leave", "Back"),
        Binding("f", "choose('fix')", "Fix"),
        Binding("e", "choose('open editor')", "$EDITOR"),
    ]

    def __init__(self, problems: Sequence[Problem], selected: Problem | None) -> None:
        super().__init__(counts(problems), KEYS, ProblemList(), problems)
        self._first = problems.index(selected) if selected in problems else 0

    @property
    def first(self) -> int:
        """The problem that is shown on the main screen."""
        return self._first

    def detail(self, row: Problem) -> Text:
        """The problem with its consequence and its fix; f is a key only where there is one."""
        self.show_keys(KEYS if row.fix else [key for key in KEYS if key is not FIX])
        return styled(problem_detail(row))

    def action_go(self) -> None:
        """Go to the selected problem."""
        self.action_choose("go")

    def action_choose(self, command: str) -> None:
        """Leave with a command for the selected problem."""
        if self.selected is not None:
            self.dismiss(Chosen(self.selected, Command(command)))
