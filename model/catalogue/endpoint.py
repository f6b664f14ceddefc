"""An endpoint that can be asked which models it serves."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from llm_tui.model.catalogue.provider import ModelList, Provider
from llm_tui.model.errors import LlmTuiError


class EndpointError(LlmTuiError):
    """There is no endpoint to ask, or no usable answer from it. Holds no secret."""


class Endpoint(NamedTuple):
    """Whom to ask, and how."""

    model_list: ModelList
    address: str
    """Without user and password."""
    headers: Mapping[str, str]
    has_key: bool
    prefix: str
    """Put before the names in the list, to write them to the config file."""
    redact: Callable[[str], str]
    """Cuts the secrets of the request out of a text from the server."""

    @property
    def host(self) -> str:
        """Its host and port."""
        return urlsplit(self.address).netloc

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses to ask, until one is found."""
        return tuple(self.address.rstrip("/") + path for path in self.model_list.paths)


def without_login(address: str) -> tuple[str, dict[str, str]]:
    """An address without its user and password, and the header that holds them instead.

    Raises EndpointError if it is not an HTTP address.
    """
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


def list_headers(provider: Provider, key: str) -> dict[str, str]:
    """The headers to ask a provider for its list with, without a key that no header can hold."""
    is_sendable = key.isascii() and key.isprintable()
    own = provider.headers_for(key if is_sendable else "")
    return {"Accept": "application/json", "User-Agent": "llm-tui", **own}
