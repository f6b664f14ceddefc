"""The kinds of values in the sections besides `[llm]`, and what they refuse."""

from typing import Any

from llm_tui.model.dialects.coercion import coerce
from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.errors import ValueRefusedError


def refusal(kind: str | None, value: Any) -> str | None:
    """Why a value is not taken for a field of this kind, None for a key that is not known."""
    if kind is None:
        return "OpenHands has no such key"
    if kind in ("list of any", "texts"):
        of_text = kind == "texts" and isinstance(value, list)
        if not isinstance(value, list) or (of_text and not _all_text(value)):
            return "it must be a list" + " of text" * (kind == "texts")
        return None
    if kind == "text table":
        fits = isinstance(value, dict) and _all_text(list(value.values()))
        return None if fits else "it must be a table that holds text"
    try:
        coerce(FieldKind(kind), value)
    except ValueRefusedError as reason:
        return str(reason)
    return None


def _all_text(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)
