"""Lists of models, in the formats in which servers give them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from llm_tui.model.catalogue.model import Model, per_million, whole
from llm_tui.model.catalogue.provider import ListFormat

LONGEST = 300
"""The most characters of a name."""

MOST = 5000
"""The most models of a list."""

_NO_CHAT = re.compile(
    r"embed|rerank|moderation|whisper|transcribe|\btts\b|-tts|speech|realtime|dall-e|gpt-image"
    r"|imagen|stable-diffusion|\bsora\b|\bveo\b|-ocr|guard",
    re.IGNORECASE,
)
"""Names of models that answer no prompt with text, where a list says no more than the names."""

_CHAT_TYPES = frozenset({"chat", "language", "code", "llm", "vlm", "model", "text", "completion"})
_CONTEXT = (
    "context_length",
    "max_model_len",
    "context_window",
    "max_context_length",
    "max_input_tokens",
)
_OUTPUT = ("max_completion_tokens", "max_output_tokens")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def models_in(answer: Any, list_format: ListFormat) -> tuple[Model, ...]:
    """The models of a parsed list under the names in it, with the limits and prices in it.

    Raises TypeError if it is not such a list. An entry that can't be read is left out.
    """
    name, read = _READERS[list_format]
    # Together sends the entries alone.
    entries = answer.get(name) if isinstance(answer, dict) else answer
    if not isinstance(entries, list):
        raise TypeError(f"no {name}")
    return tuple(_named(entries, read))


def _named(entries: list[Any], read: Any) -> Iterator[Model]:
    for entry in entries[:MOST]:
        model = read(entry) if isinstance(entry, dict) else None
        if model is not None and 0 < len(model.name) <= LONGEST and model.name.isprintable():
            yield model


def _openai(entry: Mapping[str, Any]) -> Model | None:
    """OpenAI's entry, with what others add to it."""
    name = entry.get("id")
    if not isinstance(name, str) or not _answers_text(name, entry):
        return None
    prices, provider = _table(entry, "pricing"), _table(entry, "top_provider")
    ends = str(entry.get("deprecation") or entry.get("expiration_date") or "")
    return Model(
        name,
        context=whole(_first(entry, _CONTEXT)),
        output=whole(_first({**entry, **provider}, _OUTPUT)),
        price_in=_price(prices, "prompt", "input"),
        price_out=_price(prices, "completion", "output"),
        deprecation=day[0] if (day := _DAY.match(ends)) else None,
    )


def _answers_text(name: str, entry: Mapping[str, Any]) -> bool:
    """Is it a model to chat with, by its entry, else by its name?"""
    made = _table(entry, "architecture").get("output_modalities")
    if isinstance(made, list):
        return "text" in made
    chats = _table(entry, "capabilities").get("completion_chat")
    if isinstance(chats, bool):
        return chats
    kind = entry.get("type") or entry.get("mode")
    if isinstance(kind, str):
        return kind in _CHAT_TYPES
    return _NO_CHAT.search(name) is None


def _price(prices: Mapping[str, Any], of_one: str, of_million: str) -> float | None:
    """Dollars for a million tokens: OpenRouter lists the price of one, Together of a million."""
    if of_one in prices:
        return per_million(prices[of_one])
    value = prices.get(of_million)
    price = per_million(value)
    return None if price is None else round(price / 1e6, 9)


def _first(entry: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((entry[name] for name in names if entry.get(name)), None)


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
    return Model(name) if isinstance(name, str) and not _NO_CHAT.search(name) else None


_READERS = {
    ListFormat.OPENAI: ("data", _openai),
    ListFormat.GEMINI: ("models", _gemini),
    ListFormat.OLLAMA: ("models", _ollama),
}


def _table(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}
