"""The HTTP request that litellm makes of a call, for the providers whose form is known.

To be shown and copied as a curl line; litellm itself does the sending. Compared with what litellm
really sends to a loopback server in the tests.
"""

import json
import shlex
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from llm_tui.model.catalogue.litellm_data import provider_of
from llm_tui.model.catalogue.providers import ADDRESSES

KEY = "$LLM_API_KEY"
"""Stands for the key, so that a copied line holds none."""


class Wire(NamedTuple):
    """An HTTP request."""

    url: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    def curl(self) -> str:
        """The request as a curl command that takes the key from `$LLM_API_KEY`."""
        words = ["curl", shlex.quote(self.url)]
        for name, value in self.headers.items():
            # In double quotes, so that the shell puts the key in.
            words += ["-H", f'"{name}: {value}"']
        words += ["-H", '"Content-Type: application/json"']
        words += ["-d", shlex.quote(json.dumps(self.body, ensure_ascii=False))]
        return " ".join(words)


_SAMPLING = ("temperature", "top_p", "seed", "reasoning_effort")


def wire_request(arguments: Mapping[str, Any], prompt: str, *, stream: bool) -> Wire | None:
    """The HTTP request for a prompt; None for a provider whose form is not known here.

    arguments: those of `litellm.completion`.
    """
    model = str(arguments["model"] or "")
    provider = provider_of(model, arguments.get("custom_llm_provider"))
    make = _FORMS.get(provider or "")
    base = arguments.get("base_url") or ADDRESSES.get(provider or "", "")
    if make is None or not base or not isinstance(base, str):
        return None
    name = model.partition("/")[2] if "/" in model else model
    if arguments.get("custom_llm_provider"):
        name = model
    return make(base.rstrip("/"), name, arguments, prompt, stream)


def _given(arguments: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: arguments[name] for name in names if arguments.get(name) is not None}


def _openai(limit: str) -> Callable[..., Wire]:
    """The form of OpenAI and all that speak like it; `limit` is its name for the limit."""

    def make(base: str, name: str, arguments: Mapping[str, Any], prompt: str, stream: bool) -> Wire:
        body: dict[str, Any] = {
            "model": name,
            "messages": [{"role": "user", "content": prompt}],
            **_given(arguments, *_SAMPLING, "top_k"),
        }
        if (tokens := arguments.get("max_completion_tokens")) is not None:
            body[limit] = tokens
        body |= _given(arguments, "max_tokens")
        if stream:
            body |= {"stream": True, "stream_options": {"include_usage": True}}
        headers = {"Authorization": f"Bearer {KEY}"}
        return Wire(f"{base}/chat/completions", headers, body)

    return make


def _openrouter(
    base: str, name: str, arguments: Mapping[str, Any], prompt: str, stream: bool
) -> Wire:
    plain = _openai("max_completion_tokens")(base, name, arguments, prompt, stream)
    return plain._replace(body={**plain.body, "usage": {"include": True}})


def _azure(base: str, name: str, arguments: Mapping[str, Any], prompt: str, stream: bool) -> Wire:
    plain = _openai("max_completion_tokens")(base, name, arguments, prompt, stream)
    body = {**plain.body, **_given(arguments, "max_tokens")}
    version = arguments.get("api_version")
    if "/openai/deployments" not in base:
        base += f"/openai/deployments/{name}"
    url = f"{base}/chat/completions?api-version={version}"
    return Wire(url, {"api-key": KEY}, body)


def _anthropic(
    base: str, name: str, arguments: Mapping[str, Any], prompt: str, stream: bool
) -> Wire:
    body: dict[str, Any] = {
        "model": name,
        "messages": [{"role": "user", "content": [{"type": "text", "text": prompt}]}],
        "max_tokens": arguments.get("max_completion_tokens") or 4096,
        **_given(arguments, "temperature", "top_p", "top_k", "thinking"),
    }
    if stream:
        body["stream"] = True
    headers = {"x-api-key": KEY, "anthropic-version": "2023-06-01"}
    return Wire(f"{base}/v1/messages", headers, body)


def _gemini(base: str, name: str, arguments: Mapping[str, Any], prompt: str, stream: bool) -> Wire:
    generation = _given(arguments, "temperature", "top_p", "top_k", "seed")
    if (tokens := arguments.get("max_completion_tokens")) is not None:
        generation["max_output_tokens"] = tokens
    if thinking := arguments.get("thinking"):
        generation["thinkingConfig"] = {
            "thinkingBudget": thinking["budget_tokens"],
            "includeThoughts": True,
        }
    body: dict[str, Any] = {
        "contents": [{"role": "user", "parts": [{"text": prompt}]}],
        "generationConfig": generation,
    }
    verb = "streamGenerateContent?alt=sse" if stream else "generateContent"
    return Wire(f"{base}/models/{name}:{verb}", {"x-goog-api-key": KEY}, body)


def _ollama(path: str) -> Callable[..., Wire]:
    def make(base: str, name: str, arguments: Mapping[str, Any], prompt: str, stream: bool) -> Wire:
        options = _given(arguments, "temperature", "top_p", "top_k", "seed")
        if (tokens := arguments.get("max_completion_tokens")) is not None:
            options["num_predict"] = tokens
        message = {"role": "user", "content": prompt, "images": []}
        asked: dict[str, Any] = {"messages": [message]}
        if path == "/api/generate":
            asked = {"prompt": f"### User:\n{prompt}\n\n", "images": []}
        body = {"model": name, **asked, "options": options, "stream": stream}
        return Wire(base + path, {}, body)

    return make


_FORMS: Mapping[str, Callable[..., Wire]] = {
    "openai": _openai("max_completion_tokens"),
    "hosted_vllm": _openai("max_completion_tokens"),
    "litellm_proxy": _openai("max_completion_tokens"),
    "lm_studio": _openai("max_completion_tokens"),
    "openrouter": _openrouter,
    "deepseek": _openai("max_completion_tokens"),
    "groq": _openai("max_tokens"),
    "mistral": _openai("max_tokens"),
    "azure": _azure,
    "anthropic": _anthropic,
    "gemini": _gemini,
    "ollama": _ollama("/api/generate"),
    "ollama_chat": _ollama("/api/chat"),
}
