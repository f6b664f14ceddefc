"""The class of a failure."""

import ssl

import pytest

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.child.answer_errors import (
    EmptyAnswerError,
    NoResponseError,
    OwnLimitError,
    ProgramError,
)
from llm_tui.model.probe.child.classify import Failure, classify
from llm_tui.model.probe.child.traffic import Reply
from llm_tui.model.secrets.redactor import Redactor
from tests.model.probe.child.errors import made

NOBODY = Redactor([])


def kind(error: BaseException) -> FailureKind:
    return classify(error, NOBODY).kind


BY_STATUS = {
    400: FailureKind.PARAMETER_REFUSED,
    401: FailureKind.KEY_REFUSED,
    402: FailureKind.OUT_OF_QUOTA,
    403: FailureKind.KEY_REFUSED,
    404: FailureKind.WRONG_ADDRESS,
    405: FailureKind.WRONG_ADDRESS,
    422: FailureKind.PARAMETER_REFUSED,
    429: FailureKind.RATE_LIMITED,
    500: FailureKind.PROVIDER_FAULT,
    503: FailureKind.PROVIDER_FAULT,
    0: FailureKind.PROVIDER_FAULT,
}


@pytest.mark.parametrize(("status", "expected"), BY_STATUS.items())
def test_a_status_has_a_kind_whatever_the_class(status: int, expected: FailureKind) -> None:
    error = made("APIError", "no", status_code=status)

    assert classify(error, NOBODY) == Failure(expected, None, "no")


BY_NAME = {
    "AuthenticationError": FailureKind.KEY_REFUSED,
    "PermissionDeniedError": FailureKind.KEY_REFUSED,
    "NotFoundError": FailureKind.WRONG_ADDRESS,
    "RateLimitError": FailureKind.RATE_LIMITED,
    "Timeout": FailureKind.TIMED_OUT,
    "APIResponseValidationError": FailureKind.GARBLED,
    "UnprocessableEntityError": FailureKind.PARAMETER_REFUSED,
    "BadRequestError": FailureKind.PARAMETER_REFUSED,
    "SomethingElse": FailureKind.PROVIDER_FAULT,
    "JSONDecodeError": FailureKind.GARBLED,
    **dict.fromkeys(
        (
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
        ),
        FailureKind.UNREACHABLE,
    ),
    **dict.fromkeys(
        ("ReadTimeout", "TimeoutError", "PoolTimeout", "WriteTimeout"), FailureKind.TIMED_OUT
    ),
}


@pytest.mark.parametrize(("name", "expected"), BY_NAME.items())
def test_without_a_status_the_class_decides(name: str, expected: FailureKind) -> None:
    assert kind(made(name)) is expected
    assert kind(made("Own", bases=(type(made(name)),))) is expected
    assert kind(made("APIError", cause=made(name))) is expected


def test_a_status_counts_more_than_the_class() -> None:
    assert kind(made("BadRequestError", status_code=401)) is FailureKind.KEY_REFUSED
    assert kind(made("BadRequestError", status_code=418)) is FailureKind.PARAMETER_REFUSED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LLM Provider NOT provided. Pass model", FailureKind.MODEL_NOT_FOUND),
        ("The api_key client option must be set", FailureKind.KEY_MISSING),
        ("Missing credentials. Please pass", FailureKind.KEY_MISSING),
        ("got HTTP 200 but its body is odd", FailureKind.GARBLED),
        ("No connected db.", FailureKind.KEY_REFUSED),
        ("Invalid model name passed in model=x", FailureKind.MODEL_NOT_FOUND),
        ("No connected database", FailureKind.PARAMETER_REFUSED),
    ],
)
def test_messages_of_litellm_and_its_proxy_count_more_than_the_status(
    text: str, expected: FailureKind
) -> None:
    assert kind(made("BadRequestError", text, status_code=400)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "bad JSON",
        "Expecting value: line 1",
        "Invalid response object",
        "invalid response",
        "Unable to parse it",
        "unable to get json",
        "1 validation error for X",
        "Checksum mismatch: expected",
        "'choices'",
        "'str' object has no attribute 'get'",
        "KeyError: 1",
        "'NoneType' object",
        "object is not subscriptable",
        "Unexpected response",
        "unexpected chunk",
    ],
)
def test_an_answer_of_another_shape_is_garbled_and_has_no_status(text: str) -> None:
    for status in (None, 500):
        failure = classify(made("APIError", text, status_code=status), NOBODY)
        assert (failure.kind, failure.status) == (FailureKind.GARBLED, None)
    assert kind(made("APIError", text, status_code=503)) is FailureKind.PROVIDER_FAULT


