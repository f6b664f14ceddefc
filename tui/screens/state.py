"""What the main screen knows. Everything on it is derived from these few values."""

from typing import TYPE_CHECKING, Any

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.errors import EditError, FileError
from llm_tui.model.store.history import History
from llm_tui.model.toml.differences import changed_paths
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.tui.session import Session

if TYPE_CHECKING:
    from llm_tui.model.check import Checker
    from llm_tui.model.check.problem import Problem
    from llm_tui.model.edit import Edit
    from llm_tui.model.effective.uses import Use
    from llm_tui.tui.test_runner import Result
from textual.reactive import var
from textual.screen import Screen


class MainState(Screen[None]):
    """The history of edits and the selection, and what follows from them."""

    history: var[History] = var(History.of(Document(b"")), init=False)
    section: var[Path] = var(BASE)
    setting: var[Setting | None] = var(None)
    """The selected setting, as it is now."""
    use: var["Use | None"] = var(None)
    """The selected reference, where one is selected and not a setting."""
    view: var[Resolution | None] = var(None)
    """What the program makes of the document."""
    changed: var[frozenset[Path]] = var(frozenset())
    """What differs from the file."""
    problems: "var[tuple[Problem, ...]]" = var(())
    """What is wrong with the document, once it has been looked for."""
    problem: "var[Problem | None]" = var(None)
    """The problem that is told of: that of the selected setting, or one that was gone to."""
    revealed: var[str | None] = var(None)
    """The key whose secret is shown."""
    results: var["dict[Path, Result]"] = var(dict)
    """What came of the last test of each section."""
    marked: var[frozenset[Path]] = var(frozenset())
    """The sections to test together."""

    def __init__(self, session: Session, history: History) -> None:
        super().__init__()
        self.session = session
        self.read_only = session.read_only_reason
        self._checker: Checker | None = None
        self._exposed: tuple[Document, tuple[Problem, ...]] | None = None
        self.set_reactive(MainState.history, history)
        self.set_reactive(MainState.view, session.resolve(history.document))
        self.set_reactive(MainState.changed, changed_paths(history.saved, history.document))

    def watch_history(self, history: History) -> None:
        """Derive what is shown, and keep the edits where a dropped line does not lose them."""
        self.revealed = None
        self.view = self.session.resolve(history.document)
        self.changed = changed_paths(history.saved, history.document)
        if self.view.section(self.section) is None:
            self.section = BASE
        if self.is_checked:
            self.check()
        try:
            self.session.journal.write(history.pending)
        except FileError as error:
            self.tell(f"Unsaved edits can't be kept for a restart: {error}", "warning")

    @property
    def is_checked(self) -> bool:
        """Have problems been looked for yet?"""
        return self._checker is not None

    def check_once(self) -> None:
        """Look for problems, if that was not done yet."""
        if not self.is_checked:
            self.check()

    def check(self) -> None:
        """Look for problems, from the first call on after every edit."""
        # Imported here: the first frame does not wait for it.
        from llm_tui.model.check import Checker
        from llm_tui.model.check.exposure import exposure

        if self._checker is None:
            self._checker = Checker(self.session.process_environment)
        saved = self.history.saved
        if self._exposed is None or self._exposed[0] is not saved:
            self._exposed = saved, tuple(exposure(self.session.path, saved.tables))
        assert self.view is not None
        self.problems = (*self._exposed[1], *self._checker.problems(self.view))

    @property
    def unsaved(self) -> int:
        """How many values are not in the file yet; a table counts only if it is all there is."""
        around = {path[:size] for path in self.changed for size in range(len(path))}
        return len(self.changed - around) or int(self.history.unsaved)

    def apply(self, *edits: "Edit") -> bool:
        """Make edits that are undone together, or say why not."""
        if not self.may_edit():
            return False
        try:
            history = self.history.apply(*edits)
        except EditError as error:
            self.tell(f"Not changed: {error}", "error")
            return False
        self.history = history
        return True

    def may_edit(self) -> bool:
        """Can anything be edited? If not, say why."""
        if self.read_only:
            self.tell(f"Nothing can be edited: {self.read_only}", "warning")
        return not self.read_only

    def tell(self, message: str, severity: Any = "information") -> None:
        """A short notice. Files and providers have a say in it, so it is never markup."""
        self.notify(message, severity=severity, markup=False)
