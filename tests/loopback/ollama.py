"""Ollama's generate and chat: JSON lines, no key."""

import json
from typing import Any

from tests.loopback.http import Received, Reply
from tests.loopback.provider import TOKENS_IN, TOKENS_OUT, words


class Ollama:
    """/api/generate and /api/chat."""

    def key(self, request: Received) -> str | None:
        return None

    def answer(self, request: Received, text: str) -> Reply:
        chat = request.path.endswith("/chat")
        asked = request.json
        if asked.get("tools"):
            call = {"name": "report_weather", "arguments": {"city": "Lyon", "celsius": 21}}
            message = {"role": "assistant", "content": "", "tool_calls": [{"function": call}]}
            return Reply.of_json({**self._end(), "message": message})
        if not asked.get("stream", True):
            return Reply.of_json({**self._end(), **self._said(text, chat=chat)})
        lines = [
            {"model": "m", **self._said(word, chat=chat), "done": False} for word in words(text)
        ]
        lines.append({**self._end(), **self._said("", chat=chat)})
        return _lines(lines)

    def empty(self, request: Received) -> Reply:
        return _lines([]) if request.json.get("stream", True) else Reply.of_json({})

    def error(self, status: int, message: str) -> Reply:
        return Reply.of_json({"error": message}, status)

    def _said(self, text: str, *, chat: bool) -> dict[str, Any]:
        if chat:
            return {"message": {"role": "assistant", "content": text}}
        return {"response": text}

    def _end(self) -> dict[str, Any]:
        return {
            "model": "m",
            "created_at": "2025-01-01T00:00:00Z",
            "done": True,
            "done_reason": "stop",
            "prompt_eval_count": TOKENS_IN,
            "eval_count": TOKENS_OUT,
        }


def _lines(values: list[Any]) -> Reply:
    pieces = [json.dumps(value).encode() + b"\n" for value in values]
    return Reply(pieces, 200, "application/x-ndjson")