def test_a_key_error_in_the_middle_of_a_text_is_no_shape() -> None:
    assert kind(made("APIError", "the 'choices' of the user")) is FailureKind.PROVIDER_FAULT


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (NoResponseError("nothing"), FailureKind.EMPTY),
        (EmptyAnswerError("nothing"), FailureKind.EMPTY),
        (OwnLimitError(5), FailureKind.TIMED_OUT),
        (ProgramError("twice"), FailureKind.PARAMETER_REFUSED),
        (made("ModuleNotFoundError", bases=(ImportError,)), FailureKind.TEST_FAULT),
        (made("APIError", cause=ImportError("google")), FailureKind.TEST_FAULT),
    ],
)
def test_our_own_errors_are_what_they_are(error: BaseException, expected: FailureKind) -> None:
    assert kind(error) is expected


def test_the_limit_of_the_test_is_named() -> None:
    assert classify(OwnLimitError(2.5), NOBODY) == Failure(
        FailureKind.TIMED_OUT, None, "no complete answer within the 2.5 s of this test"
    )


def test_a_certificate_comes_before_the_connection_that_it_broke() -> None:
    broken = made("ConnectError", cause=ssl.SSLCertVerificationError("self-signed"))

    failure = classify(made("InternalServerError", status_code=500, cause=broken), NOBODY)

    assert (failure.kind, failure.status) == (FailureKind.UNREACHABLE, None)


def test_a_connection_that_broke_after_the_answer_is_not_unreachable() -> None:
    answered = made("ReadError", cause=made("HTTPStatusError"))

    assert kind(made("APIError", status_code=401, cause=answered)) is FailureKind.KEY_REFUSED
    failure = classify(made("APIError", status_code=500, cause=made("ReadError")), NOBODY)
    assert (failure.kind, failure.status) == (FailureKind.UNREACHABLE, None)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, FailureKind.TIMED_OUT),
        (408, FailureKind.TIMED_OUT),
        (500, FailureKind.TIMED_OUT),
        (503, FailureKind.PROVIDER_FAULT),
        (429, FailureKind.RATE_LIMITED),
    ],
)
def test_a_timeout_counts_unless_the_server_sent_a_status(
    status: int | None, expected: FailureKind
) -> None:
    assert kind(made("APIError", status_code=status, cause=made("ReadTimeout"))) is expected


def test_a_status_is_shown_only_if_the_server_sent_it() -> None:
    """Litellm gives each of its own timeouts the status 408."""
    error = made("Timeout", status_code=408)

    assert classify(error, NOBODY)[:2] == (FailureKind.TIMED_OUT, None)
    assert classify(error, NOBODY, Reply(408, {}, ""))[:2] == (FailureKind.TIMED_OUT, 408)


def test_an_error_that_comes_with_status_200_is_shown_in_its_own_words() -> None:
    reply = Reply(200, {}, '{"error": {"message": "You exceeded your current quota", "code": 429}}')

    assert classify(made("APIError", "OpenAIException - "), NOBODY, reply) == Failure(
        FailureKind.OUT_OF_QUOTA, None, "You exceeded your current quota"
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [(408, FailureKind.TIMED_OUT), (409, FailureKind.GARBLED), (500, FailureKind.TIMED_OUT)],
)
def test_a_timeout_counts_more_than_what_could_not_be_read_before_it(
    status: int, expected: FailureKind
) -> None:
    timeout = made("ReadTimeout", cause=made("JSONDecodeError"))

    assert kind(made("APIError", status_code=status, cause=timeout)) is expected


