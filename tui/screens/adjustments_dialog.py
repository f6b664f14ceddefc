"""Settings that conflict with a model, and how to adjust them."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from llm_tui.model.switching.adjustments import Adjustment
from llm_tui.model.switching.model_change import Incompatibility
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.row_list import RowList, piece

WIDTH = 70
"""Cells of a line of text."""


@dataclass(frozen=True)
class Line:
    """A line about an incompatibility."""

    text: str


@dataclass(frozen=True)
class Option:
    """One way to resolve an incompatibility: an adjustment, or none."""

    incompatibility: int
    adjustment: Adjustment | None
    label: str


Row = Line | Option


class Options(RowList[Row]):
    """The incompatibilities, each above its options."""

    DEFAULT_CSS = """
    Options { height: auto; max-height: 16; background: $surface; }
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._shown = tuple(rows)
        self.styles.height = len(rows)
        self.chosen: dict[int, Option] = {}
        for row in rows:
            if isinstance(row, Option):
                self.chosen.setdefault(row.incompatibility, row)

    def on_mount(self) -> None:
        """Show the rows."""
        self.show_rows(self._shown, 0)

    def is_selectable(self, row: Row) -> bool:
        """Lines of text are passed over."""
        return isinstance(row, Option)

    def row_segments(self, row: Row, width: int) -> list[Segment]:
        """A line of text, or an option with its mark."""
        if isinstance(row, Line):
            return [piece(row.text)]
        mark = "●" if self.chosen[row.incompatibility] is row else "○"
        return [piece(f"  {mark} {row.label}")]

    def choose(self) -> None:
        """Choose the option under the cursor."""
        row = self.selected_row
        if isinstance(row, Option):
            self.chosen[row.incompatibility] = row
            self.refresh()


class AdjustmentsDialog(ModalScreen[tuple[Adjustment, ...] | None]):
    """Gives the adjustments that were chosen, or None to leave everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("space", "choose", "Choose"),
        Binding("enter", "apply", "Apply"),
    ]

    def __init__(self, model: str, incompatibilities: Sequence[Incompatibility]) -> None:
        super().__init__()
        self._model = model
        self._rows = [
            row
            for number, incompatibility in enumerate(incompatibilities)
            for row in _rows(number, incompatibility)
        ]

    def compose(self) -> ComposeResult:
        """The list, and the keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = escape(f"{printable(self._model)} conflicts with these settings")
            dialog.border_subtitle = "space choose   enter apply all   esc cancel"
            yield Options(self._rows)
            yield Static("One z undoes all of it.", markup=False)

    def on_mount(self) -> None:
        """Focus the list."""
        self.query_one(Options).focus()

    @on(RowList.RowHighlighted)
    def _stop_highlighted(self, event: RowList.RowHighlighted) -> None:
        event.stop()

    @on(RowList.RowSelected)
    def _choose_clicked(self, event: RowList.RowSelected) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the option under the cursor."""
        self.query_one(Options).choose()

    def action_apply(self) -> None:
        """Give the adjustments that are chosen."""
        chosen = self.query_one(Options).chosen.values()
        self.dismiss(tuple(option.adjustment for option in chosen if option.adjustment is not None))


def _rows(number: int, incompatibility: Incompatibility) -> list[Row]:
    text = textwrap.wrap(f"✗ {printable(incompatibility.message)}", WIDTH, subsequent_indent="  ")
    options = [Option(number, way, printable(way.label)) for way in incompatibility.adjustments]
    nothing = [Option(number, None, "Keep it")] if options else []
    return [*map(Line, text), *options, *nothing]
