"""What a program asks of an endpoint before its first call: a model's output limit."""

import json
from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.calls import Request

TIMEOUT = 5.0
"""Seconds; the default of the client that programs ask with."""


def with_limit(request: Request) -> Mapping[str, Any]:
    """The arguments, with the limit that the endpoint reports. Raises what the client raises."""
    lookup = request.limit_lookup
    if lookup is None:
        return request.arguments
    import httpx

    reply = httpx.get(lookup.url, headers=dict(lookup.headers), timeout=TIMEOUT)
    limit = _limit(reply.text, lookup.model)
    if limit is None or lookup.argument is None:
        return request.arguments
    return {**request.arguments, lookup.argument: limit}


def _limit(text: str, model: str) -> int | None:
    """The output limit of a model in LiteLLM's list of its models; None where there is none."""
    try:
        listed = json.loads(text)["data"]
        found = next(entry for entry in listed if entry["model_name"] == model)["model_info"]
    except (ValueError, LookupError, TypeError, StopIteration):
        return None
    limits = (found.get("max_output_tokens"), found.get("max_tokens"))
    return next((limit for limit in limits if type(limit) is int), None)
