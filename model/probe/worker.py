"""One test, in a process of its own: the attempts, the waits, and what came of them.

Only words leave this process: an exception holds the key, in its text, its causes and its frames.
"""

import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import litellm
import tenacity
from litellm.llms.custom_httpx.http_handler import AsyncHTTPHandler

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.classify import NoResponseError, OwnLimitError, classify, is_one_of
from llm_tui.model.probe.question import Answer, ask, ask_for_tool
from llm_tui.model.probe.warmup import Nobody, rehearse
from llm_tui.model.secrets.redactor import Redactor

FLUSH_SECONDS = 0.03
"""Text is sent on this often: a screen shows no more, and every line costs."""

FLUSH_LENGTH = 1 << 14
"""More text than this is sent on at once: copies of longer ones need new memory each time."""


def main(control: socket.socket) -> None:
    """Rehearse, wait for the socket of a test, and run that."""
    asyncio.run(_main(control))


async def _main(control: socket.socket) -> None:
    _quiet()
    # Also when the test is there already: its times are to be the model's, not those of a start.
    await rehearse(run)
    loop = asyncio.get_running_loop()
    control.setblocking(False)
    received: asyncio.Future[int] = loop.create_future()

    def receive() -> None:
        loop.remove_reader(control)
        _, handles, _, _ = socket.recv_fds(control, 1, 1)
        received.set_result(handles[0] if handles else -1)

    loop.add_reader(control, receive)
    handle = await received
    if handle < 0:
        return
    reader, writer = await asyncio.open_connection(sock=socket.socket(fileno=handle))
    line = await reader.readline()
    if line:
        channel = Channel(reader, writer)
        await run(json.loads(line), channel)
        await channel.close()


def _quiet() -> None:
    litellm.suppress_debug_info = True
    litellm.disable_token_counter = True
    litellm.disable_hf_tokenizer_download = True
    litellm.telemetry = False
    # After a connection that broke, litellm's own handler sends the request once more.
    AsyncHTTPHandler.single_connection_post_request = _send_no_second_request  # type: ignore[method-assign]


async def _send_no_second_request(*_: object, **__: object) -> NoReturn:
    """Raise again what litellm is handling when it calls this."""
    error = sys.exc_info()[1]
    assert error is not None
    raise error


class Channel:
    """The socket to whoever asked: events go out, `skip` comes in, its end is the end."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._skip = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(reader))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if json.loads(line).get("do") == "skip":
                self._skip.set()
        # Nobody listens any more. The kernel closes the connection to the provider.
        os._exit(0)

    def send(self, **event: Any) -> None:
        """Send one event."""
        self._writer.write(json.dumps(event).encode() + b"\n")

    async def flow(self) -> None:
        """Wait while whoever asked is slower than we are."""
        await self._writer.drain()

    async def sleep(self, seconds: float) -> None:
        """Wait, unless the wait is skipped."""
        self._skip.clear()
        try:
            await asyncio.wait_for(self._skip.wait(), seconds)
        except TimeoutError:
            return

    async def close(self) -> None:
        """Send what is left."""
        self._listening.cancel()
        await self._writer.drain()
        self._writer.close()
        await self._writer.wait_closed()


async def run(job: Mapping[str, Any], channel: Channel | Nobody) -> None:
    """Run a test, and tell every step of it."""
    os.environ.update(job["environment"])
    litellm.modify_params = job["modify_params"]
    redactor = Redactor.of(job["arguments"], os.environ)
    retry_policy = job["retry_policy"]
    channel.send(event="started", attempts=retry_policy["attempts"], pid=os.getpid())
    ok, number = False, 0
    try:
        provider = _provider(job["arguments"])
        answer, number = await _climb(job, provider, retry_policy, redactor, channel)
        ok = answer is not None
        if answer is not None and job.get("tools"):
            ok = await _tool_step(job, provider, redactor, channel)
    except Exception as error:  # noqa: BLE001
        number = max(1, number)
        channel.send(event="failed", number=number, **classify(error, redactor))
    channel.send(event="ended", ok=ok, attempts=number)


def _provider(arguments: Mapping[str, Any]) -> str:
    """What litellm takes the model's provider for. Raises its BadRequestError if for nothing."""
    _, provider, _, _ = litellm.get_llm_provider(
        model=arguments["model"],
        custom_llm_provider=arguments.get("custom_llm_provider"),
        api_base=arguments.get("base_url"),
    )
    return str(provider)


