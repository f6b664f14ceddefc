"""The host of the controllers: the state's owner, and the screen for dialogs."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from importlib import import_module
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from llm_tui.tui.state.action import refusal
from llm_tui.tui.state.action_table import action_named
from llm_tui.tui.state.derivation import Derivation
from llm_tui.tui.state.owner import StateOwner
from llm_tui.tui.state.screen_facts import Facts
from llm_tui.tui.state.snapshot import Snapshot
from llm_tui.tui.state.state import Notice, Severity, State
from llm_tui.tui.text.safe_text import printable_lines

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit
    from llm_tui.tui.actions.host import Controller

T = TypeVar("T")
_WATCH = "watch_actions.FileWatch."


class ScreenHost:
    """Runs the actions of the table; implements `Host`."""

    def __init__(
        self,
        screen: Screen[None],
        state: State,
        derivation: Derivation,
        draw: Callable[[Snapshot], None],
    ) -> None:
        """draw: gets each new snapshot."""
        self._screen = screen
        self._owner = StateOwner(state, derivation, draw, self._report)
        self._controllers: dict[str, Controller] = {}
        self._shown = asyncio.Event()
        self._shown.set()

    @property
    def state(self) -> State:
        """The state as it is now."""
        return self._owner.state

    @property
    def snapshot(self) -> Snapshot:
        """Everything to draw."""
        return self._owner.snapshot

    @property
    def facts(self) -> Facts:
        """The meaning of the document, and the selection in it."""
        return self._owner.facts

    def update(self, state: State) -> None:
        """Take another state, and draw it."""
        self._owner.update(state)

    def apply(self, *edits: "Edit") -> bool:
        """Make edits that are undone together. If that is refused, say why and return False."""
        return self._owner.apply(*edits)

    def may_edit(self) -> bool:
        """Can the file be edited? If not, say why."""
        return self._owner.may_edit()

    def check(self) -> None:
        """Look for problems, and watch the file, from now on. If it is read-only, say so."""
        self._owner.check()
        self._method(_WATCH + "begin")()
        if self.facts.read_only != self.state.read_only:
            self._owner.may_edit()

    def clear_notice(self) -> None:
        """Show no notice any more."""
        if self.state.notice is not None:
            self.update(replace(self.state, notice=None))

    def perform(self, name: str) -> bool:
        """Do an action of the table, or say why it can't be done now. False if it goes on."""
        self._owner.check()
        action = action_named(name)
        refused = refusal(action, self.state, self.facts)
        if refused:
            self.notify(refused)
        elif refused is None:
            if action.edits and not self.state.history.done:
                self._method(_WATCH + "mention_editors")()
            method = self._method(action.runs)
            if iscoroutinefunction(method):
                shown = self._shown = asyncio.Event()
                self._screen.run_worker(_run(method(), shown), group="dialog", exclusive=True)
                return False
            method()
        return True

    def _method(self, runs: str) -> Callable[[], Any]:
        """The method of an action; its controller is made when it is first wanted."""
        module, name, method = runs.split(".")
        if name not in self._controllers:
            found = import_module(f"llm_tui.tui.actions.{module}")
            self._controllers[name] = getattr(found, name)(self)
        return getattr(self._controllers[name], method)  # type: ignore[no-any-return]

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Show a dialog, and wait for its answer."""
        answered = self._screen.app.push_screen(dialog, wait_for_dismiss=True)
        self._shown.set()
        return await answered

    async def shown(self) -> None:
        """Wait until the last action has shown its dialog, or ended without one."""
        await self._shown.wait()

    def open(self, page: Screen[Any]) -> None:
        """Show a page."""
        self._screen.app.push_screen(page)

    def _report(self, message: str, severity: Severity) -> None:
        self.notify(message, severity=severity)

    def notify(self, message: str, *, severity: Severity = "information") -> None:
        """Show a notice, made safe: files and providers have a say in it."""
        self.update(replace(self.state, notice=Notice(printable_lines(message), severity)))

    def start(self, work: Coroutine[Any, Any, None]) -> Callable[[], None]:
        """Begin something that goes on beside the screen; returns what cancels it."""
        return self._screen.run_worker(work, group="background").cancel

    def copy(self, text: str) -> None:
        """Send a text to the terminal's clipboard."""
        self._screen.app.copy_to_clipboard(text)

    def edit_file(self, line: int | None) -> str | None:
        """Open the file in the user's editor, and wait; returns why that failed, if so."""
        from llm_tui.tui.external import run_editor

        with self._screen.app.suspend():
            return run_editor(self.state.session.path, line)

    def leave(self) -> None:
        """End the program."""
        # First what takes longest to end.
        self.close()
        self._screen.app.exit()

    def close(self) -> None:
        """End what the controllers have started."""
        for controller in self._controllers.values():
            controller.close()


async def _run(action: Coroutine[Any, Any, None], shown: asyncio.Event) -> None:
    """Run an action; at its end nothing more is waited for."""
    try:
        await action
    finally:
        shown.set()
