"""Asking the endpoint of a section which models it serves."""

import asyncio
import contextlib
import json
import threading
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from llm_tui.model.catalogue import Catalogue, Group, Model
from llm_tui.model.credentials import key_for
from llm_tui.model.dialects.openhands.request import PROXY, completion_request
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.fetch import SECONDS, Fetch, FetchError
from llm_tui.model.keys import Path
from llm_tui.model.listing import models_in
from llm_tui.model.providers import ADDRESS_VARIABLES, ADDRESSES
from llm_tui.model.redactor import Redactor
from llm_tui.model.registry import provider_of
from llm_tui.model.resolve import Resolution

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

_WORDS = 160
"""How many characters of what the other side says about a failure are told."""


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
    request = completion_request(view.values(section), view.release)
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
    prefix = "" if custom else f"{'openhands' if own == PROXY else provider}/"
    secrets = {"api_key": [key.text, view.effective(section, "api_key")]}
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


class Listing:
    """One question to an endpoint."""

    def __init__(self, endpoint: Endpoint, known: Catalogue, seconds: float = SECONDS) -> None:
        self._endpoint, self._known = endpoint, known
        self._until = time.monotonic() + seconds
        self._fetch: Fetch | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Give up, from any thread."""
        self._cancelled = True
        if self._fetch is not None:
            self._fetch.cancel()

    def run(self) -> Group:
        """What the endpoint serves. Raises EndpointError."""
        found = tuple(dict.fromkeys(self._models()))
        if not found:
            raise EndpointError(f"{self._endpoint.host} serves no models")
        return Group(f"Served by {self._endpoint.host}", found)

    def _models(self) -> Iterator[Model]:
        try:
            told = models_in(json.loads(self._body()), self._endpoint.provider)
        except (ValueError, TypeError, RecursionError):
            host = self._endpoint.host
            raise EndpointError(
                f"{host} answers with something else than a list of models"
            ) from None
        for entry in told:
            known = self._known.model(self._name(entry.name))
            yield known._replace(
                context=entry.context or known.context,
                output=entry.output or known.output,
                price_in=known.price_in if entry.price_in is None else entry.price_in,
                price_out=known.price_out if entry.price_out is None else entry.price_out,
            )

    def _name(self, told: str) -> str:
        prefix = self._endpoint.prefix
        return told if told.startswith(prefix) else prefix + told

    def _body(self) -> bytes:
        *first, last = self._endpoint.urls
        for url in first:
            try:
                return self._get(url)
            except FetchError as error:
                if error.status != 404:
                    raise EndpointError(self._words(error)) from None
        try:
            return self._get(last)
        except FetchError as error:
            raise EndpointError(self._words(error)) from None

    def _get(self, url: str) -> bytes:
        left = max(0.1, self._until - time.monotonic())
        self._fetch = Fetch(url, self._endpoint.headers, left)
        if self._cancelled:
            self._fetch.cancel()
        return self._fetch.run()

    def _words(self, error: FetchError) -> str:
        """What went wrong, in plain words and without a secret."""
        host, redactor = self._endpoint.host, self._endpoint.redactor
        if error.status is None:
            return redactor.text(str(error))
        what = f"{host} answers {error.status}"
        if error.status in (401, 403):
            refuses = "refuses the key" if self._endpoint.has_key else "wants a key"
            what = f"{host} {refuses} ({error.status})"
        elif error.status == 404:
            what = f"{host} has no list of models (404)"
        # Before it is cut: half a secret would not be found.
        said = _said(redactor.text(str(error)))
        return f"{what}: {said}" if said else what


def _said(body: str) -> str:
    """What an error says in its own words; nothing where it is a page for a browser."""
    with contextlib.suppress(ValueError, RecursionError):
        body = _message(json.loads(body))
    text = " ".join(body.split())
    if text.startswith("<"):
        return ""
    return text if len(text) <= _WORDS else f"{text[:_WORDS]}…"


def _message(value: Any) -> str:
    """The text in an error, where the providers put it."""
    for name in ("error", "message", "detail"):
        if isinstance(value, dict) and name in value:
            return _message(value[name])
    return value if isinstance(value, str) else ""


async def ask(endpoint: Endpoint, known: Catalogue) -> Group:
    """What the endpoint serves, without keeping anybody waiting. Raises EndpointError.

    It is asked in a thread of its own, which ends soon after this was cancelled; a program that
    ends does not wait for it, as it would for one of the loop's.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Group] = loop.create_future()
    listing = Listing(endpoint, known)

    def deliver(found: Group | Exception) -> None:
        if answer.done():
            return
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def run() -> None:
        found: Group | Exception
        try:
            found = listing.run()
        except Exception as error:  # noqa: BLE001
            found = error
        # The loop may be over by now.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(deliver, found)

    threading.Thread(target=run, daemon=True).start()
    try:
        async with asyncio.timeout(SECONDS + 1):
            return await answer
    except TimeoutError:
        raise EndpointError(f"{endpoint.host} is not found within {SECONDS:g} s") from None
    finally:
        listing.cancel()
