"""One GET over HTTP, bounded in time and size, that can be cancelled at any instant."""

import contextlib
import http.client
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from llm_tui.model.errors import LlmTuiError

SECONDS = 10.0
SIZE = 4_000_000
"""The most bytes of an answer: the longest known list has less than a fifth of that."""


class FetchError(LlmTuiError):
    """There is no usable answer. The text may quote the server."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class Fetch:
    """A request to one address. The headers, which may hold a key, go to no other host."""

    def __init__(self, url: str, headers: Mapping[str, str], seconds: float = SECONDS) -> None:
        self._url, self._headers, self._seconds = url, dict(headers), seconds
        self._host = urlsplit(url).netloc
        self._sockets: list[socket.socket] = []
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Cancel the request, from any thread."""
        self._cancelled.set()
        for connected in self._sockets:
            with contextlib.suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)

    def run(self) -> bytes:
        """Return the body of the answer. Raises FetchError."""
        # The timeout of a socket is for each read: one byte now and then would never end.
        watchdog = threading.Timer(self._seconds, self.cancel)
        watchdog.daemon = True
        watchdog.start()
        try:
            return self._read()
        except urllib.error.HTTPError as error:
            raise self._refusal(error) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchError(self._reason(error)) from None
        finally:
            watchdog.cancel()

    def _read(self) -> bytes:
        opener = urllib.request.build_opener(_Http(self), _Https(self), _SameHost())
        request = urllib.request.Request(self._url, headers=self._headers)  # noqa: S310
        with opener.open(request, timeout=self._seconds) as answer:
            body: bytes = answer.read(SIZE + 1)
        if self._cancelled.is_set():
            raise TimeoutError
        if len(body) > SIZE:
            raise FetchError(f"{self._host} answers with more than {SIZE // 1_000_000} MB")
        return body

    def connected(self, connection: http.client.HTTPConnection) -> None:
        """Keep the socket of a connection, to close it when the request is cancelled."""
        self._sockets.append(connection.sock)
        if self._cancelled.is_set():
            self.cancel()

    def _refusal(self, error: urllib.error.HTTPError) -> FetchError:
        if isinstance(error, _RedirectError):
            return FetchError(f"{self._host} redirects to {error.target}, which is not followed")
        words = ""
        with contextlib.suppress(OSError, http.client.HTTPException), error:
            words = error.read(2000).decode("utf-8", "replace")
        return FetchError(words, error.code)

    def _reason(self, error: Exception) -> str:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        if self._cancelled.is_set() or isinstance(cause, TimeoutError):
            return f"{self._host} gave no complete answer within {self._seconds:.2g} s"
        words = next((text for kind, text in _CAUSES if isinstance(cause, kind)), None)
        if words is None and isinstance(cause, OSError):
            words = "{}: " + (cause.strerror or type(cause).__name__).lower()
        return (words or "{} can't be asked: base_url is not an address").format(self._host)


_CAUSES = (
    (ConnectionRefusedError, "nothing listens at {}"),
    (socket.gaierror, "there is no host {}"),
    (http.client.HTTPException, "{} does not answer in HTTP, or the connection broke"),
    (ssl.SSLCertVerificationError, "the certificate of {} is not trusted"),
    (ssl.SSLError, "{} does not speak TLS correctly"),
)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self._fetch = fetch

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_kept(http.client.HTTPConnection, self._fetch), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self._fetch = fetch

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_kept(http.client.HTTPSConnection, self._fetch), req)


def _kept(kind: type[http.client.HTTPConnection], fetch: Fetch) -> Any:
    """A class of connections that hands its socket to the request."""

    class Kept(kind):  # type: ignore[misc, valid-type]
        def connect(self) -> None:
            super().connect()
            fetch.connected(self)

    return Kept


class _RedirectError(urllib.error.HTTPError):
    target = ""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows to the same host only, and never from https to http."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        here, there = urlsplit(req.full_url), urlsplit(newurl)
        if _is_same_host(here, there):
            return super().redirect_request(req, fp, code, msg, headers, newurl)
        error = _RedirectError(req.full_url, code, msg, headers, fp)
        error.target = there.netloc.rpartition("@")[2]
        raise error


def _is_same_host(here: SplitResult, there: SplitResult) -> bool:
    if here.hostname != there.hostname:
        return False
    if here.scheme == there.scheme:
        return here.port == there.port
    return (here.scheme, there.scheme) == ("http", "https") and not (here.port or there.port)
