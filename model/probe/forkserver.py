"""The process that imports litellm once and forks a worker for every test.

Its control socket carries one message per test: a file descriptor to talk with the worker on. The
end of that socket is the end of the zygote, and so of whoever started it, however that ended.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import NoReturn

CALM = 1.0
"""Seconds until the next worker is forked in advance: its rehearsal would slow down the last."""


def main() -> NoReturn:
    """Import litellm, say so, and fork until the control socket ends."""
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    begin = time.perf_counter()
    # The objects of the import live for good, and a worker lives for one test: the collector would
    # find nothing, and a fork copies every page that it touches.
    gc.disable()
    try:
        import litellm  # noqa: F401
        import tenacity  # noqa: F401
    except BaseException as error:  # noqa: BLE001
        _say(control, {"event": "unavailable", "message": f"{type(error).__name__}: {error}"})
        os._exit(1)
    from llm_tui.model.probe import worker

    _preload()
    _say(control, {"event": "ready", "seconds": round(time.perf_counter() - begin, 2)})
    spare: socket.socket | None = _fork_worker(control, worker.main)
    while True:
        if spare is None and not select.select([control], [], [], CALM)[0]:
            spare = _fork_worker(control, worker.main)
        message, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            os._exit(0)
        spare = spare or _fork_worker(control, worker.main)
        for handle in handles:
            _hand_over(spare, handle)
            os.close(handle)
        spare.close()
        spare = None


_USED_BY_CALLS = (
    "litellm._service_logger",
    "litellm.integrations.prometheus_services",
    "litellm.integrations.generic_api.generic_api_callback",
    "litellm.litellm_core_utils.default_encoding",
    "litellm.litellm_core_utils.logging_callback_manager",
    "litellm.llms.anthropic.chat.handler",
    "litellm.llms.gemini.common_utils",
    "litellm.llms.openai_like.chat.handler",
    "litellm.llms.vertex_ai.gemini.vertex_and_google_ai_studio_gemini",
    "tiktoken.load",
    "tiktoken_ext.openai_public",
)


def _preload() -> None:
    """Import what the first calls import, so that every worker has it from its birth."""
    for name in _USED_BY_CALLS:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    with contextlib.suppress(Exception):
        import openai

        # The client imports four hundred modules when its parts are first asked for.
        _ = openai.AsyncOpenAI(api_key="none").chat.completions
        _ = openai.AsyncAzureOpenAI(
            api_key="none", azure_endpoint="http://127.0.0.1", api_version="none"
        ).chat.completions


def _fork_worker(control: socket.socket, work: Callable[[socket.socket], None]) -> socket.socket:
    """Fork a worker that waits for its test, and ends with it."""
    ours, theirs = socket.socketpair()
    if os.fork():
        theirs.close()
        return ours
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        ours.close()
        work(theirs)
    finally:
        os._exit(0)


def _hand_over(spare: socket.socket, handle: int) -> None:
    try:
        socket.send_fds(spare, [b"t"], [handle])
    except OSError:
        # The worker was killed while it waited: whoever asked sees its socket end, and asks again.
        return


def _say(control: socket.socket, event: dict[str, object]) -> None:
    control.sendall(json.dumps(event).encode() + b"\n")


if __name__ == "__main__":
    main()
