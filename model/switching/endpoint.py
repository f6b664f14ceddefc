"""Whom to ask what a section can be served: the address, and the key that may be shown there."""

from base64 import b64encode
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from llm_tui.model.catalogue.litellm_data import provider_of
from llm_tui.model.catalogue.providers import ADDRESS_VARIABLES, ADDRESSES
from llm_tui.model.dialects.openhands.request import PROXY
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.secrets.redactor import Redactor
from llm_tui.model.switching.credentials import key_for
from llm_tui.model.toml.keys import Path

_UNASKABLE = ("azure", "azure_ai", "bedrock", "sagemaker", "vertex_ai")
"""Providers that tell only those who have signed in what they serve, or not by base_url."""

_LIST_ADDRESSES = {"deepseek": "https://api.deepseek.com"}
"""Where the list is not at the address that is asked for answers."""

_PATHS = {
    "anthropic": ("/v1/models?limit=1000",),
    "gemini": ("/models?pageSize=1000",),
    "ollama": ("/api/tags",),
    "ollama_chat": ("/api/tags",),
}
_OPENAI_PATHS = ("/models", "/v1/models")
"""The second is tried where the first is not found: base_url may end in /v1 or not."""


class EndpointError(LlmTuiError):
    """The endpoint is not asked, or has no answer to be used. Holds no secret."""


class Endpoint(NamedTuple):
    """Whom to ask, and how."""

    provider: str
    address: str
    """Without user and password."""
    headers: Mapping[str, str]
    has_key: bool
    prefix: str
    """What stands before the names that it tells, to write them to the config file."""
    redactor: Redactor

    @property
    def host(self) -> str:
        """Its host and port."""
        return urlsplit(self.address).netloc

    @property
    def urls(self) -> tuple[str, ...]:
        """What to ask, until one is found."""
        paths = _PATHS.get(self.provider, _OPENAI_PATHS)
        return tuple(self.address.rstrip("/") + path for path in paths)


def endpoint_of(view: Resolution, section: Path, environment: Mapping[str, str]) -> Endpoint:
    """The endpoint of a section. Raises EndpointError where there is none to ask.

    environment: the variables of this process, where litellm looks for what the section lacks.
    """
    values = view.values(section)
    request = view.dialect.request(values)
    custom = request.arguments.get("custom_llm_provider")
    provider = provider_of(request.model, custom)
    own = request.arguments.get("base_url")
    address = own or environment.get(ADDRESS_VARIABLES.get(provider or "", ""))
    if provider in _UNASKABLE:
        raise EndpointError(f"{provider} does not tell what it serves")
    address = address or _LIST_ADDRESSES.get(provider or "") or ADDRESSES.get(provider or "")
    if not address:
        missing = f"the address of {provider} is not known" if provider else "there is no provider"
        raise EndpointError(f"{missing}, and base_url is not set: nobody to ask")
    provider = provider or "openai"
    address, login = _parted(address)
    key = key_for(view, section, provider, address, environment)
    if key.refused:
        raise EndpointError(key.refused)
    prefix = "openhands/" if own == PROXY else f"{provider}/"
    if custom or (own != PROXY and request.model != values.get("model")):
        # The program itself tells litellm who the provider is.
        prefix = ""
    secrets = {"api_key": [key.text, values.get("api_key")]}
    redactor = Redactor.of([secrets, dict(request.arguments), login], environment)
    headers = _headers(provider, key.text) | login
    return Endpoint(provider, address, headers, bool(key.text or login), prefix, redactor)


def _parted(address: str) -> tuple[str, dict[str, str]]:
    """An address without its user and password, and the header that has them instead."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018
    except ValueError:
        raise EndpointError("base_url is not an address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EndpointError("base_url has no http:// or https:// and a host")
    login, _, host = parts.netloc.rpartition("@")
    plain = urlunsplit((parts.scheme, host, parts.path, "", ""))
    if not login:
        return plain, {}
    return plain, {"Authorization": f"Basic {b64encode(unquote(login).encode()).decode()}"}


def _headers(provider: str, key: str) -> dict[str, str]:
    headers = {"Accept": "application/json", "User-Agent": "llm-tui"}
    if provider == "anthropic":
        headers["anthropic-version"] = "2023-06-01"
    if key and key.isascii() and key.isprintable():
        names = {"anthropic": "x-api-key", "gemini": "x-goog-api-key"}
        if provider in names:
            headers[names[provider]] = key
        elif provider not in ("ollama", "ollama_chat"):
            headers["Authorization"] = f"Bearer {key}"
    return headers
