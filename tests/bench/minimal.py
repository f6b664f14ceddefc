"""The least that a Textual program with a tree and a table is: what ours is compared with."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Tree


class Minimal(App[None]):
    """Ten sections, forty rows."""

    def compose(self) -> ComposeResult:
        """A tree beside a table."""
        with Horizontal():
            yield Tree[None]("llm")
            yield DataTable[str]()

    def on_mount(self) -> None:
        """Fill both."""
        tree = self.query_one(Tree)
        for number in range(10):
            tree.root.add_leaf(f"section {number}")
        tree.root.expand()
        table = self.query_one(DataTable)
        table.add_columns("Key", "Value", "From")
        for number in range(40):
            table.add_row(f"key {number}", f"value {number}", "default")


if __name__ == "__main__":
    Minimal().run()
