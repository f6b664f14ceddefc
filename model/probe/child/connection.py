"""The worker's end of its socket, and who else may receive events."""

import asyncio
import os
from typing import Protocol

from llm_tui.model.probe.events import Message, SkipWait, decode, encode


class Recipient(Protocol):
    """Whoever receives the events of a test."""

    def send(self, message: Message) -> None:
        """Send a message."""

    async def drain(self) -> None:
        """Wait while the recipient is slower than we are."""

    async def wait(self, seconds: float) -> None:
        """Wait before the next attempt, unless the wait is skipped."""


class Connection:
    """The socket to the probe: events go out, `SkipWait` comes in, its end is the worker's."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._skip = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(reader))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if isinstance(decode(line), SkipWait):
                self._skip.set()
        # Nobody listens any more. The kernel closes the connection to the provider.
        os._exit(0)

    def send(self, message: Message) -> None:
        """Send a message."""
        self._writer.write(encode(message))

    async def drain(self) -> None:
        """Wait while the probe is slower than we are."""
        await self._writer.drain()

    async def wait(self, seconds: float) -> None:
        """Wait, unless the wait is skipped."""
        self._skip.clear()
        try:
            await asyncio.wait_for(self._skip.wait(), seconds)
        except TimeoutError:
            return

    async def close(self) -> None:
        """Send what is left."""
        self._listening.cancel()
        await self._writer.drain()
        self._writer.close()
        await self._writer.wait_closed()
