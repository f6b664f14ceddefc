"""The plan of a test: its request, its retry policy, and the findings before it is sent."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.catalogue.litellm_data import model_entry
from llm_tui.model.catalogue.placement import placed_name, refuses
from llm_tui.model.catalogue.release_names import release_names
from llm_tui.model.catalogue.release_prices import release_prices
from llm_tui.model.check.finding import Finding, Weight
from llm_tui.model.check.phrases import WAY_OUT
from llm_tui.model.check.preflight import findings
from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.digest import sha256
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.job import Job
from llm_tui.model.toml.keys import Path

PROMPT = "Say hello in five words."
LIMIT = 60.0
"""Seconds for each attempt, unless the section's own timeout is shorter."""


class Plan(NamedTuple):
    """A test of a section as it is now, before a prompt is chosen."""

    section: Path
    request: Request
    retry_policy: RetryPolicy
    findings: tuple[Finding, ...]
    prices: tuple[float | None, float | None]
    """The section's own prices of a token in and out, in dollars."""
    listed_prices: Mapping[str, Any] | None = None
    """Those of the model in a release's litellm, where ours has none."""

    @property
    def obstacles(self) -> tuple[Finding, ...]:
        """The findings because of which it is not sent unasked."""
        return tuple(finding for finding in self.findings if finding.weight is not Weight.NOTE)

    @property
    def can_be_sent(self) -> bool:
        """Is there a model to ask, for a user who insists?"""
        return bool(self.request.model)

    @property
    def fingerprint(self) -> str:
        """A hash of all that the outcome depends on; the API key can't be read from it."""
        parts = (dict(self.request.arguments), dict(self.request.environment), self.retry_policy)
        text = json.dumps(parts, sort_keys=True, default=str)
        return sha256(text.encode())

    def job(
        self, prompt: str, *, limit: float = LIMIT, stream: bool = False, tools: bool = False
    ) -> Job:
        """The test to hand to the probe."""
        prices = (self.prices, self.listed_prices)
        return Job(self.request, self.retry_policy, prompt, limit, stream, tools, *prices)

    def estimate(self, prompt: str, answer_tokens: int = 100) -> float | None:
        """Return the dollars that an answer of so many tokens would cost; None without prices."""
        prices = self.prices
        if None in prices:
            entry = self.listed_prices or model_entry(self.request.model) or {}
            prices = (entry.get("input_cost_per_token"), entry.get("output_cost_per_token"))
        if prices[0] is None or prices[1] is None:
            return None
        return prices[0] * (len(prompt) / 4 + 1) + prices[1] * answer_tokens


def plan(view: Resolution, section: Path, environment: Mapping[str, str]) -> Plan:
    """Return the plan of a section as it is now, unsaved edits included.

    environment: the variables of this process, where litellm looks for what the section lacks.
    """
    values = view.values(section)
    request = view.request(values)
    if request.environment:
        request = request._replace(environment=view.loading_environment)
    if names := release_names(view.dialect.litellm):
        request = request._replace(provider=names.provider(request.model))
    prices = (values.get("input_cost_per_token"), values.get("output_cost_per_token"))
    found = (*_unknown_name(request, view), *findings(request, environment, view.dialect.program))
    if view.dialect.last_reader is not None:
        message = f"{view.dialect.title} does not read [llm]"
        found = (Finding(Weight.MISTAKE, FailureKind.TEST_FAULT, message, WAY_OUT),)
    listed = None if model_entry(request.model) else release_prices(request.model)
    return Plan(section, request, view.dialect.retry_policy(values), found, prices, listed)


def _unknown_name(request: Request, view: Resolution) -> Iterator[Finding]:
    """A name that the program's litellm finds no provider for: nothing would be sent."""
    dialect, arguments = view.dialect, request.arguments
    if not request.model or arguments.get("custom_llm_provider"):
        return
    if refuses(dialect.litellm, request.model, arguments.get("base_url")):
        message = f"{dialect.title} (litellm {dialect.litellm}) does not know {request.model}"
        better = placed_name(dialect.litellm, request.model)
        advice = f"Write {better}" if better else "Put the provider before it (openai/…)"
        yield Finding(Weight.MISTAKE, FailureKind.MODEL_NOT_FOUND, message, advice, "model", better)
