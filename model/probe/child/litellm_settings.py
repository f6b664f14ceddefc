"""How litellm is set for a test: quiet, offline, and with one request per attempt."""

import sys
from typing import NoReturn

import litellm
from litellm.llms.custom_httpx.http_handler import AsyncHTTPHandler

_SECOND_REQUEST = "single_connection_post_request"
"""The method that litellm sends a request once more with, after a connection that broke."""


class UnsupportedLitellmError(Exception):
    """The installed litellm lacks what a test relies on."""


def apply() -> None:
    """Set litellm's globals. Raises UnsupportedLitellmError if it can't be kept from repeating."""
    litellm.suppress_debug_info = True
    litellm.disable_token_counter = True
    litellm.disable_hf_tokenizer_download = True
    litellm.telemetry = False
    if not callable(getattr(AsyncHTTPHandler, _SECOND_REQUEST, None)):
        raise UnsupportedLitellmError(
            f"AsyncHTTPHandler has no {_SECOND_REQUEST}: one attempt could become two requests"
        )
    setattr(AsyncHTTPHandler, _SECOND_REQUEST, _raise_again)


async def _raise_again(*_: object, **__: object) -> NoReturn:
    """Raise again what litellm is handling when it calls this."""
    error = sys.exc_info()[1]
    assert error is not None
    raise error
