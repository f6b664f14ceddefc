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
    facts = _facts(reply.text, lookup.model)
    if not facts or lookup.argument is None:
        return request.arguments
    limits = (facts.get("max_output_tokens"), facts.get("max_tokens"))
    # Without a limit among the facts none is sent: the table is for models without facts.
    limit = next((limit for limit in limits if isinstance(limit, int)), None)
    return {**request.arguments, lookup.argument: limit}


def _facts(text: str, model: str) -> Mapping[str, Any]:
    """What LiteLLM's list of models says about one; empty where it is not listed."""
    try:
        listed = json.loads(text)["data"]
        found = next(entry for entry in listed if entry["model_name"] == model)["model_info"]
    except (ValueError, LookupError, TypeError, StopIteration):
        return {}
    return found if isinstance(found, dict) else {}
