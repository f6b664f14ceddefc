"""Google's generateContent."""

from typing import Any

from tests.loopback.http import Received, Reply
from tests.loopback.provider import TOKENS_IN, TOKENS_OUT, words


class Gemini:
    """The verb is in the path, the key in x-goog-api-key."""

    def key(self, request: Received) -> str | None:
        return request.headers.get("x-goog-api-key")

    def answer(self, request: Received, text: str) -> Reply:
        if request.json.get("tools"):
            call = {"name": "report_weather", "args": {"city": "Lyon", "celsius": 21}}
            return Reply.of_json(self._part([{"functionCall": call}], "STOP"))
        if "streamGenerateContent" not in request.target:
            return Reply.of_json(self._part([{"text": text}], "STOP"))
        pieces = words(text)
        events = [self._part([{"text": word}], None) for word in pieces[:-1]]
        events.append(self._part([{"text": pieces[-1]}], "STOP"))
        return Reply.of_events(events, done=False)

    def empty(self, request: Received) -> Reply:
        if "streamGenerateContent" in request.target:
            return Reply.of_events([], done=False)
        return Reply.of_json({"candidates": [], "usageMetadata": {}})

    def error(self, status: int, message: str) -> Reply:
        return Reply.of_json({"error": {"code": status, "message": message}}, status)

    def _part(self, parts: list[Any], reason: str | None) -> dict[str, Any]:
        candidate: dict[str, Any] = {"content": {"role": "model", "parts": parts}, "index": 0}
        if reason:
            candidate["finishReason"] = reason
        return {
            "candidates": [candidate],
            "usageMetadata": {
                "promptTokenCount": TOKENS_IN,
                "candidatesTokenCount": TOKENS_OUT,
                "totalTokenCount": TOKENS_IN + TOKENS_OUT,
            },
            "modelVersion": "m",
        }
