"""Bedrock's converse: signed requests, and AWS's binary event stream."""

import binascii
import json
import re
import struct
from typing import Any

from tests.loopback.http import Received, Reply
from tests.loopback.provider import TOKENS_IN, TOKENS_OUT, words

_CREDENTIAL = re.compile(r"Credential=([^/]+)/")
USAGE = {
    "inputTokens": TOKENS_IN,
    "outputTokens": TOKENS_OUT,
    "totalTokens": TOKENS_IN + TOKENS_OUT,
}


class Bedrock:
    """The id of the key is in the signature."""

    def key(self, request: Received) -> str | None:
        match = _CREDENTIAL.search(request.headers.get("authorization", ""))
        return match[1] if match else None

    def answer(self, request: Received, text: str) -> Reply:
        if request.json.get("toolConfig"):
            given = {"city": "Lyon", "celsius": 21}
            use = {"toolUseId": "t1", "name": "report_weather", "input": given}
            return Reply.of_json(self._whole([{"toolUse": use}], "tool_use"))
        if not request.path.endswith("converse-stream"):
            return Reply.of_json(self._whole([{"text": text}], "end_turn"))
        pieces = [_event("messageStart", {"role": "assistant"})]
        for word in words(text):
            delta = {"delta": {"text": word}, "contentBlockIndex": 0}
            pieces.append(_event("contentBlockDelta", delta))
        pieces.append(_event("contentBlockStop", {"contentBlockIndex": 0}))
        pieces.append(_event("messageStop", {"stopReason": "end_turn"}))
        pieces.append(_event("metadata", {"usage": USAGE, "metrics": {"latencyMs": 1}}))
        return Reply(pieces, 200, "application/vnd.amazon.eventstream")

    def empty(self, request: Received) -> Reply:
        if request.path.endswith("converse-stream"):
            return Reply([], 200, "application/vnd.amazon.eventstream")
        return Reply.of_json({"usage": USAGE})

    def error(self, status: int, message: str) -> Reply:
        return Reply.of_json({"message": message}, status)

    def _whole(self, content: list[Any], reason: str) -> dict[str, Any]:
        return {
            "output": {"message": {"role": "assistant", "content": content}},
            "stopReason": reason,
            "usage": USAGE,
            "metrics": {"latencyMs": 1},
        }


def _event(name: str, payload: dict[str, Any]) -> bytes:
    """One message of the event stream: lengths, headers, payload, and two checksums."""
    headers = b"".join(
        struct.pack("B", len(key)) + key + b"\x07" + struct.pack(">H", len(value)) + value
        for key, value in (
            (b":event-type", name.encode()),
            (b":content-type", b"application/json"),
            (b":message-type", b"event"),
        )
    )
    body = json.dumps(payload).encode()
    prelude = struct.pack(">II", 16 + len(headers) + len(body), len(headers))
    message = prelude + struct.pack(">I", binascii.crc32(prelude)) + headers + body
    return message + struct.pack(">I", binascii.crc32(message))