async def _climb(
    job: Mapping[str, Any],
    provider: str,
    retry_policy: Mapping[str, Any],
    redactor: Redactor,
    channel: Channel | Nobody,
) -> tuple[Answer | None, int]:
    """Try until it goes well or the attempts are used up; the answer and their number."""
    arguments = dict(job["arguments"])
    number, begin = 0, time.monotonic()

    def elapsed() -> float:
        return time.monotonic() - begin

    def is_retried(error: BaseException) -> bool:
        return not isinstance(error, OwnLimitError) and is_one_of(error, retry_policy["retried"])

    def before_sleep(state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        wait = state.next_action.sleep if state.next_action else 0.0
        assert error is not None
        cold = arguments.get("temperature", 0) == 0
        if retry_policy["raises_temperature"] and isinstance(error, NoResponseError) and cold:
            arguments["temperature"] = 1.0
        told = classify(error, redactor)
        channel.send(event="failed", number=number, **told, retry_in=wait, total_s=elapsed())

    retrying = tenacity.AsyncRetrying(
        stop=tenacity.stop_after_attempt(retry_policy["attempts"]),
        wait=_waits(retry_policy),
        retry=tenacity.retry_if_exception(is_retried),
        sleep=channel.sleep,
        before_sleep=before_sleep,
        reraise=True,
    )
    try:
        async for attempt in retrying:
            with attempt:
                number, begin = number + 1, time.monotonic()
                channel.send(event="attempt", number=number)
                teller = Teller(channel, redactor)
                try:
                    answer = await ask(job, arguments, teller)
                finally:
                    teller.finish()
                channel.send(
                    event="succeeded",
                    number=number,
                    **_told(answer, redactor),
                    cost_usd=_cost(job, provider, answer),
                )
                return answer, number
    except Exception as error:  # noqa: BLE001
        told = classify(error, redactor)
        channel.send(event="failed", number=number, **told, total_s=elapsed())
    return None, number


def _waits(retry_policy: Mapping[str, Any]) -> Callable[[tenacity.RetryCallState], float]:
    """How long to wait after a failed attempt."""

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        bounds = (retry_policy["shortest"], retry_policy["longest"])
        shortest, longest = retry_policy["apart"].get(type(error).__name__, bounds)
        grown = tenacity.wait_exponential(retry_policy["multiplier"], longest, min=shortest)(state)
        # From nothing on, as the tenacity did that OpenHands then had.
        return tenacity.wait_random(0, grown)(state) if retry_policy["random"] else grown

    return wait


class Teller:
    """Sends the text of an answer on as it comes, without its secrets."""

    def __init__(self, channel: Channel | Nobody, redactor: Redactor) -> None:
        self._channel, self._redaction = channel, redactor.stream()
        self._begin = time.monotonic()
        self._flushed = 0.0
        self._pieces: list[str] = []
        self._length = 0
        self.first_token: float | None = None

    async def text(self, piece: str) -> None:
        """Take in a piece of the answer."""
        now = time.monotonic()
        if self.first_token is None:
            self.first_token = now - self._begin
        self._pieces.append(piece)
        self._length += len(piece)
        if self._length >= FLUSH_LENGTH or now - self._flushed >= FLUSH_SECONDS:
            self._send(self._redaction.feed("".join(self._pieces)))
            self._pieces, self._length, self._flushed = [], 0, now
            await self._channel.flow()

    def finish(self) -> None:
        """Send what was held back."""
        self._send(self._redaction.feed("".join(self._pieces)) + self._redaction.end())

    def _send(self, text: str) -> None:
        if text:
            self._channel.send(event="text", text=text, first_token_s=self.first_token)


def _told(answer: Answer, redactor: Redactor) -> dict[str, Any]:
    return {
        "first_token_s": answer.first_token,
        "total_s": answer.total,
        "prompt_tokens": answer.prompt_tokens,
        "completion_tokens": answer.completion_tokens,
        "finish_reason": answer.finish_reason,
        "tool_call": redactor.text(answer.tool_call) if answer.tool_call else None,
    }


def _cost(job: Mapping[str, Any], provider: str, answer: Answer) -> float | None:
    """What the tokens cost: by the section's own prices, else by litellm's table."""
    if answer.prompt_tokens is None or answer.completion_tokens is None:
        return None
    prices = job["prices"]
    if prices[0] is not None and prices[1] is not None:
        return float(answer.prompt_tokens * prices[0] + answer.completion_tokens * prices[1])
    try:
        paid = litellm.cost_per_token(
            model=job["arguments"]["model"],
            prompt_tokens=answer.prompt_tokens,
            completion_tokens=answer.completion_tokens,
            custom_llm_provider=provider,
        )
    except Exception:  # noqa: BLE001
        return None
    total = float(sum(paid))
    # litellm answers 0 for a model that it has no price for, too.
    return total or (0.0 if provider.startswith("ollama") else None)


async def _tool_step(
    job: Mapping[str, Any], provider: str, redactor: Redactor, channel: Channel | Nobody
) -> bool:
    """Ask for a tool call, and judge the answer."""
    try:
        answer = await ask_for_tool(job, dict(job["arguments"]))
    except Exception as error:  # noqa: BLE001
        channel.send(event="failed", number=1, step="tools", **classify(error, redactor))
        return False
    if answer.tool_call is None:
        said = redactor.text(answer.text)[:200]
        message = f"it answered in words: {said}" if said else "it answered nothing"
        failure = {"kind": FailureKind.NO_TOOL_CALL.value, "status": None, "message": message}
        channel.send(event="failed", number=1, step="tools", **failure)
        return False
    told = _told(answer, redactor)
    cost = _cost(job, provider, answer)
    channel.send(event="succeeded", number=1, step="tools", **told, cost_usd=cost)
    return True
