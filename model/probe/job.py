"""A test of a section, as it is handed to a worker."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from llm_tui.model.dialects.calls import LimitLookup, Request
from llm_tui.model.dialects.retry_policy import RetryPolicy, Waits


class Job(NamedTuple):
    """A test to run."""

    request: Request
    retry_policy: RetryPolicy
    prompt: str
    limit: float
    """Seconds for each attempt, over and above the section's own timeout."""
    stream: bool = False
    tools: bool = False
    """Is a tool call requested afterwards?"""
    prices: tuple[float | None, float | None] = (None, None)
    """The section's own prices of a token in and out, in dollars."""
    listed_prices: Mapping[str, Any] | None = None
    """Those of the model in a release's litellm, where ours has none."""

    def encode(self) -> bytes:
        """Return the job as one line of JSON. It holds the API key: it goes to the worker only."""
        nested = {
            "request": self.request._asdict(),
            "retry_policy": self.retry_policy._asdict(),
        }
        return json.dumps(self._asdict() | nested, default=_plain).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> "Job":
        """Return the job of a line that `encode` wrote."""
        values = json.loads(line)
        policy = values["retry_policy"]
        apart = {name: Waits(*bounds) for name, bounds in policy["apart"].items()}
        request = Request(**values["request"])
        if request.limit_lookup is not None:
            request = request._replace(limit_lookup=LimitLookup(*request.limit_lookup))
        restored = {
            "request": request,
            "retry_policy": RetryPolicy(
                **{**policy, "retried": tuple(policy["retried"]), "apart": apart}
            ),
            "prices": tuple(values["prices"]),
        }
        return cls(**values | restored)


def _plain(value: object) -> Any:
    """Return a value that JSON lacks, such as a TOML date, as one that it has."""
    return dict(value) if isinstance(value, Mapping) else str(value)
