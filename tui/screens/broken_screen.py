"""A file that no parser can read: its text with the error marked, until it is repaired."""

from contextlib import suppress

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from llm_tui.model.check.unreadable import reading
from llm_tui.model.errors import FileError
from llm_tui.model.secrets.masked_text import mask_text
from llm_tui.model.store.watch import changes
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.syntax import SyntaxProblem
from llm_tui.tui.external import run_editor
from llm_tui.tui.screens.dialog import Key, keys_text
from llm_tui.tui.session import Session
from llm_tui.tui.text.wording import printable

KEYS = (
    Key("e", "open in $EDITOR"),
    Key("r", "read again"),
    Key("↑ ↓", "scroll"),
    Key("q", "quit"),
)

AROUND = 500
"""Lines that are shown before and after the problem."""

WIDEST = 1000
"""Characters of a line that are shown."""


class BrokenScreen(Screen[Document | None]):
    """Gives the document once it can be read, or None if it is left."""

    BINDINGS = [
        Binding("e", "edit", "$EDITOR"),
        Binding("r", "reload", "Reload"),
        Binding("q,ctrl+q,ctrl+c,escape", "dismiss(None)", "Quit"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    DEFAULT_CSS = """
    BrokenScreen {
        #reason { background: $error 30%; padding: 0 1; height: auto; }
        #text { padding: 0 1; width: auto; }
        #title { height: 1; text-style: bold; }
        #keys { height: 1; background: $panel; padding: 0 1; }
    }
    """

    def __init__(self, session: Session, document: Document) -> None:
        super().__init__()
        self._session, self._document = session, document

    def compose(self) -> ComposeResult:
        """The reason above the text."""
        yield Static(
            f"llm-tui {printable(self._session.place)}   not TOML", id="title", markup=False
        )
        yield Static(id="reason", markup=False)
        with VerticalScroll():
            yield Static(id="text", markup=False)
        yield Static(id="keys", markup=False)

    def on_resize(self) -> None:
        """The keys that fit."""
        self.query_one("#keys", Static).update(keys_text(KEYS, self.size.width - 2))

    def on_mount(self) -> None:
        """Show what is wrong."""
        self._show()
        self.run_worker(self._follow(), group="watch")

    async def _follow(self) -> None:
        """Read the file again whenever somebody else has changed it."""
        async for _ in changes(self._session.path):
            with suppress(FileError):
                # A file that is replaced is gone for a moment.
                if not self._session.is_new and self._session.read() != self._document:
                    self.action_reload()

    def _show(self) -> None:
        problem = self._document.problem
        if problem is None:
            return
        consequence = next(reading(self._session.resolve(self._document))).consequence
        reason = (
            f"✗ line {problem.line}, column {problem.column}: {problem.message}.\n"
            f"{consequence} Fix it in an editor; until then nothing can be saved."
        )
        self.query_one("#reason", Static).update(reason)
        self.query_one("#text", Static).update(_marked(self._document, problem))
        line = max(0, min(problem.line, AROUND + 1) - 8)
        scroll = self.query_one(VerticalScroll)
        self.call_after_refresh(scroll.scroll_to, y=line, animate=False, force=True)

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    @work
    async def action_edit(self) -> None:
        """Repair the file in the user's editor."""
        line = self._document.problem.line if self._document.problem else None
        with self.app.suspend():
            failure = run_editor(self._session.path, line)
        self.refresh(layout=True)
        if failure:
            self.notify(failure, severity="error")
        self.action_reload()

    def action_reload(self) -> None:
        """Read the file again, and go on if it can be read now."""
        try:
            self._document = self._session.read()
        except FileError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if self._session.is_broken(self._document):
            self._show()
        else:
            self.dismiss(self._document)


def _marked(document: Document, problem: SyntaxProblem) -> Text:
    """The text around the place with line numbers and a mark below it; secrets masked."""
    masked = mask_text(document.text).split("\n")
    lines = document.text.split("\n")
    width = len(str(len(lines)))
    text = Text()
    first = max(1, problem.line - AROUND)
    for number, whole in enumerate(masked[first - 1 : problem.line + AROUND], first):
        here, line = number == problem.line, whole[:WIDEST]
        text.append(f"{'▶' if here else ' '}{number:{width}} ", "bold red" if here else "dim")
        text.append(printable(line) + "\n", "bold" if here else "")
        if here:
            # Masking a secret before the error moves its column.
            shift = len(whole) - len(lines[number - 1])
            column = min(len(line), max(0, problem.column - 1 + min(0, shift)))
            text.append(f"{' ' * (width + 2 + column)}^ {problem.message}\n", "bold red")
    return text
