"""From an exception to a class of failure and words without secrets."""

import re
import ssl
from collections.abc import Collection, Iterator
from typing import Any

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.provider_message import providers_words
from llm_tui.model.secrets.redactor import Redactor


class NoResponseError(Exception):
    """The provider answered, with nothing. OpenHands' LLMNoResponseError."""


class EmptyAnswerError(Exception):
    """The answer is complete and has no text. OpenHands would take it, and try nothing more."""


class OwnLimitError(Exception):
    """The time limit of the test, not one of the section's, has passed."""


_BY_NAME = (
    ("UnsupportedParamsError", FailureKind.PARAMETER_REFUSED),
    ("ContextWindowExceededError", FailureKind.PARAMETER_REFUSED),
    ("AuthenticationError", FailureKind.KEY_REFUSED),
    ("PermissionDeniedError", FailureKind.KEY_REFUSED),
    ("NotFoundError", FailureKind.MODEL_NOT_FOUND),
    ("RateLimitError", FailureKind.RATE_LIMITED),
    ("Timeout", FailureKind.TIMED_OUT),
    ("JSONDecodeError", FailureKind.GARBLED),
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


def classify(error: BaseException, redactor: Redactor) -> dict[str, Any]:
    """The failure as the fields of an event: kind, status and message."""
    status = _status(error)
    kind = _kind(error, status)
    if kind in (
        FailureKind.UNREACHABLE,
        FailureKind.TLS,
        FailureKind.NO_PROVIDER,
        FailureKind.GARBLED,
    ):
        # litellm gives such errors statuses that no server ever sent.
        status = None
    return {"kind": kind.value, "status": status, "message": _words(error, redactor)}


def is_one_of(error: BaseException, names: Collection[str]) -> bool:
    """Is the error, or what it stands for, of one of these classes? `Exception` means all.

    All others are litellm's. Most are also of openai's classes, among them some of the same name
    that mean more: to openai, a timeout is an APIConnectionError, and nearly all are an APIError.
    """
    if isinstance(error, NoResponseError):
        return "LLMNoResponseError" in names
    original = getattr(error, "original_exception", None)
    if isinstance(original, BaseException) and type(error).__name__ == "MidStreamFallbackError":
        error = original
    return "Exception" in names or any(
        base.__name__ in names
        and (base.__module__.startswith("litellm") or base.__name__ == "OpenAIError")
        for base in type(error).__mro__
    )


def _kind(error: BaseException, status: int | None) -> FailureKind:
    if isinstance(error, NoResponseError | EmptyAnswerError):
        return FailureKind.EMPTY
    if isinstance(error, OwnLimitError):
        return FailureKind.TIMED_OUT
    chain = list(_chain(error))
    names = {base.__name__ for link in chain for base in type(link).__mro__}
    kind = _by_words(str(error)) or _by_connection(chain, names, status)
    if kind is not None:
        return kind
    if "JSONDecodeError" in names or (status in (None, 500) and _GARBLED.search(str(error))):
        return FailureKind.GARBLED
    by_name = (kind for name, kind in _BY_NAME if name in names)
    return _BY_STATUS.get(status or 0) or next(by_name, FailureKind.PROVIDER_FAULT)


_OWN_WORDS = {
    "LLM Provider NOT provided": FailureKind.NO_PROVIDER,
    "api_key client option must be set": FailureKind.KEY_MISSING,
    "Missing credentials": FailureKind.KEY_MISSING,
    "HTTP 200 but its body": FailureKind.GARBLED,
    # What LiteLLM's proxy answers with status 400, which tells nothing: without a database, to
    # every key but its master key (litellm/proxy/auth/user_api_key_auth.py), and to a model that
    # it does not have.
    "No connected db.": FailureKind.KEY_REFUSED,
    "Invalid model name passed in model=": FailureKind.MODEL_NOT_FOUND,
}


def _by_words(text: str) -> FailureKind | None:
    """What litellm and its proxy say in words of their own."""
    return next((kind for words, kind in _OWN_WORDS.items() if words in text), None)


def _by_connection(
    chain: list[BaseException], names: set[str], status: int | None
) -> FailureKind | None:
    """What went wrong before a server answered."""
    if any(isinstance(link, ssl.SSLError) for link in chain):
        return FailureKind.TLS
    if names.intersection(_UNREACHABLE) and not _was_answered(chain):
        return FailureKind.UNREACHABLE
    if names.intersection(_TIMED_OUT) and status in (None, 408, 500):
        return FailureKind.TIMED_OUT
    return None


def _was_answered(chain: list[BaseException]) -> bool:
    """Did a server answer with a status, before whatever went wrong?"""
    return any(type(link).__name__ == "HTTPStatusError" for link in chain)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        original = getattr(error, "original_exception", None)
        if isinstance(original, BaseException):
            yield from _chain(original)
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int | None:
    original = getattr(error, "original_exception", None)
    for link in (original, error):
        status = getattr(link, "status_code", None)
        if isinstance(status, int):
            return status
        if isinstance(status, str) and status.isdecimal():
            return int(status)
    return None


def _words(error: BaseException, redactor: Redactor) -> str:
    if isinstance(error, OwnLimitError):
        return f"no complete answer within the {error} s of this test"
    return providers_words(str(error), list(_chain(error)), redactor)
