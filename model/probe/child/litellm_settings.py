"""How litellm is set for a test: quiet, offline, and ours with one request per attempt."""

import contextlib
import functools
from typing import Any

import litellm

from llm_tui.model.probe.child import tool_gateway


class UnsupportedLitellmError(Exception):
    """The installed litellm lacks what a test relies on."""


def apply(*, is_own: bool) -> None:
    """Set litellm's globals. Raises UnsupportedLitellmError where it can't be used.

    is_own: is it ours? That of a program repeats requests as it does for the program.
    """
    if not callable(getattr(litellm, "completion", None)):
        raise UnsupportedLitellmError("litellm has no function completion")
    litellm.suppress_debug_info = True
    litellm.disable_token_counter = True
    litellm.disable_hf_tokenizer_download = True
    litellm.telemetry = False
    _keep_to_one_thread()
    if is_own:
        _send_once()
        tool_gateway.stand_in()


def _keep_to_one_thread() -> None:
    """Leave out the logging after a call: a process that forks may have no threads."""
    with contextlib.suppress(ImportError):
        from litellm.litellm_core_utils.thread_pool_executor import executor

        executor.submit = _discard  # type: ignore[method-assign, assignment]


def _discard(*_: object, **__: object) -> None:
    """Take work, and do not do it."""


def _send_once() -> None:
    """Turn off the retries of the OpenAI client, which litellm turns on unless told otherwise.

    Told by arguments of the call, it would send them to some providers.
    """
    import openai

    for client in (openai.OpenAI, openai.AzureOpenAI):
        client.__init__ = _without_retries(client.__init__)  # type: ignore[method-assign]


def _without_retries(construct: Any) -> Any:
    @functools.wraps(construct)
    def construct_once(*args: Any, **kwargs: Any) -> None:
        construct(*args, **{**kwargs, "max_retries": 0})

    return construct_once
