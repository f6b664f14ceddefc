"""Keys that arrive faster than they are handled.

A slow line delivers a burst of keys at once, and Textual sends each to the widget that has the
focus at that time: in "t, enter" the enter would go to the list that the pane is about to cover,
and of a value that is typed right after the enter that opens its editor, each letter would be a
command.
"""

import asyncio
from collections import deque

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

ROUNDS, MOST_ROUNDS = 3, 12
"""A key posts messages, which post messages: a new screen, its widgets, its focus. One that bubbles
takes a round for each widget that it passes; an answer that streams in goes on posting."""

PATIENCE = 3.0
"""Seconds that a key waits at most for those before it."""


class TypeAhead(App[None]):
    """Delivers keys and pasted text one at a time: the next when the last has been handled."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._giving: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue what is typed; what bubbles up from a widget was delivered already."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if self._giving is None or self._giving.done():
                self._giving = asyncio.create_task(self._give())
        else:
            await super().on_event(event)

    async def _give(self) -> None:
        await self._settled()
        while self._typed:
            try:
                await super().on_event(self._typed.popleft())
            except Exception as error:  # noqa: BLE001
                self._handle_exception(error)
                return
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
