"""The class of a failure, from the exception that litellm raises and the answer behind it."""

import re
import ssl
import sys
from collections.abc import Sequence
from typing import NamedTuple

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.child.answer_errors import (
    EmptyAnswerError,
    NoResponseError,
    NotStreamedError,
    OwnLimitError,
    ProgramError,
    TooLargeAnswerError,
)
from llm_tui.model.probe.child.failure_words import kind_by_words
from llm_tui.model.probe.child.provider_message import provider_message
from llm_tui.model.probe.child.traffic import Reply
from llm_tui.model.secrets.redactor import Redactor

_TOO_LARGE = (TooLargeAnswerError, MemoryError)


class Failure(NamedTuple):
    """An exception in words without secrets; the fields are those of `AttemptFailed`."""

    kind: FailureKind
    status: int | None
    """The HTTP status, where a server sent one."""
    message: str


_BY_TYPE: tuple[tuple[type[BaseException], FailureKind], ...] = (
    (NoResponseError, FailureKind.EMPTY),
    (EmptyAnswerError, FailureKind.EMPTY),
    (NotStreamedError, FailureKind.GARBLED),
    (OwnLimitError, FailureKind.TIMED_OUT),
    (ProgramError, FailureKind.PARAMETER_REFUSED),
)

_BY_NAME = (
    ("AuthenticationError", FailureKind.KEY_REFUSED),
    ("PermissionDeniedError", FailureKind.KEY_REFUSED),
    ("NotFoundError", FailureKind.WRONG_ADDRESS),
    ("RateLimitError", FailureKind.RATE_LIMITED),
    ("Timeout", FailureKind.TIMED_OUT),
    ("APIResponseValidationError", FailureKind.GARBLED),
    ("UnprocessableEntityError", FailureKind.PARAMETER_REFUSED),
    ("BadRequestError", FailureKind.PARAMETER_REFUSED),
)
_BY_STATUS = {
    400: FailureKind.PARAMETER_REFUSED,
    401: FailureKind.KEY_REFUSED,
    402: FailureKind.OUT_OF_QUOTA,
    403: FailureKind.KEY_REFUSED,
    404: FailureKind.WRONG_ADDRESS,
    405: FailureKind.WRONG_ADDRESS,
    408: FailureKind.TIMED_OUT,
    413: FailureKind.TOO_LARGE,
    422: FailureKind.PARAMETER_REFUSED,
    429: FailureKind.RATE_LIMITED,
    504: FailureKind.TIMED_OUT,
    524: FailureKind.TIMED_OUT,
    529: FailureKind.OVERLOADED,
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


def classify(error: BaseException, redactor: Redactor, reply: Reply | None = None) -> Failure:
    """Return the kind of the failure, its status, and the provider's own words.

    reply: the last answer of the server, where one was seen.
    """
    chain = _chain(error)
    sent = _refusal(reply)
    status = sent.status if sent else _status(error)
    kind = _kind(error, chain, status, reply)
    if isinstance(error, OwnLimitError):
        message = f"no complete answer within the {error} s of this test"
    elif too_large := next((link for link in chain if isinstance(link, _TOO_LARGE)), None):
        message = str(too_large) or "the answer takes more memory than a test may use"
    else:
        message = provider_message(str(error), chain, redactor, _words(reply))
    if kind is FailureKind.TEST_FAULT:
        message = f"{message}: install it in {sys.prefix}"
    # litellm gives errors statuses that no server ever sent.
    return Failure(kind, sent.status if sent else None, message)


def _refusal(reply: Reply | None) -> Reply | None:
    """The answer, if it is an error."""
    return reply if reply is not None and reply.status >= 400 else None


def _words(reply: Reply | None) -> str:
    """The answer, if it says what is wrong: some servers send that with status 200."""
    if reply is None or not (reply.status >= 400 or _ERROR_FIRST.match(reply.text)):
        return ""
    return reply.text


_ERROR_FIRST = re.compile(r'\s*\{\s*"error"\s*:')


def _kind(
    error: BaseException, chain: Sequence[BaseException], status: int | None, reply: Reply | None
) -> FailureKind:
    own = next((kind for cls, kind in _BY_TYPE if isinstance(error, cls)), None)
    if any(isinstance(link, _TOO_LARGE) for link in chain):
        own = FailureKind.GARBLED
    if own is not None:
        return own
    names = {base.__name__ for link in chain for base in type(link).__mro__}
    sent = _refusal(reply)
    if sent is None and "ImportError" in names:
        return FailureKind.TEST_FAULT
    found = kind_by_words(_words(reply) or str(error)) or _by_connection(chain, names, status)
    if found is not None:
        return found
    if "JSONDecodeError" in names or (
        sent is None and status in (None, 500) and _GARBLED.search(str(error))
    ):
        return FailureKind.GARBLED
    if reply is not None and sent is None:
        # The server did not refuse the request: litellm can't read its answer.
        return FailureKind.GARBLED
    by_name = (kind for name, kind in _BY_NAME if name in names)
    return _BY_STATUS.get(status or 0) or next(by_name, FailureKind.PROVIDER_FAULT)


def _by_connection(
    chain: Sequence[BaseException], names: set[str], status: int | None
) -> FailureKind | None:
    """The kind of a failure before a server answered."""
    if any(isinstance(link, ssl.SSLError) for link in chain):
        return FailureKind.UNREACHABLE
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
