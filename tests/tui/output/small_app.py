"""A program of a few widgets, to be run in a terminal: with our output, or with Textual's own."""

import os
import signal
import sys
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import DataTable, Input, Label, Static, Tree

from llm_tui.tui.output.cell_app import CellApp
from llm_tui.tui.output.process import leave


class Question(ModalScreen[None]):
    CSS = "Question { align: center middle; } Label { border: round red; padding: 1 2; }"
    BINDINGS: ClassVar[list[BindingType]] = [("f2", "app.pop_screen", "close")]

    def compose(self) -> ComposeResult:
        yield Label("漢字 and ✓ above all")


class SmallApp(CellApp):
    CSS = "Tree { width: 24; } Input { dock: bottom; } #count { dock: top; text-style: reverse; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f2", "ask", "ask"),
        ("f3", "lend", "lend the terminal to what raises"),
        ("f4", "leave", "leave"),
        ("f5", "get_stuck", "get stuck"),
        ("+", "count", "count"),
    ]
    count = 0

    def compose(self) -> ComposeResult:
        self._die_at("compose")
        yield Static("0 times", id="count")
        with Horizontal():
            yield Tree[None]("sections")
            yield DataTable[str]()
        yield Input(placeholder="type here", select_on_focus=False)

    def on_load(self) -> None:
        self._die_at("load")

    def on_mount(self) -> None:
        tree = self.query_one(Tree)
        for number in range(30):
            tree.root.add_leaf(f"section {number} 한글 e\u0301")
        tree.root.expand()
        tree.focus()
        table = self.query_one(DataTable)
        table.add_columns("Key", "Value")
        for number in range(30):
            table.add_row(f"key {number}", f"value ✓ {number}")
        self.query_one(Input).cursor_blink = False
        self._die_at("mount")

    def on_ready(self) -> None:
        self._die_at("ready")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#count", Static).update(f"{len(event.value)} letters")

    def action_ask(self) -> None:
        self.push_screen(Question())

    def action_count(self) -> None:
        self.count += 1
        self.query_one("#count", Static).update(f"{self.count} times")

    def action_lend(self) -> None:
        with suppress(ZeroDivisionError), self.suspend():
            print(1 / 0)
        self.query_one("#count", Static).update("it raised")

    def action_get_stuck(self) -> None:
        self.query_one("#count", Static).update("stuck")
        self.set_timer(0.1, self._get_stuck)

    def _get_stuck(self) -> None:
        while True:
            pass

    def action_leave(self) -> None:
        self.exit()

    def _die_at(self, moment: str) -> None:
        if os.environ.get("DIE_AT") == moment:
            os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    app = SmallApp()
    if "plain" in sys.argv:
        app.use_plain_output()
    app.run()
    leave(app.return_code or 0)