@pytest.mark.parametrize("attribute", ["__cause__", "__context__", "original_exception"])
def test_what_litellm_wrapped_is_looked_at_wherever_it_is(attribute: str) -> None:
    error, inner = made("APIError"), made("Wrapper", cause=made("ConnectError"))
    setattr(error, attribute, inner)

    assert kind(error) is FailureKind.UNREACHABLE


def test_errors_that_name_each_other_as_cause_end() -> None:
    error, other = made("APIError"), made("Other")
    error.__cause__, other.__cause__ = other, error
    other.original_exception = other  # type: ignore[attr-defined]

    assert kind(error) is FailureKind.PROVIDER_FAULT


@pytest.mark.parametrize(
    ("own", "wrapped", "expected"),
    [
        (500, 404, FailureKind.WRONG_ADDRESS),
        (500, "404", FailureKind.WRONG_ADDRESS),
        ("404", None, FailureKind.WRONG_ADDRESS),
        (404, "none", FailureKind.WRONG_ADDRESS),
        (None, None, FailureKind.PROVIDER_FAULT),
        ("4o4", None, FailureKind.PROVIDER_FAULT),
    ],
)
def test_without_an_answer_the_status_that_litellm_gives_decides_the_kind(
    own: object, wrapped: object, expected: FailureKind
) -> None:
    original = made("Original", status_code=wrapped)

    assert kind(made("APIError", "no", status_code=own, original_exception=original)) is expected


def test_secrets_are_cut_out_of_the_message() -> None:
    redactor = Redactor(["my-own-secret"])

    assert "my-own" not in classify(made("APIError", "no my-own-secret"), redactor).message


def test_the_status_and_the_words_are_those_that_the_server_sent() -> None:
    """For litellm changes statuses, and cuts texts."""
    reply = Reply(529, {}, '{"error": {"type": "overloaded_error", "message": "Overloaded"}}')

    failure = classify(made("InternalServerError", "odd", status_code=500), NOBODY, reply)

    assert failure == Failure(FailureKind.OVERLOADED, 529, "Overloaded")


def test_an_answer_that_is_no_error_and_can_t_be_used_is_garbled() -> None:
    failure = classify(made("APIError", "no", status_code=500), NOBODY, Reply(200, {}, "{}"))

    assert (failure.kind, failure.status) == (FailureKind.GARBLED, None)


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (400, "Your credit balance is too low to access the API.", FailureKind.OUT_OF_QUOTA),
        (400, "prompt is too long: 210000 tokens > 200000 maximum", FailureKind.TOO_LARGE),
        (400, "max_tokens: 100000 > 8192", FailureKind.PARAMETER_REFUSED),
        (400, "API key not valid. Please pass a valid API key.", FailureKind.KEY_REFUSED),
        (400, "Output blocked by content filtering policy", FailureKind.CONTENT_REFUSED),
        (400, "not_found_error: model: claude-9", FailureKind.MODEL_NOT_FOUND),
        (400, "x/y is not a valid model ID", FailureKind.MODEL_NOT_FOUND),
        (400, "'max_tokens' is not supported with this model.", FailureKind.PARAMETER_REFUSED),
        (403, "You don't have access to the model with this ID.", FailureKind.NO_ACCESS),
        (403, "Country, region, or territory not supported", FailureKind.REGION_REFUSED),
        (404, "404 page not found", FailureKind.WRONG_ADDRESS),
        (503, "The model is overloaded. Please try again later.", FailureKind.OVERLOADED),
    ],
)
def test_the_providers_words_count_more_than_its_status(
    status: int, text: str, expected: FailureKind
) -> None:
    assert classify(made("APIError", "odd"), NOBODY, Reply(status, {}, text)).kind is expected
