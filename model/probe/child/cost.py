"""The cost of an answer."""

import litellm

from llm_tui.model.probe.child.completion import Answer
from llm_tui.model.probe.job import Job


def cost(job: Job, provider: str, answer: Answer) -> float | None:
    """Return dollars by the section's own prices, else by litellm's table; None without a price."""
    if answer.prompt_tokens is None or answer.completion_tokens is None:
        return None
    price_in, price_out = job.prices
    if price_in is not None and price_out is not None:
        return float(answer.prompt_tokens * price_in + answer.completion_tokens * price_out)
    try:
        paid = litellm.cost_per_token(
            model=job.request.arguments["model"],
            prompt_tokens=answer.prompt_tokens,
            completion_tokens=answer.completion_tokens,
            custom_llm_provider=provider,
        )
    except Exception:  # noqa: BLE001
        return None
    total = float(sum(paid))
    # litellm returns 0 for a model that it has no price for, too.
    return total or (0.0 if provider.startswith("ollama") else None)
