"""Two sections side by side."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.compare import differences, same_secrets
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.screens.pages import Page
from llm_tui.tui.text.section_comparison import comparison_rows


class ComparisonPage(Page):
    """The values that differ, each with its origin below it."""

    def __init__(self, view: Resolution, one: Path, other: Path) -> None:
        title = f"{write_header(one)} and {write_header(other)}"
        super().__init__(title, _table(view, one, other))


def _table(view: Resolution, one: Path, other: Path) -> RenderableType:
    found = differences(view, one, other)
    secrets = same_secrets(view, one, other)
    same = Text("\n".join(f"{key} is the same" for key in secrets), "dim")
    if not found:
        return Group(Text("No setting differs."), same)
    heading, *rows = comparison_rows(found, one, other, view.dialect)
    table = Table(box=None, expand=True, pad_edge=False)
    table.add_column("Key", no_wrap=True)
    for name in (heading[1], heading[3]):
        table.add_column(Text(name), overflow="fold", ratio=1)
    for key, *cells in rows:
        values = [Text.assemble(cells[at], "\n", (cells[at + 1], "dim")) for at in (0, 2)]
        table.add_row(Text(key, "bold"), *values)
    return Group(table, same)
