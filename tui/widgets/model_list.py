"""The models to pick from, in groups, with what is known of each."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment

from llm_tui.model.catalogue.model import Model
from llm_tui.model.catalogue.model_groups import Group
from llm_tui.tui.text.model_figures import FAVOURITE, VERIFIED, abilities, model_cells
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.row_list import RowList, fit, piece

WIDE = 100
"""From this width on there is a column for the provider, and abilities are words."""


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


def _line(width: int, cells: Sequence[str], words: Sequence[str], letters: str) -> str:
    name, provider, context, output, price_in, price_out, ends = cells
    numbers = f"{context:>7} {output:>6} {price_in:>6} {price_out:>6} "
    if width < WIDE:
        letters = f"{letters:3} "
        return fit(name, width - 2 - len(numbers) - 5 - 10) + f" {numbers}{letters}{fit(ends, 10)}"
    abilities = f"{words[0]:6} {words[1]:5} {words[2]:9} "
    rest = width - 2 - 17 - len(numbers) - len(abilities) - 10
    return f"{fit(name, rest)} {fit(provider, 15)} {numbers}{abilities}{fit(ends, 10)}"
