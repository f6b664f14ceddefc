"""The terminal application."""

import asyncio
import gc
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace

from textual import work
from textual.app import SystemCommand
from textual.screen import Screen

from llm_tui.model.errors import EditError
from llm_tui.model.store import storage
from llm_tui.model.store.history import History
from llm_tui.model.toml.document import Document
from llm_tui.tui.actions import ACTIONS
from llm_tui.tui.screens.main import MainScreen
from llm_tui.tui.session import NOT_CHOSEN, Session
from llm_tui.tui.theme import ThemedApp, theme_complaints

GRACE = 3.0
"""Seconds that the program takes to end well once a signal asks for it."""

RESTORE, DISCARD, LATER, QUIT = "restore", "discard", "later", "quit"


class LlmTui(ThemedApp):
    """Opens one file, and ends in a terminal as it was before."""

    TITLE = "llm-tui"
    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, session: Session, document: Document | None) -> None:
        """document: what the file holds; None where there is no file yet."""
        super().__init__(session.preferences.theme)
        self._session, self._document = session, document

    def get_default_screen(self) -> Screen[None]:
        """The main screen from the first frame on, where the file is there and can be read."""
        if self._document is None or self._session.is_broken(self._document):
            return super().get_default_screen()
        return self._main_screen(self._document)

    def _main_screen(self, document: Document) -> MainScreen:
        return MainScreen(self._session, History.of(document, self._session.dialect))

    def on_mount(self) -> None:
        """End well on signals too; then ask about what an earlier run left behind."""
        loop = asyncio.get_running_loop()
        self.call_after_refresh(self._complain)
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._end, number)
        if self._document is None:
            self._start()
        elif self._session.is_broken(self._document):
            self._repair(self._document)
        elif not self._session.read_only:
            self.call_after_refresh(self._recover)

    def on_ready(self) -> None:
        """What is there now stays: the collector need not look at it again."""
        gc.freeze()
        gc.enable()

    def _complain(self) -> None:
        """Say what is wrong with the preferences, where there is a screen to say it on."""
        session = self._session
        theme = theme_complaints(session.preferences.theme, self.available_themes)
        complaints = (*session.complaints, *theme)
        if not complaints:
            return
        text, more = complaints[0], len(complaints) - 1
        if more:
            text += f"\n{more} more {'is' if more == 1 else 'are'} shown by , (llm-tui settings)"
        self.notify(text, severity="warning", markup=False)

    def _end(self, number: int) -> None:
        # A terminal that takes nothing any more would keep the end waiting for ever. Nothing is
        # lost: unsaved edits are in the journal.
        last = threading.Timer(GRACE, os._exit, [128 + number])
        last.daemon = True
        last.start()
        self.exit(return_code=128 + number)

    @work
    async def _start(self) -> None:
        """Offer to start a file where there is none."""
        from llm_tui.tui.screens.question import Choice, Question

        paths: tuple[str, ...] = (self._session.path,)
        title = f"There is no {self._session.path} yet"
        if self._session.path == NOT_CHOSEN:
            paths = storage.DEFAULT_PATHS
            title = "There is no config file here"
        choices = [
            Choice(path, f"Start {path}", str(number)) for number, path in enumerate(paths, 1)
        ]
        text = "Nothing is written before you save."
        path = await self.push_screen_wait(
            Question(title, text, (*choices, Choice(QUIT, "Quit", "q")), QUIT)
        )
        if path == QUIT:
            self.exit()
            return
        self._session = replace(self._session, path=os.path.expanduser(path))
        await self.push_screen(self._main_screen(Document(b"")))

    @work
    async def _repair(self, document: Document) -> None:
        from llm_tui.tui.screens.broken import BrokenScreen

        repaired = await self.push_screen_wait(BrokenScreen(self._session, document))
        if repaired is None:
            self.exit()
            return
        await self.push_screen(self._main_screen(repaired))
        self._recover()

    @work
    async def _recover(self) -> None:
        """Offer the unsaved edits of a run that was cut off."""
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        from llm_tui.model.store import recovery
        from llm_tui.tui.screens.question import Choice, Question

        for journal in recovery.abandoned(self._session.path):
            edits = journal.read()
            if not edits:
                journal.discard()
                continue
            summary = "\n".join(f"• {edit.summary}" for edit in edits[:8])
            answer = await self.push_screen_wait(
                Question(
                    "Unsaved edits of an earlier run",
                    f"llm-tui ended without saving or discarding:\n{summary}",
                    (
                        Choice(RESTORE, "Make them again", "r"),
                        Choice(DISCARD, "Discard them", "d"),
                        Choice(LATER, "Ask again next time", "n"),
                    ),
                    LATER,
                )
            )
            if answer == LATER:
                continue
            if answer == RESTORE:
                history = screen.history
                for edit in edits:
                    try:
                        history = history.apply(edit)
                    except EditError as error:
                        screen.tell(f"Not restored: {error}", "warning")
                screen.history = history
            journal.discard()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette holds the actions of the main screen, and the theme."""
        if isinstance(screen, MainScreen):
            for action in ACTIONS:
                if action.name != "palette":
                    key = f" ({action.shown_key})" if action.keys else ""
                    yield SystemCommand(
                        f"{action.label}{key}",
                        action.help,
                        _runner(screen, action.name),
                    )
        yield SystemCommand("theme", "Choose other colours.", self.action_change_theme)

    def _fatal_error(self) -> None:
        """Print what went wrong without locals: Textual's own traceback shows keys in them."""
        from llm_tui.model.secrets.redactor import secrets_in
        from llm_tui.tui.text.crash_report import crash_report

        self.bell()
        secrets: set[str] = set()
        with suppress(Exception):
            for screen in self.screen_stack:
                if isinstance(screen, MainScreen):
                    secrets |= secrets_in(screen.history.document.tables)
        if self._exception is not None:
            self._exit_renderables.append(crash_report(self._exception, secrets))
        self._close_messages_no_wait()


def _runner(screen: MainScreen, name: str) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        await screen.run_action(name)

    return run
