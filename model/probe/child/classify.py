"""The class of a failure, from the exception that litellm raises."""

import re
import ssl
from collections.abc import Sequence
from typing import NamedTuple

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.child.answer_bounds import TooLargeAnswerError
from llm_tui.model.probe.child.answer_errors import (
    EmptyAnswerError,
    NoResponseError,
    OwnLimitError,
)
from llm_tui.model.probe.child.provider_message import provider_message
from llm_tui.model.secrets.redactor import Redactor

_TOO_LARGE = (TooLargeAnswerError, MemoryError)


class Failure(NamedTuple):
    """An exception in words without secrets; the fields are those of `AttemptFailed`."""

    kind: FailureKind
    status: int | None
    """The HTTP status, where a server sent one."""
    message: str


_BY_NAME = (
    ("AuthenticationError", FailureKind.KEY_REFUSED),
    ("PermissionDeniedError", FailureKind.KEY_REFUSED),
    ("NotFoundError", FailureKind.MODEL_NOT_FOUND),
    ("RateLimitError", FailureKind.RATE_LIMITED),
    ("Timeout", FailureKind.TIMED_OUT),
    ("APIResponseValidationError", FailureKind.GARBLED),
    ("UnprocessableEntityError", FailureKind.PARAMETER_REFUSED),
    ("BadRequestError", FailureKind.PARAMETER_REFUSED),
)
_BY_STATUS = {
    400: FailureKind.PARAMETER_REFUSED,
    401: FailureKind.KEY_REFUSED,
    402: FailureKind.RATE_LIMITED,
    403: FailureKind.KEY_REFUSED,
    404: FailureKind.MODEL_NOT_FOUND,
    408: FailureKind.TIMED_OUT,
    422: FailureKind.PARAMETER_REFUSED,
    429: FailureKind.RATE_LIMITED,
}
_UNREACHABLE = (
    "ConnectError",
    "ConnectTimeout",
    "ClientConnectorError",
    "ClientConnectorDNSError",
    "ClientOSError",
    "ServerDisconnectedError",
    "RemoteProtocolError",
    "ReadError",
    "WriteError",
    "UnsupportedProtocol",
    "InvalidURL",
    "InvalidUrlClientError",
    "EndpointConnectionError",
    "gaierror",
    "ConnectionError",
)
_TIMED_OUT = ("ReadTimeout", "TimeoutError", "PoolTimeout", "WriteTimeout")
_GARBLED = re.compile(
    r"JSON|Expecting value|[Ii]nvalid response|[Uu]nable to (?:parse|get json)|validation error"
    r"|Checksum mismatch|^'\w+'$|has no attribute|KeyError|NoneType|not subscriptable"
    r"|[Uu]nexpected (?:response|chunk)"
)


def classify(error: BaseException, redactor: Redactor) -> Failure:
    """Return the kind of the failure, its status, and the provider's own words."""
    status = _status(error)
    chain = _chain(error)
    kind = _kind(error, chain, status)
    if kind in (
        FailureKind.UNREACHABLE,
        FailureKind.TLS,
        FailureKind.NO_PROVIDER,
        FailureKind.GARBLED,
    ):
        # litellm gives such errors statuses that no server ever sent.
        status = None
    if isinstance(error, OwnLimitError):
        message = f"no complete answer within the {error} s of this test"
    elif too_large := next((link for link in chain if isinstance(link, _TOO_LARGE)), None):
        message = str(too_large) or "the answer takes more memory than a test may use"
    else:
        message = provider_message(str(error), chain, redactor)
    return Failure(kind, status, message)


def _kind(error: BaseException, chain: Sequence[BaseException], status: int | None) -> FailureKind:
    if isinstance(error, NoResponseError | EmptyAnswerError):
        return FailureKind.EMPTY
    if isinstance(error, OwnLimitError):
        return FailureKind.TIMED_OUT
    if any(isinstance(link, _TOO_LARGE) for link in chain):
        return FailureKind.GARBLED
    names = {base.__name__ for link in chain for base in type(link).__mro__}
    kind = _by_words(str(error)) or _by_connection(chain, names, status)
    if kind is not None:
        return kind
    if "JSONDecodeError" in names or (status in (None, 500) and _GARBLED.search(str(error))):
        return FailureKind.GARBLED
    by_name = (kind for name, kind in _BY_NAME if name in names)
    return _BY_STATUS.get(status or 0) or next(by_name, FailureKind.PROVIDER_FAULT)


_BY_WORDS = {
    "LLM Provider NOT provided": FailureKind.NO_PROVIDER,
    "api_key client option must be set": FailureKind.KEY_MISSING,
    "Missing credentials": FailureKind.KEY_MISSING,
    "HTTP 200 but its body": FailureKind.GARBLED,
    # LiteLLM's proxy answers these with status 400, which is no help: without a database, to every
    # key but its master key (litellm/proxy/auth/user_api_key_auth.py), and to an unknown model.
    "No connected db.": FailureKind.KEY_REFUSED,
    "Invalid model name passed in model=": FailureKind.MODEL_NOT_FOUND,
}


def _by_words(text: str) -> FailureKind | None:
    """The kind of a message of litellm's own, or of its proxy's."""
    return next((kind for words, kind in _BY_WORDS.items() if words in text), None)


def _by_connection(
    chain: Sequence[BaseException], names: set[str], status: int | None
) -> FailureKind | None:
    """The kind of a failure before a server answered."""
    if any(isinstance(link, ssl.SSLError) for link in chain):
        return FailureKind.TLS
    # With an HTTPStatusError a server answered before whatever went wrong.
    if names.intersection(_UNREACHABLE) and "HTTPStatusError" not in names:
        return FailureKind.UNREACHABLE
    if names.intersection(_TIMED_OUT) and status in (None, 408, 500):
        return FailureKind.TIMED_OUT
    return None


def _chain(error: BaseException) -> list[BaseException]:
    """The error, what litellm wrapped in it, and its causes."""
    chain: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        link = waiting.pop()
        if isinstance(link, BaseException) and not any(link is known for known in chain):
            chain.append(link)
            waiting += [
                link.__cause__ or link.__context__,
                getattr(link, "original_exception", None),
            ]
    return chain


def _status(error: BaseException) -> int | None:
    for link in (getattr(error, "original_exception", None), error):
        status = str(getattr(link, "status_code", ""))
        if status.isdecimal():
            return int(status)
    return None
