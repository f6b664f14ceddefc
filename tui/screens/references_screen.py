"""All references of a file: who uses which section."""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding, BindingType

from llm_tui.model.dialects.field import Role
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.uses import Use
from llm_tui.model.toml.keys import write_header
from llm_tui.tui.drawing.pieces import fit
from llm_tui.tui.screens.dialog import CLOSE, Key
from llm_tui.tui.screens.list_dialog import FILTER, ListDialog
from llm_tui.tui.text.explanations import use_lines
from llm_tui.tui.text.wording import INVALID, NOTHING, printable, use_text
from llm_tui.tui.widgets.filtered_list import FilteredList
from llm_tui.tui.widgets.row_list import piece


class Command(Enum):
    """A command for a reference."""

    GO = "go"
    POINT = "point"
    ADD = "add"
    UNSET = "unset"
    UNDO = "undo"


class Answer(NamedTuple):
    """The command that was given, and the reference it is for; None for one to be added."""

    command: Command
    use: Use | None


KEYS = (
    Key("e", "use another section"),
    Key("enter", "go to its section"),
    Key("+", "another agent"),
    Key("x", "unset"),
    Key("z", "undo"),
    FILTER,
    CLOSE,
)

NARROW = 60
"""Below this width only the user and the section are in a row; the rest is below the list."""


class Uses(FilteredList[Use]):
    """One row for each reference: who, the name that is written, and the section it leads to."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"uses--error", "uses--quiet"}

    def __init__(self, view: Resolution) -> None:
        super().__init__()
        self._view = view

    def row_text(self, row: Use) -> str:
        """Who, the name, and the section."""
        return f"{row.user} {row.name or ''} {write_header(row.target) if row.target else ''}"

    def row_segments(self, row: Use, width: int) -> list[Segment]:
        """Who, the name and its line, the section that is used, and its model."""
        style = self.get_component_rich_style
        look = style("uses--error") if row.trouble else None
        quiet = style("uses--quiet")
        third = (width - 3) // 3
        target = printable(write_header(row.target)) if row.target else NOTHING
        key = self._view.dialect.key(Role.MODEL)
        model = self._view.effective(row.target, key) if row.target else ""
        who = fit(printable(row.user), third - 1)
        written = fit(use_text(row), third - 1) + " "
        if width < NARROW:
            who, written, model = fit(printable(row.user), (width - 4) // 2), "", ""
        return [
            piece(f" {INVALID if row.trouble else ' '} ", look),
            piece(who + " ", look),
            piece(written, quiet),
            piece(f"{target} ", look),
            piece(printable(str(model)), quiet),
        ]


class ReferencesScreen(ListDialog[Answer, Use]):
    """Shows who uses which section. Gives a command, or None if left by escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "answer('point')"),
        Binding("plus", "answer('add')"),
        Binding("x,delete", "answer('unset')"),
        Binding("z", "answer('undo')"),
    ]

    def __init__(self, uses: Sequence[Use], view: Resolution, user: str | None) -> None:
        """user: that of the reference to begin at."""
        super().__init__("Who uses which section", KEYS, Uses(view), uses)
        users = [use.user for use in uses]
        self._program = view.dialect.program
        self._first = users.index(user) if user in users else 0

    @property
    def first(self) -> int:
        """The reference to begin at."""
        return self._first

    def detail(self, row: Use) -> Text:
        """The reference in words."""
        return Text("\n".join(line.text for line in use_lines(row, self._program)))

    def action_go(self) -> None:
        """Go to the section that is used."""
        if self.selected is not None and self.selected.target is None:
            self.notify("No section is used from here", markup=False)
        else:
            self.action_answer("go")

    def action_answer(self, command: str) -> None:
        """Leave with a command for the selected reference."""
        if self.selected is not None or command == "add":
            self.dismiss(Answer(Command(command), self.selected))
