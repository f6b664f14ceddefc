"""The lists of models that servers give: those of OpenAI and who speaks like it, and the others."""

from collections.abc import Iterator, Mapping
from typing import Any

from llm_tui.model.catalogue.models import Model, per_million, whole

LONGEST = 300
"""Characters of a name, at most."""

MOST = 5000
"""Models of a list, at most."""


def models_in(answer: Any, provider: str) -> tuple[Model, ...]:
    """The models of a list, by the names that it has, with what it tells of them.

    Raises TypeError if it is no such list. An entry that can't be read is left out.
    """
    name, read = _FORMS.get(provider, ("data", _openai))
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
    """OpenAI's, with what OpenRouter (`pricing`) and vLLM (`max_model_len`) add to it."""
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


_FORMS = {
    "gemini": ("models", _gemini),
    "ollama": ("models", _ollama),
    "ollama_chat": ("models", _ollama),
}


def _table(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}
