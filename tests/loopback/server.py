"""A server for one provider, with a script of what goes wrong."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from tests.loopback.http import Received, Reply, read_request, write_reply
from tests.loopback.provider import Provider

TEXT = "Hello there, lovely to meet you."
HUGE = "word " * 400_000
"""Two million characters."""


class Loopback:
    """Answers requests; the first ones go wrong as the script says, one after the other.

    Faults: a status such as "429", "400 says WORDS", "401 echo", "hang", "reset", "malformed",
    "cut", "empty", "huge", "drip", "endless", "echo", "text WORDS".
    """

    def __init__(self, provider: Provider, script: Sequence[str] = ()) -> None:
        self.provider, self.script = provider, list(script)
        self.received: list[Received] = []
        self.lookups: list[Received] = []
        """Requests for LiteLLM's list of models, which precede a test. They never go wrong."""
        self.closed = asyncio.Event()
        """Set when the client has closed a connection before its answer was complete."""
        self.port = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while (request := await read_request(reader)) is not None:
                if request.path.endswith("/v1/model/info"):
                    self.lookups.append(request)
                    await write_reply(writer, self.provider.answer(request, ""))
                    continue
                self.received.append(request)
                fault = self.script.pop(0) if self.script else ""
                if not await self._reply(request, fault, reader, writer):
                    break
        writer.close()

    async def _reply(
        self,
        request: Received,
        fault: str,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        if fault == "hang":
            with suppress(ConnectionError):
                await reader.read()
            self.closed.set()
            return False
        if fault == "reset":
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()
            return False
        reply = self._planned(request, fault)
        if fault == "cut":
            writer.write(
                b"HTTP/1.1 200 X\r\nContent-Length: 9999\r\n\r\n" + b"".join(reply.pieces)[:40]
            )
            await writer.drain()
            return False
        try:
            await write_reply(writer, reply)
        except ConnectionError:
            self.closed.set()
            raise
        return True

    def _planned(self, request: Received, fault: str) -> Reply:
        provider = self.provider
        match fault.split():
            case ["429"]:
                reply = provider.error(429, "Rate limit reached for requests")
                return replace(reply, headers={"Retry-After": "7"})
            case ["401", "echo"]:
                return provider.error(401, f"Incorrect API key provided: {provider.key(request)}.")
            case [status, "says", *_]:
                return provider.error(int(status), fault.partition(" says ")[2])
            case [status] if status.isdecimal():
                return provider.error(int(status), "The server had an error")
            case ["malformed"]:
                return Reply([b'{"choices": [{"mess'])
            case ["empty"]:
                return provider.empty(request)
            case ["huge"]:
                return provider.answer(request, HUGE)
            case ["drip"]:
                return replace(provider.answer(request, TEXT), pause=0.3)
            case ["endless"]:
                return replace(provider.answer(request, "Hello " * 10_000), pause=0.3)
            case ["echo"]:
                return provider.answer(request, f"Your key is {provider.key(request)} indeed.")
            case ["text", *_]:
                return provider.answer(request, fault.removeprefix("text "))
        return provider.answer(request, TEXT)


@asynccontextmanager
async def serving(provider: Provider, *script: str) -> AsyncIterator[Loopback]:
    """A server of a provider on a free port."""
    loopback = Loopback(provider, script)
    server = await asyncio.start_server(loopback.serve, "127.0.0.1", 0, limit=2**22)
    loopback.port = server.sockets[0].getsockname()[1]
    try:
        yield loopback
    finally:
        server.close()
