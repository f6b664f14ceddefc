"""Keys that arrive faster than they are handled.

A slow line delivers a burst of keys at once, and Textual sends each to the widget that has the
focus at that time: in "t, enter" the enter would go to what the dialog is about to cover. So a key
that opens or closes something makes those after it wait until it is there; all others are handled
at once.
"""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Protocol, TypeGuard

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input

ROUNDS, MOST_ROUNDS = 3, 12
"""A key posts messages, which post messages: a new screen, its widgets, its focus. One that bubbles
takes a round for each widget that it passes; an answer that streams in goes on posting."""

PATIENCE = 3.0
"""Seconds that a key waits at most for those before it."""


class TakesKeys(Protocol):
    """A screen that handles keys within their own delivery."""

    def take_key(self, key: str, character: str | None) -> bool:
        """Handle a key. False if what it leads to is not there yet."""

    def take_paste(self, text: str) -> bool:
        """Handle a text that was pasted. False if it is for a dialog that this opens."""

    async def shown(self) -> None:
        """Wait until the last key has led to its dialog, or to none."""


class TypeAhead(App[None]):
    """Delivers keys and pasted text one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._giving: asyncio.Task[None] | None = None
        self._for_dialog: events.Paste | None = None

    async def on_event(self, event: events.Event) -> None:
        """Deliver what is typed; what bubbles up from a widget was delivered already."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._is_waiting:
            self._typed.append(event)
        elif not await self._deliver(event):
            self._giving = asyncio.create_task(self._give())

    @property
    def _is_waiting(self) -> bool:
        return self._giving is not None and not self._giving.done()

    async def _give(self) -> None:
        """Wait for what the last key led to, and deliver those that came meanwhile."""
        try:
            await self._handled()
            while self._typed:
                if not await self._deliver(self._typed.popleft()):
                    await self._handled()
        except Exception as error:  # noqa: BLE001
            self._handle_exception(error)

    async def _deliver(self, event: events.Key | events.Paste) -> bool:
        """Give a key to what has the focus. False if those after it have to wait."""
        screen = self.screen
        if not _takes_keys(screen) or _is_priority(event):
            await super().on_event(event)
            return _is_text(event) and isinstance(self.focused, Input)
        if isinstance(event, events.Paste):
            return self._paste(screen, event)
        is_done = screen.take_key(event.key, event.character)
        return is_done and _takes_keys(self.screen)

    def _paste(self, screen: TakesKeys, event: events.Paste) -> bool:
        """Give a pasted text to a screen. False if it goes to the dialog that it opens."""
        is_second_try = event is self._for_dialog
        self._for_dialog = None
        if is_second_try or screen.take_paste(event.text):
            return True
        self._for_dialog = event
        self._typed.appendleft(event)
        return False

    async def _handled(self) -> None:
        """Wait until the messages that a key led to have been handled."""
        screen = self.screen
        if _takes_keys(screen):
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await screen.shown()
        for number in range(1, MOST_ROUNDS + 1):
            await self._settled()
            if number >= ROUNDS and not any(n.message_queue_size for n in self._pumps()):
                break

    async def _settled(self) -> None:
        """Wait until every widget has handled the messages in its queue."""
        done = asyncio.Event()
        waited_for = 0

        def count_down() -> None:
            nonlocal waited_for
            waited_for -= 1
            if waited_for == 0:
                done.set()

        for node in self._pumps():
            waited_for += node.call_later(count_down)
        try:
            async with asyncio.timeout(PATIENCE):
                await done.wait()
        except TimeoutError:
            return

    def _pumps(self) -> tuple[MessagePump, ...]:
        return (self, *self.screen.walk_children(with_self=True))


PRIORITY = frozenset({"ctrl+z", "ctrl+l"})
"""Keys of the app itself, wherever the focus is."""


def _takes_keys(screen: Screen[object]) -> TypeGuard[TakesKeys]:
    return hasattr(screen, "take_key")


def _is_priority(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Key) and event.key in PRIORITY


def _is_text(event: events.Key | events.Paste) -> bool:
    """Is it a letter? A field takes as many as come."""
    return isinstance(event, events.Paste) or event.is_printable
