"""The text of an answer, sent on as it comes and without its secrets."""

import time

from llm_tui.model.probe.child.connection import Recipient
from llm_tui.model.probe.events import TextReceived
from llm_tui.model.secrets.redactor import Redactor

FLUSH_SECONDS = 0.08
"""Text is sent on this often: it still flows, and every update of the screen costs."""

FLUSH_LENGTH = 1 << 14
"""More text than this is sent on at once: copies of longer ones need new memory each time."""


class TextStream:
    """The pieces of one answer."""

    def __init__(self, recipient: Recipient, redactor: Redactor) -> None:
        self._recipient, self._redaction = recipient, redactor.stream()
        self._begin = time.monotonic()
        self._flushed = 0.0
        self._pieces: list[str] = []
        self._length = 0
        self.first_token_s: float | None = None

    def feed(self, piece: str) -> None:
        """Take in a piece of a streamed answer."""
        now = time.monotonic()
        if self.first_token_s is None:
            self.first_token_s = now - self._begin
        self._pieces.append(piece)
        self._length += len(piece)
        if self._length >= FLUSH_LENGTH or now - self._flushed >= FLUSH_SECONDS:
            self._send(self._redaction.feed("".join(self._pieces)))
            self._pieces, self._length, self._flushed = [], 0, now

    def feed_whole(self, text: str) -> None:
        """Take in an answer that came whole: its first token has no time of its own."""
        for start in range(0, len(text), FLUSH_LENGTH):
            self._send(self._redaction.feed(text[start : start + FLUSH_LENGTH]))

    def finish(self) -> None:
        """Send what was held back."""
        self._send(self._redaction.feed("".join(self._pieces)) + self._redaction.end())

    def _send(self, text: str) -> None:
        if text:
            self._recipient.send(TextReceived(text=text, first_token_s=self.first_token_s))
