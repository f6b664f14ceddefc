"""HTTP as far as these servers need it, with full control over how an answer goes wrong."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Received:
    """A request that came in."""

    method: str
    target: str
    headers: dict[str, str]
    """With names in lower case."""
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body or b"{}")

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


@dataclass(frozen=True)
class Reply:
    """An answer, in the pieces in which it is sent."""

    pieces: Sequence[bytes]
    status: int = 200
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    """Seconds between the pieces."""

    @classmethod
    def of_json(cls, value: Any, status: int = 200, **headers: str) -> "Reply":
        """One piece of JSON."""
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        return cls([json.dumps(value).encode()], status, headers=named)

    @classmethod
    def of_events(cls, values: Sequence[Any], *, done: bool = True) -> "Reply":
        """Server-sent events."""
        pieces = [b"data: " + json.dumps(value).encode() + b"\n\n" for value in values]
        return cls([*pieces, *([b"data: [DONE]\n\n"] if done else [])], 200, "text/event-stream")


async def read_request(reader: asyncio.StreamReader) -> Received | None:
    """The next request on a connection; None at its end."""
    line = await reader.readline()
    if not line.strip():
        return None
    method, target, _ = line.decode().split(" ", 2)
    headers: dict[str, str] = {}
    while (line := await reader.readline()).strip():
        name, _, value = line.decode().partition(":")
        headers[name.strip().lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        body = await _read_chunks(reader)
    else:
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(method, target, headers, body)


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


async def write_reply(writer: asyncio.StreamWriter, reply: Reply) -> None:
    """Send an answer piece by piece, each as a chunk of its own."""
    head = [f"HTTP/1.1 {reply.status} X", f"Content-Type: {reply.content_type}"]
    head += [f"{name}: {value}" for name, value in reply.headers.items()]
    head += ["Transfer-Encoding: chunked", "", ""]
    writer.write("\r\n".join(head).encode())
    for piece in reply.pieces:
        if reply.pause:
            await writer.drain()
            await asyncio.sleep(reply.pause)
        writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        await writer.drain()
    writer.write(b"0\r\n\r\n")
    await writer.drain()
