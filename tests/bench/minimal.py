"""The least that a Textual program with a tree and a table is: what ours is compared with."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Footer, Header, Tree

SECTIONS, SETTINGS = 10, 40


class Minimal(App[None]):
    """Ten sections, forty rows."""

    def compose(self) -> ComposeResult:
        """Return a tree beside a table, between two lines."""
        yield Header()
        with Horizontal():
            yield Tree[None]("llm")
            yield DataTable[str](cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill both."""
        tree = self.query_one(Tree)
        for number in range(SECTIONS):
            tree.root.add_leaf(f"section {number}")
        tree.root.expand()
        table = self.query_one(DataTable)
        table.add_columns("Key", "Value", "From")
        for number in range(SETTINGS):
            table.add_row(f"key {number}", f"value {number}", "default")


if __name__ == "__main__":
    Minimal().run()
