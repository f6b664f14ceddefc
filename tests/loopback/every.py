"""A server that speaks the wire format of whichever provider it is taken for."""

from typing import Any

from tests.loopback.anthropic import Anthropic
from tests.loopback.bedrock import Bedrock
from tests.loopback.gemini import Gemini
from tests.loopback.http import Received, Reply
from tests.loopback.ollama import Ollama
from tests.loopback.openai import OpenAI
from tests.loopback.provider import TOKENS_IN, TOKENS_OUT

LIMIT = 1024
"""The output limit that it lists for each of its models, as LiteLLM's proxy does."""


class Every(OpenAI):
    """The path says what it is taken for."""

    def answer(self, request: Received, text: str) -> Reply:
        path = request.path
        if path.endswith("/v1/model/info"):
            facts = {"max_output_tokens": LIMIT, "max_tokens": 2 * LIMIT}
            return Reply.of_json({"data": [{"model_name": "fake-model", "model_info": facts}]})
        if path.endswith("/v1/responses"):
            return Reply.of_json(_response(text))
        if path.endswith("/v1/completions"):
            return Reply.of_json({**self._whole({}), "choices": [_completed(text)]})
        if path.endswith("/v1/messages"):
            return Anthropic().answer(request, text)
        if ":generateContent" in path:
            return Gemini().answer(request, text)
        if "/converse" in path:
            return Bedrock().answer(request, text)
        if path.startswith("/api/chat"):
            return Ollama().answer(request, text)
        return super().answer(request, text)


def _completed(text: str) -> dict[str, Any]:
    return {"index": 0, "text": text, "finish_reason": "stop", "logprobs": None}


def _response(text: str) -> dict[str, Any]:
    """An answer of OpenAI's Responses API."""
    content = [{"type": "output_text", "text": text, "annotations": []}]
    message = {"type": "message", "id": "m", "role": "assistant", "status": "completed"}
    usage = {"input_tokens": TOKENS_IN, "output_tokens": TOKENS_OUT}
    return {
        "id": "r",
        "object": "response",
        "created_at": 1,
        "status": "completed",
        "model": "m",
        "output": [{**message, "content": content}],
        "usage": {**usage, "total_tokens": TOKENS_IN + TOKENS_OUT},
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "temperature": 1.0,
        "top_p": 1.0,
    }
