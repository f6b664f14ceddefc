"""The cost of an answer."""

from typing import Any

import litellm

from llm_tui.model.probe.child.completion import Answer
from llm_tui.model.probe.child.traffic import Reply
from llm_tui.model.probe.job import Job

_HEADER = "x-litellm-response-cost"
"""The header in which LiteLLM's proxy reports the cost."""


def cost(job: Job, answer: Answer, reply: Reply | None) -> float | None:
    """Return dollars: by the section's own prices, else as reported, else by litellm's table.

    Where this litellm's table has no price, that of the release's has. None without a price.
    """
    prompt, completion = answer.tokens
    price_in, price_out = job.prices
    if None not in (prompt, completion, price_in, price_out):
        return float(prompt * price_in + completion * price_out)  # type: ignore[operator]
    reported = _reported(answer.response, reply)
    if reported is not None:
        return reported
    if None in (prompt, completion):
        return None
    model = str(job.request.arguments["model"])
    found = _by_table(model, answer.response, job)
    if found is None and job.listed_prices is not None:
        # Only now: the prices of the litellm that asks are those that the program goes by.
        litellm.register_model({name: dict(job.listed_prices) for name in _names(model)})
        found = _by_table(model, answer.response, job)
    return found


def _names(model: str) -> tuple[str, ...]:
    """The names to look a model up by: also without the provider before it."""
    return tuple(dict.fromkeys((model, model.partition("/")[2] or model)))


def _reported(response: Any, reply: Reply | None) -> float | None:
    told = [getattr(getattr(response, "usage", None), "cost", None)]
    if reply is not None:
        told.append(reply.headers.get(_HEADER))
    for value in told:
        try:
            return float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            continue
    return None


def _by_table(model: str, response: Any, job: Job) -> float | None:
    """By litellm's table, which has prices of their own for cached tokens."""
    custom = job.request.arguments.get("custom_llm_provider")
    counted = litellm.ModelResponse(model=model, usage=response.usage)
    for name in _names(model):
        try:
            total = float(
                litellm.completion_cost(
                    completion_response=counted, model=name, custom_llm_provider=custom
                )
            )
        except Exception:  # noqa: BLE001, S112
            continue
        # litellm returns 0 for a model that it has no price for, too.
        return total or (0.0 if model.startswith("ollama") else None)
    return None
