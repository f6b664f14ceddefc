"""OpenAI's chat completions, and those of all who speak like it."""

import json
from typing import Any

from tests.loopback.http import Received, Reply
from tests.loopback.provider import TOKENS_IN, TOKENS_OUT, bearer, words

USAGE = {
    "prompt_tokens": TOKENS_IN,
    "completion_tokens": TOKENS_OUT,
    "total_tokens": TOKENS_IN + TOKENS_OUT,
}


class OpenAI:
    """OpenAI, vLLM, SGLang, LiteLLM's proxy, DeepSeek."""

    extra: dict[str, Any] = {}
    """Fields that a provider adds to every answer."""

    def key(self, request: Received) -> str | None:
        return bearer(request)

    def answer(self, request: Received, text: str) -> Reply:
        asked = request.json
        if asked.get("tools"):
            return Reply.of_json(self._whole({"content": None, "tool_calls": [tool_call()]}))
        if not asked.get("stream"):
            return Reply.of_json(self._whole({"content": text}))
        chunks = [self._chunk({"role": "assistant", "content": ""})]
        chunks += [self._chunk({"content": word}) for word in words(text)]
        chunks.append(self._chunk({}, "stop"))
        if (asked.get("stream_options") or {}).get("include_usage"):
            chunks.append({**self._chunk({}), "choices": [], "usage": USAGE})
        return Reply.of_events(chunks)

    def empty(self, request: Received) -> Reply:
        if request.json.get("stream"):
            return Reply.of_events([])
        return Reply.of_json({**self._whole({}), "choices": []})

    def error(self, status: int, message: str) -> Reply:
        error = {"message": message, "type": "error", "param": None, "code": str(status)}
        return Reply.of_json({"error": error}, status)

    def _whole(self, message: dict[str, Any]) -> dict[str, Any]:
        finish = "tool_calls" if message.get("tool_calls") else "stop"
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [
                {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
            ],
            "usage": USAGE,
            **self.extra,
        }

    def _chunk(self, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
            **self.extra,
        }


def tool_call() -> dict[str, Any]:
    """A call of the tool that the second step offers."""
    arguments = json.dumps({"city": "Lyon", "celsius": 21})
    function = {"name": "report_weather", "arguments": arguments}
    return {"id": "call_1", "type": "function", "function": function}


class Azure(OpenAI):
    """Azure has its key in a header of its own."""

    def key(self, request: Received) -> str | None:
        return request.headers.get("api-key")


class Groq(OpenAI):
    """Without service_tier litellm takes Groq's answer for broken."""

    extra = {"service_tier": "on_demand"}


class OpenRouter(OpenAI):
    """OpenRouter names the provider that it forwarded to."""

    extra = {"provider": "Loopback"}
