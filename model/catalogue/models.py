"""The models to choose from, and which of them come first for what is typed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.catalogue.litellm_data import chat_entries, provider_family
from llm_tui.model.catalogue.providers import ADDRESSES
from llm_tui.model.dialects.openhands.verified import is_verified

RECENT = 5
"""How many of the models that were picked last are offered first."""


class Model(NamedTuple):
    """What is known of a model; None where that is not known."""

    name: str
    """As it is written in the config file."""
    provider: str = ""
    context: int | None = None
    """Tokens in, at most."""
    output: int | None = None
    """Tokens out, at most."""
    price_in: float | None = None
    """Dollars for a million tokens in."""
    price_out: float | None = None
    vision: bool = False
    tools: bool = False
    reasoning: bool = False
    deprecation: str | None = None
    """The day on which the provider ends it, as YYYY-MM-DD."""
    retired: bool = False
    """Is that day past?"""
    verified: bool = False
    """Do OpenHands' documents call it verified?"""

    @property
    def searched(self) -> str:
        """What a query is looked for in: the name, behind its provider."""
        has_provider = self.name.startswith(f"{self.provider}/") or not self.provider
        return (self.name if has_provider else f"{self.provider}/{self.name}").lower()


class Group(NamedTuple):
    """Models that are offered under one title."""

    title: str
    models: tuple[Model, ...]


class Found(NamedTuple):
    """A model, with what a search needs of it made once."""

    model: Model
    searched: str
    standing: tuple[bool, bool, int]
    """What decides between models that fit alike, the lower first."""

    @classmethod
    def of(cls, model: Model) -> "Found":
        """Before resellers come those that litellm reaches at an address of their own."""
        searched = model.searched
        is_resold = model.provider not in ADDRESSES
        return cls(model, searched, (model.retired, is_resold, len(searched)))


NONE = Group("", ())


class Catalogue:
    """The models that litellm knows: verified ones first, retired ones last."""

    def __init__(self, models: Iterable[Model]) -> None:
        each = {model.name: model for model in models}.values()
        self._found = tuple(sorted(map(Found.of, each), key=_order))
        self.models = tuple(found.model for found in self._found)
        self._by_name = {model.name: model for model in self.models}
        for found in self._found:
            self._by_name.setdefault(found.searched, found.model)

    def model(self, name: str) -> Model:
        """What is known of a model by any of its names, also one that litellm does not list."""
        provider, _, rest = name.partition("/")
        for candidate in (name, name.lower(), rest, rest.rpartition("/")[2]):
            if candidate in self._by_name:
                found = self._by_name[candidate]
                if rest and found.provider != provider:
                    found = found._replace(provider=provider)
                return found._replace(name=name)
        return Model(name, provider if rest else "", verified=is_verified(name))

    def find(self, query: Query) -> tuple[Model, ...]:
        """The models that fit, the best first."""
        if not query.words:
            return self.models
        return _best(query, self._found)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """All of litellm's chat models. Takes some tens of milliseconds when it is first asked for."""
    today = datetime.now(UTC).date().isoformat()
    return Catalogue(_model(name, entry, today) for name, entry in chat_entries())


def groups(
    known: Catalogue,
    query: Query,
    *,
    now: str | None = None,
    favourites: Sequence[str] = (),
    recent: Sequence[str] = (),
    served: Group = NONE,
) -> tuple[Group, ...]:
    """The models to offer, each in the first group that has it; groups without any are left out.

    now: the model that the section has; it is offered first until something is typed.
    served: what the endpoint of the section serves.
    """
    current = () if now is None or query.words else (now,)
    told = {model.name: model for model in served.models}
    offered = (
        Group("Now", tuple(told.get(name) or known.model(name) for name in current)),
        Group("Favourites", tuple(told.get(name) or known.model(name) for name in favourites)),
        Group("Recent", tuple(told.get(name) or known.model(name) for name in recent[:RECENT])),
        served,
    )
    seen: set[str] = set()
    found: list[Group] = []
    for group in offered:
        models = tuple(model for model in group.models if model.name not in seen)
        seen.update(model.name for model in models)
        found.append(Group(group.title, _matching(query, models)))
    rest = tuple(model for model in known.find(query) if model.name not in seen)
    found.append(Group("Known to litellm", rest))
    return tuple(group for group in found if group.models)


def _matching(query: Query, models: tuple[Model, ...]) -> tuple[Model, ...]:
    return _best(query, map(Found.of, models)) if query.words else models


def _best(query: Query, among: Iterable[Found]) -> tuple[Model, ...]:
    score, typed = query.score, " ".join(query.words)
    scored = [
        (points, model.name != typed, standing, index, model)
        for index, (model, searched, standing) in enumerate(among)
        if (points := score(searched)) is not None
    ]
    # No two have the same index, so models are never compared.
    scored.sort()
    return tuple(entry[-1] for entry in scored)


def _order(found: Found) -> tuple[bool, bool, bool, str, str]:
    retired, is_resold, _ = found.standing
    return retired, not found.model.verified, is_resold, found.model.provider, found.model.name


def _model(name: str, entry: Mapping[str, Any], today: str) -> Model:
    deprecation = entry.get("deprecation_date")
    return Model(
        name,
        provider_family(str(entry.get("litellm_provider", ""))),
        whole(entry.get("max_input_tokens") or entry.get("max_tokens")),
        whole(entry.get("max_output_tokens")),
        per_million(entry.get("input_cost_per_token")),
        per_million(entry.get("output_cost_per_token")),
        bool(entry.get("supports_vision")),
        bool(entry.get("supports_function_calling")),
        bool(entry.get("supports_reasoning")),
        deprecation if isinstance(deprecation, str) else None,
        isinstance(deprecation, str) and deprecation < today,
        is_verified(name),
    )


def whole(value: object) -> int | None:
    """A count of tokens; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e12:
        return None
    return int(value)


def per_million(value: object) -> float | None:
    """The price of a million tokens from that of one, also if that is text; None for no price."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        price = float(value) * 1e6
    except ValueError:
        return None
    # In binary 1.1e-06 is no millionth of 1.1.
    return round(price, 9) if 0 <= price < 1e9 else None
