"""The HTTP request that litellm makes of a call, for the providers whose format is known.

To be shown and copied as a curl command; litellm itself does the sending. The tests compare it
with requests that litellm sends to a loopback server.
"""

import json
import re
import shlex
from collections.abc import Mapping
from typing import Any, NamedTuple

from llm_tui.model.catalogue.litellm_data import provider_of
from llm_tui.model.catalogue.provider import Provider, WireFormat
from llm_tui.model.catalogue.providers import provider_record

KEY = "$LLM_API_KEY"
"""Written in place of the API key, so that a copied command holds none."""

LOGIN = "$LLM_LOGIN"
"""Written in place of a user and a password in the address."""

_LOGIN_IN_URL = re.compile(r"(?<=://)[^/?#]+@")

_SAMPLING = ("temperature", "top_p", "seed", "reasoning_effort", "top_k")


class Wire(NamedTuple):
    """An HTTP request."""

    url: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    def curl(self, key: str | None = None) -> str:
        """The request as a curl command. key: the API key; None: the shell's `$LLM_API_KEY`.

        A user and password in the address are taken from `$LLM_LOGIN`.
        """
        words = ["curl", shlex.quote(_LOGIN_IN_URL.sub("", self.url))]
        if _LOGIN_IN_URL.search(self.url):
            words += ["-u", f'"{LOGIN}"']
        for name, value in self.headers.items():
            header = f"{name}: {value}"
            # In double quotes, so that the shell puts the key in.
            words += ["-H", f'"{header}"' if key is None else shlex.quote(header.replace(KEY, key))]
        words += ["-H", '"Content-Type: application/json"']
        words += ["-d", shlex.quote(json.dumps(self.body, ensure_ascii=False))]
        return " ".join(words)


class _Call(NamedTuple):
    """A call of `litellm.completion` with one prompt."""

    provider: Provider
    base: str
    """The address, without a slash at its end."""
    model: str
    """The model's name at the provider."""
    arguments: Mapping[str, Any]
    prompt: str
    stream: bool

    def given(self, *names: str) -> dict[str, Any]:
        """The arguments of these names that have a value."""
        return {n: self.arguments[n] for n in names if self.arguments.get(n) is not None}

    @property
    def limit(self) -> Any:
        """The output limit in tokens; None for none."""
        return self.arguments.get("max_completion_tokens")


def wire_request(arguments: Mapping[str, Any], prompt: str, *, stream: bool) -> Wire | None:
    """The HTTP request for a prompt; None for a provider whose format is not known here.

    arguments: those of `litellm.completion`.
    """
    model = str(arguments["model"] or "")
    custom = arguments.get("custom_llm_provider")
    provider = provider_record(provider_of(model, custom))
    base = arguments.get("base_url") or provider.address
    if provider.wire is None or not base or not isinstance(base, str):
        return None
    name = model.partition("/")[2] if "/" in model and not custom else model
    call = _Call(provider, base.rstrip("/"), name, arguments, prompt, stream)
    path, body = _FORMATS[provider.wire](call)
    return Wire(call.base + path, provider.headers_for(KEY), {**body, **provider.extra_body})


def _openai(call: _Call) -> tuple[str, dict[str, Any]]:
    body: dict[str, Any] = {
        "model": call.model,
        "messages": [{"role": "user", "content": call.prompt}],
        **call.given(*_SAMPLING),
    }
    if call.limit is not None:
        body[call.provider.limit_name] = call.limit
    body |= call.given("max_tokens")
    if call.stream:
        body |= {"stream": True, "stream_options": {"include_usage": True}}
    return "/chat/completions", body


def _azure(call: _Call) -> tuple[str, dict[str, Any]]:
    path, body = _openai(call)
    if "/openai/deployments" not in call.base:
        path = f"/openai/deployments/{call.model}{path}"
    return f"{path}?api-version={call.arguments.get('api_version')}", body


def _anthropic(call: _Call) -> tuple[str, dict[str, Any]]:
    body: dict[str, Any] = {
        "model": call.model,
        "messages": [{"role": "user", "content": [{"type": "text", "text": call.prompt}]}],
        "max_tokens": call.limit or 4096,
        **call.given("temperature", "top_p", "top_k", "thinking"),
    }
    if call.stream:
        body["stream"] = True
    return "/v1/messages", body


def _gemini(call: _Call) -> tuple[str, dict[str, Any]]:
    generation = call.given("temperature", "top_p", "top_k", "seed")
    if call.limit is not None:
        generation["max_output_tokens"] = call.limit
    if thinking := call.arguments.get("thinking"):
        generation["thinkingConfig"] = {
            "thinkingBudget": thinking["budget_tokens"],
            "includeThoughts": True,
        }
    body: dict[str, Any] = {
        "contents": [{"role": "user", "parts": [{"text": call.prompt}]}],
        "generationConfig": generation,
    }
    verb = "streamGenerateContent?alt=sse" if call.stream else "generateContent"
    return f"/models/{call.model}:{verb}", body


def _ollama(call: _Call, asked: dict[str, Any]) -> dict[str, Any]:
    options = call.given("temperature", "top_p", "top_k", "seed")
    if call.limit is not None:
        options["num_predict"] = call.limit
    return {"model": call.model, **asked, "options": options, "stream": call.stream}


def _ollama_generate(call: _Call) -> tuple[str, dict[str, Any]]:
    return "/api/generate", _ollama(call, {"prompt": f"### User:\n{call.prompt}\n\n", "images": []})


def _ollama_chat(call: _Call) -> tuple[str, dict[str, Any]]:
    message = {"role": "user", "content": call.prompt, "images": []}
    return "/api/chat", _ollama(call, {"messages": [message]})


_FORMATS = {
    WireFormat.OPENAI: _openai,
    WireFormat.AZURE: _azure,
    WireFormat.ANTHROPIC: _anthropic,
    WireFormat.GEMINI: _gemini,
    WireFormat.OLLAMA_GENERATE: _ollama_generate,
    WireFormat.OLLAMA_CHAT: _ollama_chat,
}
