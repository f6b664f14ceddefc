"""Anthropic's messages."""

import json
from typing import Any

from tests.loopback.http import Received, Reply
from tests.loopback.provider import TOKENS_IN, TOKENS_OUT, words


class Anthropic:
    """Server-sent events with names, and the key in x-api-key."""

    def key(self, request: Received) -> str | None:
        return request.headers.get("x-api-key")

    def answer(self, request: Received, text: str) -> Reply:
        asked = request.json
        if asked.get("tools"):
            given = {"city": "Lyon", "celsius": 21}
            block = {"type": "tool_use", "id": "t1", "name": "report_weather", "input": given}
            return Reply.of_json(self._whole([block], "tool_use"))
        if not asked.get("stream"):
            return Reply.of_json(self._whole([{"type": "text", "text": text}], "end_turn"))
        events: list[dict[str, Any]] = [
            {"type": "message_start", "message": self._whole([], None)},
            {
                "type": "content_block_start",
                "index": 0,
                "content_block": {"type": "text", "text": ""},
            },
            *(
                {
                    "type": "content_block_delta",
                    "index": 0,
                    "delta": {"type": "text_delta", "text": word},
                }
                for word in words(text)
            ),
            {"type": "content_block_stop", "index": 0},
            {
                "type": "message_delta",
                "delta": {"stop_reason": "end_turn", "stop_sequence": None},
                "usage": {"output_tokens": TOKENS_OUT},
            },
            {"type": "message_stop"},
        ]
        return _events(events)

    def empty(self, request: Received) -> Reply:
        if request.json.get("stream"):
            return _events([])
        return Reply.of_json(self._whole([], None))

    def error(self, status: int, message: str) -> Reply:
        error = {"type": "error", "error": {"type": "error", "message": message}}
        return Reply.of_json(error, status)

    def _whole(self, content: list[Any], reason: str | None) -> dict[str, Any]:
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": "m",
            "content": content,
            "stop_reason": reason,
            "stop_sequence": None,
            "usage": {"input_tokens": TOKENS_IN, "output_tokens": TOKENS_OUT},
        }


def _events(events: list[dict[str, Any]]) -> Reply:
    pieces = [f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode() for event in events]
    return Reply(pieces, 200, "text/event-stream")
