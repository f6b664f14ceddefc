"""What can be told about a request before it is sent: mistakes, and their advice."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from llm_tui.model.catalogue.failures import Kind
from llm_tui.model.catalogue.litellm_data import provider_of
from llm_tui.model.catalogue.providers import ADDRESS_VARIABLES, KEY_VARIABLES
from llm_tui.model.dialects.calls import Request


class Weight(Enum):
    """What a finding means for sending."""

    NOTE = "note"
    """It works; it is good to know."""
    MISTAKE = "mistake"
    """It will most likely fail."""
    DANGER = "danger"
    """It is not sent unless insisted on."""


class Finding(NamedTuple):
    """Something about a request that is known before it is sent."""

    weight: Weight
    kind: Kind | None
    message: str
    advice: str
    key: str | None = None
    """The key of the section that it is about."""
    better: str | None = None
    """The value that the advice would have."""


_NEEDS_ADDRESS = ("litellm_proxy", "hosted_vllm", "lm_studio")
_MULTIPLIES = ("openai", "azure", "litellm_proxy")
_ADDED = {
    "openai": ("/chat/completions",),
    "azure": ("/chat/completions", "/openai"),
    "litellm_proxy": ("/chat/completions",),
    "anthropic": ("/v1/messages", "/messages"),
    "gemini": ("/models",),
    "ollama": ("/api/generate", "/api/chat", "/api"),
    "ollama_chat": ("/api/chat", "/api/generate", "/api"),
}
"""What a provider adds to base_url itself."""

_WITHOUT_V1 = ("anthropic", "ollama", "ollama_chat", "azure")


def findings(
    request: Request, values: Mapping[str, Any], environment: Mapping[str, str], program: str
) -> tuple[Finding, ...]:
    """All that is known about a request, the gravest first.

    environment: the variables of the process that would send it.
    program: the one whose request it is.
    """
    if not request.model:
        return (Finding(Weight.MISTAKE, None, "the section has no model", "Set model"),)
    if wrong := [key for key in _TEXTS if not isinstance(request.arguments.get(key), str | None)]:
        # Some programs check no types; what comes of it only their first call shows.
        advice = f"Write {wrong[0]} in quotes"
        message = f"{wrong[0]} is not text"
        return (Finding(Weight.MISTAKE, Kind.PARAMETER_REFUSED, message, advice, wrong[0]),)
    provider = provider_of(request.model, request.arguments.get("custom_llm_provider"))
    found = [
        *_addresses(request, provider, environment),
        *_keys(request, provider, environment),
        *_times(values),
        *_multiplication(request, provider, program),
    ]
    return tuple(sorted(found, key=lambda finding: -_GRAVITY[finding.weight]))


_TEXTS = ("model", "api_key", "base_url", "api_version", "custom_llm_provider")
_GRAVITY = {Weight.NOTE: 0, Weight.MISTAKE: 1, Weight.DANGER: 2}


def _addresses(
    request: Request, provider: str | None, environment: Mapping[str, str]
) -> Iterator[Finding]:
    base_url = request.arguments.get("base_url")
    if not base_url:
        yield from _missing_address(provider, environment)
        return
    try:
        parts = urlsplit(base_url)
    except ValueError:
        yield Finding(
            Weight.MISTAKE,
            Kind.UNREACHABLE,
            "base_url is no address: its host can't be read",
            "Write http://HOST:PORT, with [ ] around an IPv6 address only",
        )
        return
    if parts.scheme not in ("http", "https") or not parts.netloc:
        better = f"http://{base_url.partition('://')[2] or base_url}"
        yield Finding(
            Weight.MISTAKE,
            Kind.UNREACHABLE,
            "base_url has no http:// or https:// and a host",
            f"Write {better}",
            "base_url",
            better,
        )
        return
    if parts.query:
        yield Finding(
            Weight.MISTAKE,
            Kind.UNREACHABLE,
            "base_url has a query (?…): what is added to it ends up behind that",
            "Leave the query out",
            "base_url",
        )
    path = parts.path.rstrip("/")
    for end in _ADDED.get(provider or "", ()):
        if path.endswith(end):
            better = base_url.rstrip("/").removesuffix(end)
            yield Finding(
                Weight.MISTAKE,
                Kind.MODEL_NOT_FOUND,
                f"base_url ends in {end}, which {provider} adds again",
                f"Write {better}",
                "base_url",
                better,
            )
            return
    if provider in _WITHOUT_V1 and path.endswith("/v1"):
        better = base_url.rstrip("/").removesuffix("/v1")
        yield Finding(
            Weight.MISTAKE,
            Kind.MODEL_NOT_FOUND,
            f"base_url ends in /v1, and {provider} wants it without",
            f"Write {better}",
            "base_url",
            better,
        )


def _missing_address(provider: str | None, environment: Mapping[str, str]) -> Iterator[Finding]:
    if provider in _NEEDS_ADDRESS and not environment.get(ADDRESS_VARIABLES[provider]):
        yield Finding(
            Weight.DANGER,
            None,
            f"{provider}/ without base_url sends the section's key to api.openai.com",
            "Set base_url",
            "base_url",
        )
    elif provider in ("ollama", "ollama_chat") and not environment.get("OLLAMA_API_BASE"):
        yield Finding(
            Weight.NOTE,
            None,
            "without base_url Ollama is looked for at http://localhost:11434",
            "Set base_url if it runs elsewhere",
            "base_url",
        )
    elif provider in ("vllm", "azure") and not environment.get("AZURE_API_BASE"):
        yield Finding(
            Weight.MISTAKE,
            Kind.UNREACHABLE,
            f"{provider} needs a base_url",
            "Set base_url",
            "base_url",
        )


def _keys(
    request: Request, provider: str | None, environment: Mapping[str, str]
) -> Iterator[Finding]:
    key = request.arguments.get("api_key")
    if key and (not key.isascii() or not key.isprintable() or key != key.strip()):
        yield Finding(
            Weight.MISTAKE,
            Kind.KEY_REFUSED,
            "api_key has blanks around it or characters that no header can carry",
            "Type the key again",
            "api_key",
        )
    variables = KEY_VARIABLES.get(provider or "", ())
    if key or not variables or any(environment.get(name) for name in variables):
        return
    yield Finding(
        Weight.MISTAKE,
        Kind.KEY_MISSING,
        f"the section has no api_key, and ${variables[0]} is not set",
        f"Set api_key or ${variables[0]}",
        "api_key",
    )


def _times(values: Mapping[str, Any]) -> Iterator[Finding]:
    if values.get("timeout") == 0:
        yield Finding(
            Weight.MISTAKE,
            Kind.TIMED_OUT,
            "timeout = 0 makes every request fail at once",
            "Unset timeout",
            "timeout",
        )


def _multiplication(request: Request, provider: str | None, program: str) -> Iterator[Finding]:
    if provider in _MULTIPLIES and request.client_retries:
        yield Finding(
            Weight.NOTE,
            None,
            f"{program} sends up to {1 + request.client_retries} requests for each attempt here:"
            " the OpenAI client retries inside; this test sends 1",
            "",
        )
