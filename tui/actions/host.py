"""The interface of the main screen to its controllers."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from llm_tui.tui.state.screen_facts import Facts
from llm_tui.tui.state.state import Severity, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from llm_tui.model.edit import Edit

T = TypeVar("T")


class Host(Protocol):
    """Owns the state, and opens dialogs."""

    @property
    def state(self) -> State:
        """The state as it is now."""

    @property
    def facts(self) -> Facts:
        """The meaning of the document, and the selection in it."""

    def update(self, state: State) -> None:
        """Take another state, and draw it."""

    def apply(self, *edits: "Edit") -> bool:
        """Make edits that are undone together. If that is refused, say why and return False."""

    def may_edit(self) -> bool:
        """Can the file be edited? If not, say why."""

    async def ask(self, dialog: "Screen[T]") -> T | None:
        """Show a dialog, and wait for its answer."""

    def open(self, page: "Screen[Any]") -> None:
        """Show a page."""

    def notify(self, message: str, *, severity: Severity = "information") -> None:
        """Show a notice. The message is never markup: files and providers have a say in it."""

    def perform(self, name: str) -> bool:
        """Do an action of the table, or say why it can't be done now. False if it goes on."""

    def start(self, work: Coroutine[Any, Any, None]) -> "Callable[[], None]":
        """Begin something that goes on beside the screen; returns what cancels it."""

    def copy(self, text: str) -> None:
        """Send a text to the terminal's clipboard."""

    def edit_file(self, line: int | None) -> str | None:
        """Open the file in the user's editor, and wait; returns why that failed, if so."""

    def leave(self) -> None:
        """End the program."""


class Controller:
    """The actions of one subject."""

    def __init__(self, host: Host) -> None:
        self.host = host

    def close(self) -> None:
        """End what is still going on, with the screen."""
