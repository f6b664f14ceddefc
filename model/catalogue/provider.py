"""The record of a provider: its addresses, its API keys, and the formats that it speaks."""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import NamedTuple


@lru_cache(maxsize=256)
def host_of(address: str) -> str:
    """The host that an address names; empty where it names none.

    Remembered: each address is compared with those of all providers.
    """
    # Here: what only masks API keys looks at no address.
    from urllib.parse import urlsplit

    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


class KeyShape(NamedTuple):
    """The form of an API key."""

    prefix: str
    rest: str = r"[A-Za-z0-9_-]{16,}"
    """A regular expression for the characters after the prefix."""


class WireFormat(Enum):
    """The form of a request for an answer."""

    OPENAI = "openai"
    AZURE = "azure"
    ANTHROPIC = "anthropic"
    GEMINI = "gemini"
    OLLAMA_GENERATE = "ollama generate"
    OLLAMA_CHAT = "ollama chat"


class ListFormat(Enum):
    """The form of a list of models."""

    OPENAI = "openai"
    GEMINI = "gemini"
    OLLAMA = "ollama"


class ModelList(NamedTuple):
    """How to ask a provider which models it serves."""

    paths: tuple[str, ...] = ("/models", "/v1/models")
    """Asked in this order until one is found: base_url may end in /v1 or not."""
    format: ListFormat = ListFormat.OPENAI
    address: str = ""
    """The address of the list, where it is not the provider's own address."""


class Provider(NamedTuple):
    """A provider, or a kind of server. The defaults hold for one that nothing is known of."""

    name: str
    """The prefix of its models, as litellm writes it."""
    label: str
    """Its name for people."""
    address: str = ""
    """The address that litellm uses if `base_url` is unset; empty where there is no single one."""
    address_variable: str = ""
    """The environment variable in which litellm looks for the address first."""
    host_suffixes: tuple[str, ...] = ()
    """The ends of host names that belong to it besides the host of its address."""
    needs_address: bool = False
    """Does a request fail, or go astray, unless an address is set?"""
    falls_back_to: str = ""
    """The host of another company that litellm asks when no address is set."""
    appended_paths: tuple[str, ...] = ()
    """Paths that litellm appends to base_url; a base_url that ends in one would have it twice."""
    refuses_v1: bool = False
    """Must base_url not end in /v1?"""
    needs_key: bool = True
    """Does it refuse requests without a valid API key?"""
    key_variables: tuple[str, ...] = ()
    """The environment variables in which litellm looks for an unset API key, first one first."""
    key_shapes: tuple[KeyShape, ...] = ()
    """The shapes of API keys that only this provider issues."""
    key_header: str = "Authorization"
    """The header that holds the API key; empty for none."""
    headers: Mapping[str, str] = {}
    """Headers that every request needs."""
    shares_servers: bool = False
    """May one server be asked as this provider and as any other that is marked so?"""
    is_asked_by_openai_client: bool = False
    """Does litellm ask it by the OpenAI client, which retries inside an attempt?"""
    wire: WireFormat | None = None
    """The format of its requests; None where it is not known here."""
    limit_name: str = "max_completion_tokens"
    """The name of the output limit in a request in OpenAI's format."""
    extra_body: Mapping[str, object] = {}
    """Keys that litellm adds to the body of each request."""
    model_list: ModelList | None = ModelList()
    """None where only who has signed in may ask, or not at base_url."""
    starter: Mapping[str, str] = {}
    """The keys that a section for it needs and no more; empty values are to be filled in.

    No keys where no section is offered.
    """

    @property
    def is_local(self) -> bool:
        """Is its default address on this machine?"""
        return host_of(self.address) in ("localhost", "127.0.0.1")

    def owns(self, host: str) -> bool:
        """Does this host belong to the provider, rather than to anybody who runs a server?"""
        if host.endswith(self.host_suffixes):
            return True
        return bool(host) and not self.is_local and host == host_of(self.address)

    def headers_for(self, key: str) -> dict[str, str]:
        """The headers of a request with this API key; an empty one is left out."""
        if not key or not self.key_header:
            return dict(self.headers)
        scheme = "Bearer " if self.key_header == "Authorization" else ""
        return {self.key_header: scheme + key, **self.headers}
