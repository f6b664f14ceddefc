"""The terminal application."""

import gc
import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events, work
from textual.screen import Screen

from llm_tui.model.store import storage
from llm_tui.model.store.history import History
from llm_tui.model.toml.document import Document
from llm_tui.tui.main_screen import MainScreen
from llm_tui.tui.output.cell_app import CellApp
from llm_tui.tui.session import NOT_CHOSEN, Session
from llm_tui.tui.state.state import Severity
from llm_tui.tui.text.safe_text import printable, printable_lines
from llm_tui.tui.theme import ThemedApp, theme_complaints

if TYPE_CHECKING:
    from llm_tui.tui.first_frame import FirstFrame

QUIT = "quit"


class LlmTui(CellApp, ThemedApp):
    """Opens one file, and leaves the terminal as it was."""

    TITLE = "llm-tui"
    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        session: Session,
        document: Document | None,
        *,
        has_few_colours: bool = False,
        first: "FirstFrame | None" = None,
    ) -> None:
        """document: what the file holds; None where there is no file yet; first: what is shown."""
        super().__init__(session.preferences.theme, has_few_colours=has_few_colours)
        self._session, self._document, self._first = session, document, first
        if first is not None:
            self.go_on_with(first.terminal)

    def get_default_screen(self) -> Screen[None]:
        """The main screen from the first frame on, if the file exists and can be read."""
        if self._document is None or self._session.is_broken(self._document):
            return super().get_default_screen()
        return self._main_screen(self._document, self._first)

    def _main_screen(self, document: Document, first: "FirstFrame | None" = None) -> MainScreen:
        return MainScreen(self._session, History.of(document, self._session.dialect), first)

    def on_mount(self) -> None:
        """Offer the unsaved edits of an earlier run, or what else there is to begin with."""
        self.call_after_refresh(self._complain)
        if self._document is None:
            self._start()
        elif self._session.is_broken(self._document):
            self._repair(self._document)
        elif not self._session.read_only:
            self.call_after_refresh(self._recover)

    def on_ready(self) -> None:
        """Leave what is loaded by now out of garbage collection: it stays."""
        gc.freeze()
        gc.enable()

    def _complain(self) -> None:
        """Show the complaints about the preferences, now that there is a screen."""
        session = self._session
        theme = theme_complaints(session.preferences.theme, self.available_themes)
        complaints = (*session.complaints, *theme)
        if not complaints:
            return
        text, more = complaints[0], len(complaints) - 1
        if more:
            text += f"\n{more} more {'is' if more == 1 else 'are'} shown by , (llm-tui settings)"
        self.notify(text, severity="warning", markup=False)

    @work
    async def _start(self) -> None:
        """Offer to create a file where there is none."""
        from llm_tui.tui.screens.question_dialog import Choice, Question

        paths: tuple[str, ...] = (self._session.path,)
        title = f"There is no {self._session.path} yet"
        if self._session.path == NOT_CHOSEN:
            paths = storage.DEFAULT_PATHS
            title = "There is no config file here"
        choices = [
            Choice(path, f"Create {path}", str(number)) for number, path in enumerate(paths, 1)
        ]
        text = "Nothing is written until you save."
        path = await self.push_screen_wait(
            Question(title, text, (*choices, Choice(QUIT, "Quit", "q")), QUIT)
        )
        if path == QUIT:
            self.exit()
            return
        self._session = replace(self._session, path=os.path.expanduser(path))
        await self.push_screen(self._main_screen(Document(b"")))
        self._recover()

    @work
    async def _repair(self, document: Document) -> None:
        from llm_tui.tui.screens.broken_screen import BrokenScreen

        repaired = await self.push_screen_wait(BrokenScreen(self._session, document))
        if repaired is None:
            self.exit()
            return
        await self.push_screen(self._main_screen(repaired))
        self._recover()

    @work
    async def _recover(self) -> None:
        """Offer the unsaved edits of a run that was cut off."""
        if isinstance(self.screen, MainScreen):
            from llm_tui.tui.actions.recovery_actions import RecoveryActions

            await RecoveryActions(self.screen.host).offer()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,
        markup: bool = True,  # noqa: ARG002 - nothing is markup
    ) -> None:
        """Show one notice at a time: in a row of the main screen while nothing lies over it.

        Nothing in it acts on the terminal, and nothing is markup: files have a say in it.
        """
        if isinstance(self.screen, MainScreen):
            self.screen.host.notify(message, severity=severity)
        else:
            self.clear_notifications()
            text = printable_lines(message)
            super().notify(text, title=title, severity=severity, timeout=timeout, markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Show a notice until the next key, also over a dialog."""
        if self._notifications and isinstance(event, events.Key) and not event.is_forwarded:
            self.clear_notifications()
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave the dialog, if one is open: the main screen asks what becomes of unsaved edits."""
        self.action_help_quit()

    def action_help_quit(self) -> None:
        """Do the same for ctrl+c, where it copies nothing."""
        if any(isinstance(screen, MainScreen) for screen in self.screen_stack[:-1]):
            self.simulate_key("escape")
        else:
            self.exit()

    def _fatal_error(self) -> None:
        """Keep a report without locals, and name it: Textual's own traceback prints keys."""
        from llm_tui.model.secrets.redactor import secrets_in
        from llm_tui.tui.text.crash_report import kept_report

        self.bell()
        secrets: set[str] = set()
        with suppress(Exception):
            for screen in self.screen_stack:
                if isinstance(screen, MainScreen):
                    secrets |= secrets_in(screen.state.document.tables)
        if self._exception is not None:
            line = printable(f"llm-tui: {kept_report(self._exception, secrets)}")
            self._exit_renderables.append(Text(line))
        self._close_messages_no_wait()
