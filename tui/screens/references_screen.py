"""All references of a file: who uses which section."""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from llm_tui.model.dialects.field import Role
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.uses import Use
from llm_tui.model.toml.keys import write_header
from llm_tui.tui.state.snapshot import FooterKey
from llm_tui.tui.text.explanations import use_lines
from llm_tui.tui.text.wording import INVALID, NOTHING, printable, use_text
from llm_tui.tui.widgets.bars import KeyBar
from llm_tui.tui.widgets.row_list import RowList, fit, piece


class Command(Enum):
    """A command for a reference."""

    GO = "go"
    POINT = "point"
    UNSET = "unset"
    UNDO = "undo"


class Answer(NamedTuple):
    """The command that was given, and the reference it is for."""

    command: Command
    use: Use


KEYS = (
    FooterKey("go", "enter", "go to its section"),
    FooterKey("answer('point')", "e", "use another section"),
    FooterKey("answer('unset')", "x", "unset"),
    FooterKey("answer('undo')", "z", "undo"),
    FooterKey("dismiss(None)", "esc", "back"),
)


class Uses(RowList[Use]):
    """One row for each reference: who, the name that is written, and the section it leads to."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"uses--error", "uses--quiet"}

    DEFAULT_CSS = """
    Uses { height: auto; min-height: 1; max-height: 14; background: $surface; }
    """

    def __init__(self, uses: Sequence[Use], view: Resolution, cursor: int) -> None:
        super().__init__()
        self._uses, self._view, self._cursor = uses, view, cursor
        self.styles.height = len(uses)

    def on_mount(self) -> None:
        """Show the references."""
        self.show_rows(self._uses, self._cursor)

    def row_segments(self, row: Use, width: int) -> list[Segment]:
        """Who, the name and its line, the section that is used, and its model."""
        style = self.get_component_rich_style
        look = style("uses--error") if row.trouble else None
        quiet = style("uses--quiet")
        third = (width - 3) // 3
        target = printable(write_header(row.target)) if row.target else NOTHING
        key = self._view.dialect.key(Role.MODEL)
        model = self._view.effective(row.target, key) if row.target else ""
        return [
            piece(f" {INVALID if row.trouble else ' '} ", look),
            piece(fit(printable(row.user), third - 1) + " ", look),
            piece(fit(use_text(row), third - 1) + " ", quiet),
            piece(f"{target} ", look),
            piece(printable(str(model)), quiet),
        ]


class ReferencesScreen(ModalScreen[Answer | None]):
    """Shows who uses which section. Gives a command, or None if left by escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go"),
        Binding("e", "answer('point')"),
        Binding("x,delete", "answer('unset')"),
        Binding("z", "answer('undo')"),
        Binding("escape,q", "dismiss(None)"),
    ]

    DEFAULT_CSS = """
    ReferencesScreen {
        background: $background 60%;
        align: center middle;
        & > Vertical {
            width: 95%;
            max-width: 110;
            height: auto;
            max-height: 90%;
            border: round $accent;
            border-title-color: $accent;
            background: $surface;
        }
        Static { height: 2; padding: 0 1; margin-top: 1; }
    }
    """

    def __init__(self, uses: Sequence[Use], view: Resolution, user: str | None) -> None:
        """user: that of the reference to begin at."""
        super().__init__()
        users = [use.user for use in uses]
        self._program = view.dialect.program
        self._uses = Uses(uses, view, users.index(user) if user in users else 0)

    def compose(self) -> ComposeResult:
        """The references, the selected one in words, and the keys."""
        with Vertical() as box:
            box.border_title = "Who uses which section"
            yield self._uses
            yield Static(id="explanation", markup=False)
            yield KeyBar(KEYS)

    @on(RowList.RowHighlighted)
    def _explain(self, event: RowList.RowHighlighted) -> None:
        event.stop()
        use = self._uses.selected_row
        lines = use_lines(use, self._program) if use else ()
        self.query_one("#explanation", Static).update("\n".join(line.text for line in lines))

    def on_mount(self) -> None:
        """Explain the first one too."""
        self._uses.post_message(RowList.RowHighlighted(self._uses))  # type: ignore[arg-type]

    @on(RowList.RowSelected)
    def _go(self, event: RowList.RowSelected) -> None:
        event.stop()
        self.action_go()

    @on(KeyBar.ActionRequested)
    async def _run_requested(self, event: KeyBar.ActionRequested) -> None:
        await self.run_action(event.name)

    def action_go(self) -> None:
        """Go to the section that is used."""
        use = self._uses.selected_row
        if use is not None and use.target is None:
            self.notify("No section is used from here", markup=False)
        else:
            self.action_answer("go")

    def action_answer(self, command: str) -> None:
        """Leave with a command for the selected reference."""
        if (use := self._uses.selected_row) is not None:
            self.dismiss(Answer(Command(command), use))
