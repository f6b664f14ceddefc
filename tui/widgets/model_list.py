"""The models to pick from, in groups, with what is known of each."""

from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import ClassVar, NamedTuple

from rich.segment import Segment

from llm_tui.model.catalogue.model import Model
from llm_tui.model.catalogue.model_groups import Group
from llm_tui.tui.drawing.pieces import fit
from llm_tui.tui.text.model_figures import FAVOURITE, VERIFIED, abilities, model_cells
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.row_list import RowList, piece

WIDE = 100
"""From this width on there is a column for the provider, and abilities are words."""


NAME, LEAST, LETTERS = 30, 20, 3
"""Cells: of a name before a column is left out for it, of a name at least, of three abilities."""


class Column(Enum):
    """A column beside the name."""

    PROVIDER = auto()
    CONTEXT = auto()
    OUTPUT = auto()
    IN = auto()
    OUT = auto()
    ABILITIES = auto()
    ENDS = auto()


CELLS = {
    Column.PROVIDER: 17,
    Column.CONTEXT: 7,
    Column.OUTPUT: 6,
    Column.IN: 6,
    Column.OUT: 6,
    Column.ABILITIES: 22,
    Column.ENDS: 10,
}


class Title(NamedTuple):
    """The title of a group."""

    text: str


class Typed(NamedTuple):
    """The text that was typed, as a model's name."""

    text: str


Row = Title | Model | Typed


def name_of(row: Row | None) -> str | None:
    """The name of the model in a row; None for a title."""
    match row:
        case Model():
            return row.name
        case Typed():
            return row.text
    return None


class ModelList(RowList[Row]):
    """One row for each model."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "models--title",
        "models--mark",
        "models--retired",
    }

    def __init__(self) -> None:
        super().__init__()
        self.favourites: Sequence[str] = ()

    def show_groups(self, groups: Sequence[Group], typed: str, keep: bool) -> None:
        """Show the groups, then the typed name; `keep` the cursor on its model if it is there."""
        name = name_of(self.selected_row) if keep else None
        rows: list[Row] = []
        for group in groups:
            rows += [Title(f"{group.title} ({len(group.models):,})"), *group.models]
        if typed:
            rows.append(Typed(typed))
        found = (index for index, row in enumerate(rows) if name and name_of(row) == name)
        self.show_rows(rows, next(found, 0))

    def is_selectable(self, row: Row) -> bool:
        """Titles are passed over."""
        return not isinstance(row, Title)

    def heading(self, width: int) -> str:
        """The titles of the columns."""
        cells = ("Model", "Provider", "Context", "Output", "$ in", "$ out", "Ends")
        return "  " + _line(width, cells, ("vision", "tools", "reasoning"), "vtr")

    def row_segments(self, row: Row, width: int) -> list[Segment]:
        """A title, the cells of a model, or what was typed."""
        title = self.get_component_rich_style("models--title")
        if isinstance(row, Title):
            return [piece(printable(row.text), title)]
        if isinstance(row, Typed):
            return [piece("  "), piece(f"use “{printable(row.text)}” as typed")]
        mark = FAVOURITE if row.name in self.favourites else " "
        mark += VERIFIED if row.verified else " "
        style = self.get_component_rich_style("models--retired") if row.retired else None
        return [
            piece(mark, self.get_component_rich_style("models--mark")),
            piece(_model_line(row, width), style),
        ]


def _model_line(model: Model, width: int) -> str:
    can = abilities(model).items()
    words = tuple(name if has else "" for name, has in can)
    letters = "".join(name[0] if has else "·" for name, has in can)
    return _line(width, model_cells(model), words, letters)


@lru_cache(maxsize=8)
def _columns(width: int) -> tuple[Column, ...]:
    """The columns beside the name for which there is room, those that say least left out first."""
    shown = [column for column in Column if column is not Column.PROVIDER or width >= WIDE]
    for column in (Column.ENDS, Column.OUTPUT, Column.ABILITIES, Column.CONTEXT, Column.OUT):
        if _room(width, shown) >= NAME:
            break
        shown.remove(column)
    return tuple(shown if _room(width, shown) >= LEAST else ())


def _room(width: int, shown: Sequence[Column]) -> int:
    """The cells that are left for the name."""
    return width - 2 - sum(_cells(column, width) + 1 for column in shown)


def _cells(column: Column, width: int) -> int:
    return LETTERS if column is Column.ABILITIES and width < WIDE else CELLS[column]


def _line(width: int, cells: Sequence[str], words: Sequence[str], letters: str) -> str:
    name, provider, context, output, price_in, price_out, ends = cells
    columns = _columns(width)
    wide = f"{words[0]:6} {words[1]:5} {words[2]:9}"
    texts = {
        Column.PROVIDER: fit(provider, CELLS[Column.PROVIDER]),
        Column.CONTEXT: f"{context:>7}",
        Column.OUTPUT: f"{output:>6}",
        Column.IN: f"{price_in:>6}",
        Column.OUT: f"{price_out:>6}",
        Column.ABILITIES: wide if width >= WIDE else letters,
        Column.ENDS: fit(ends, CELLS[Column.ENDS]),
    }
    return " ".join([fit(name, _room(width, columns)), *(texts[column] for column in columns)])
