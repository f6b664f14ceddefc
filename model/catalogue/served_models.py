"""The models that an endpoint serves, by asking it."""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from llm_tui.model.catalogue.endpoint import Endpoint, EndpointError
from llm_tui.model.catalogue.fetch import SECONDS, Fetch, FetchError
from llm_tui.model.catalogue.model import Model
from llm_tui.model.catalogue.model_groups import Group
from llm_tui.model.catalogue.model_lists import models_in
from llm_tui.model.catalogue.models import Catalogue

_QUOTED = 160
"""The most characters that are quoted of a server's own error message."""


class Listing:
    """One request for the models of an endpoint."""

    def __init__(self, endpoint: Endpoint, known: Catalogue, seconds: float = SECONDS) -> None:
        self._endpoint, self._known = endpoint, known
        self._until = time.monotonic() + seconds
        self._fetch: Fetch | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Cancel the request, from any thread."""
        self._cancelled = True
        if self._fetch is not None:
            self._fetch.cancel()

    def run(self) -> Group:
        """The models that the endpoint serves. Raises EndpointError."""
        found = tuple(dict.fromkeys(self._models()))
        if not found:
            raise EndpointError(f"{self._endpoint.host} serves no models")
        return Group(f"Served by {self._endpoint.host}", found)

    def _models(self) -> Iterator[Model]:
        try:
            entries = models_in(json.loads(self._body()), self._endpoint.model_list.format)
        except (ValueError, TypeError, RecursionError):
            host = self._endpoint.host
            raise EndpointError(
                f"{host} answers with something other than a list of models"
            ) from None
        for entry in self._resolved(entries):
            known = self._known.model(self._name(entry.name))
            yield known._replace(
                context=entry.context or known.context,
                output=entry.output or known.output,
                price_in=known.price_in if entry.price_in is None else entry.price_in,
                price_out=known.price_out if entry.price_out is None else entry.price_out,
                deprecation=entry.deprecation or known.deprecation,
            )

    def _resolved(self, entries: Iterable[Model]) -> Iterator[Model]:
        """The entries, with the models that are known in place of a proxy's `PROVIDER/*`."""
        for entry in entries:
            provider, star, rest = entry.name.partition("/*")
            if star and not rest:
                yield from (
                    Model(f"{provider}/{model.name.removeprefix(f'{provider}/')}")
                    for model in self._known.models
                    if model.provider == provider and not model.retired
                )
            elif "*" not in entry.name:
                yield entry

    def _name(self, listed: str) -> str:
        prefix = self._endpoint.prefix
        return listed if listed.startswith(prefix) else prefix + listed

    def _body(self) -> bytes:
        *first, last = self._endpoint.urls
        for url in first:
            try:
                return self._get(url)
            except FetchError as error:
                if error.status != 404:
                    raise EndpointError(self._failure(error)) from None
        try:
            return self._get(last)
        except FetchError as error:
            raise EndpointError(self._failure(error)) from None

    def _get(self, url: str) -> bytes:
        left = max(0.1, self._until - time.monotonic())
        self._fetch = Fetch(url, self._endpoint.headers, left)
        if self._cancelled:
            self._fetch.cancel()
        return self._fetch.run()

    def _failure(self, error: FetchError) -> str:
        """The reason of a failure, in plain words and without a secret."""
        host, redact = self._endpoint.host, self._endpoint.redact
        if error.status is None:
            return redact(str(error))
        what = f"{host} answers {error.status}"
        if error.status in (401, 403):
            refuses = "refuses the API key" if self._endpoint.has_key else "requires an API key"
            what = f"{host} {refuses} ({error.status})"
        elif error.status == 404:
            what = f"{host} has no list of models (404)"
        # Redacted before it is shortened: half a secret would not be found.
        quoted = _quoted(str(error), redact)
        return f"{what}: {quoted}" if quoted else what


def _quoted(body: str, redact: Callable[[str], str]) -> str:
    """The message in the body of an error; empty where that is a page for a browser."""
    with contextlib.suppress(ValueError, RecursionError):
        body = _message(json.loads(body))
    # What JSON escapes is a secret only once it is read.
    text = " ".join(redact(body).split())
    if text.startswith("<"):
        return ""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _message(value: Any) -> str:
    """The text in an error, where the providers put it."""
    for name in ("error", "message", "detail"):
        if isinstance(value, dict) and name in value:
            return _message(value[name])
    return value if isinstance(value, str) else ""


async def ask(endpoint: Endpoint, known: Catalogue) -> Group:
    """The models that the endpoint serves, asked without blocking the loop. Raises EndpointError.

    It is asked in a thread of its own, which ends soon after this is cancelled. A program that
    ends does not wait for that thread, as it would for one of the loop's.
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
        raise EndpointError(f"{endpoint.host} does not answer within {SECONDS:g} s") from None
    finally:
        listing.cancel()
