"""The plan of a test: its request, its retries, and what is known before it is sent."""

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple

from llm_tui.model.catalogue.litellm_data import model_entry
from llm_tui.model.check.preflight import Finding, Weight, findings
from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.job import Job
from llm_tui.model.toml.keys import Path

PROMPT = "Say hello in five words."
LIMIT = 60.0
"""Seconds for each attempt, unless the section's own timeout is shorter."""


class Plan(NamedTuple):
    """What testing a section means."""

    section: Path
    request: Request
    retry_policy: RetryPolicy
    findings: tuple[Finding, ...]
    prices: tuple[float | None, float | None]
    """The section's own prices of a token in and out, in dollars."""

    @property
    def obstacles(self) -> tuple[Finding, ...]:
        """Why it had better not be sent."""
        return tuple(finding for finding in self.findings if finding.weight is not Weight.NOTE)

    @property
    def fingerprint(self) -> str:
        """Changes with anything that the outcome depends on. It tells nothing of the key."""
        parts = (dict(self.request.arguments), dict(self.request.environment), self.retry_policy)
        text = json.dumps(parts, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def job(
        self, prompt: str, *, limit: float = LIMIT, stream: bool = True, tools: bool = False
    ) -> Job:
        """The test to hand to the probe."""
        return Job(self.request, self.retry_policy, prompt, limit, stream, tools, self.prices)

    def estimate(self, prompt: str, answer_tokens: int = 100) -> float | None:
        """What one answer of so many tokens would cost in dollars; None without prices."""
        prices = self.prices
        if None in prices:
            entry = model_entry(self.request.model) or {}
            prices = (entry.get("input_cost_per_token"), entry.get("output_cost_per_token"))
        if prices[0] is None or prices[1] is None:
            return None
        return prices[0] * (len(prompt) / 4 + 1) + prices[1] * answer_tokens


def plan(view: Resolution, section: Path, environment: Mapping[str, str]) -> Plan:
    """How to test a section as it is now, unsaved edits included.

    environment: the variables of this process, where litellm looks for what the section lacks.
    """
    values = view.values(section)
    request = view.dialect.request(values)
    prices = (values.get("input_cost_per_token"), values.get("output_cost_per_token"))
    return Plan(
        section,
        request,
        view.dialect.retry_policy(values),
        findings(request, values, environment, view.dialect.program),
        prices,
    )
