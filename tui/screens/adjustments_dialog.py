"""Settings that conflict with a model, and how to adjust them."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from llm_tui.model.switching.adjustments import Adjustment
from llm_tui.model.switching.model_change import Incompatibility
from llm_tui.tui.screens.dialog import CANCEL, Dialog, Key
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.row_list import RowList, piece


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
    Options { height: auto; background: $surface; }
    """

    def __init__(self, found: Sequence[Incompatibility]) -> None:
        super().__init__()
        self._found = found
        self._options = [_options(number, one) for number, one in enumerate(found)]
        self.chosen = {number: own[0] for number, own in enumerate(self._options) if own}

    def wrap(self, width: int) -> int:
        """Break the lines of text at a width; returns how many rows there are."""
        rows: list[Row] = []
        for incompatibility, options in zip(self._found, self._options, strict=True):
            text = f"✗ {printable(incompatibility.message)}"
            rows += map(Line, textwrap.wrap(text, width, subsequent_indent="  "))
            rows += options
        at = rows.index(self.selected_row) if self.selected_row in rows else 0
        self.show_rows(rows, at)
        return len(rows)

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


class AdjustmentsDialog(Dialog[tuple[Adjustment, ...] | None]):
    """Gives the adjustments that were chosen, or None to leave everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("space", "choose", "Choose"),
        Binding("enter", "apply", "Apply"),
    ]

    def __init__(self, model: str, incompatibilities: Sequence[Incompatibility]) -> None:
        keys = (Key("enter", "apply all"), Key("space", "choose"), CANCEL)
        super().__init__(f"{printable(model)} conflicts with these settings", keys)
        self._options = Options(incompatibilities)

    def compose(self) -> ComposeResult:
        """The list, and how to undo what it does."""
        with self.box():
            yield self._options
            yield Static("One z undoes all of it.", markup=False)

    def on_mount(self) -> None:
        """Focus the list."""
        self._options.focus()

    def divide(self, width: int, height: int) -> None:
        """The list takes what the line below it leaves."""
        rows = self._options.wrap(width - 1)
        self._options.styles.height = max(1, min(rows, height - 1))

    @on(RowList.RowHighlighted)
    def _stop_highlighted(self, event: RowList.RowHighlighted) -> None:
        event.stop()

    @on(RowList.RowSelected)
    def _choose_clicked(self, event: RowList.RowSelected) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the option under the cursor."""
        self._options.choose()

    def action_apply(self) -> None:
        """Give the adjustments that are chosen."""
        chosen = self._options.chosen.values()
        self.dismiss(tuple(option.adjustment for option in chosen if option.adjustment is not None))


def _options(number: int, incompatibility: Incompatibility) -> list[Option]:
    ways = [Option(number, way, printable(way.label)) for way in incompatibility.adjustments]
    return [*ways, Option(number, None, "Keep it")] if ways else []
