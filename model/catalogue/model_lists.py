"""Lists of models, in the formats in which servers give them."""

from collections.abc import Iterator, Mapping
from typing import Any

from llm_tui.model.catalogue.model import Model, per_million, whole
from llm_tui.model.catalogue.provider import ListFormat

LONGEST = 300
"""The most characters of a name."""

MOST = 5000
"""The most models of a list."""


def models_in(answer: Any, list_format: ListFormat) -> tuple[Model, ...]:
    """The models of a parsed list under the names in it, with the limits and prices in it.

    Raises TypeError if it is not such a list. An entry that can't be read is left out.
    """
    name, read = _READERS[list_format]
    entries = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(entries, list):
        raise TypeError(f"no {name}")
    return tuple(_named(entries, read))


def _named(entries: list[Any], read: Any) -> Iterator[Model]:
    for entry in entries[:MOST]:
        model = read(entry) if isinstance(entry, dict) else None
        if model is not None and 0 < len(model.name) <= LONGEST and model.name.isprintable():
            yield model


def _openai(entry: Mapping[str, Any]) -> Model | None:
    """OpenAI's entry, with OpenRouter's `pricing` and vLLM's `max_model_len`."""
    name = entry.get("id")
    if not isinstance(name, str):
        return None
    prices, provider = _table(entry, "pricing"), _table(entry, "top_provider")
    return Model(
        name,
        context=whole(entry.get("context_length") or entry.get("max_model_len")),
        output=whole(provider.get("max_completion_tokens")),
        price_in=per_million(prices.get("prompt")),
        price_out=per_million(prices.get("completion")),
    )


def _gemini(entry: Mapping[str, Any]) -> Model | None:
    name, methods = entry.get("name"), entry.get("supportedGenerationMethods", ["generateContent"])
    if not isinstance(name, str) or "generateContent" not in methods:
        return None
    return Model(
        name.removeprefix("models/"),
        context=whole(entry.get("inputTokenLimit")),
        output=whole(entry.get("outputTokenLimit")),
    )


def _ollama(entry: Mapping[str, Any]) -> Model | None:
    name = entry.get("name")
    return Model(name) if isinstance(name, str) else None


_READERS = {
    ListFormat.OPENAI: ("data", _openai),
    ListFormat.GEMINI: ("models", _gemini),
    ListFormat.OLLAMA: ("models", _ollama),
}


def _table(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}
