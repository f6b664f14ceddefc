"""The models to choose from, and their order for a query."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.catalogue.litellm_data import chat_entries, provider_family
from llm_tui.model.catalogue.providers import provider_record

RECENT = 5
"""The number of recently picked models to offer."""


class Model(NamedTuple):
    """A model with its limits, prices and abilities; None for what is not known."""

    name: str
    """As it is written in the config file."""
    provider: str = ""
    context: int | None = None
    """The most tokens in."""
    output: int | None = None
    """The most tokens out."""
    price_in: float | None = None
    """Dollars for a million tokens in."""
    price_out: float | None = None
    vision: bool = False
    tools: bool = False
    reasoning: bool = False
    deprecation: str | None = None
    """The day on which the provider retires it, as YYYY-MM-DD."""
    retired: bool = False
    """Is that day past?"""
    verified: bool = False
    """Does the documentation of the program that reads the file call it verified?"""

    @property
    def searched(self) -> str:
        """The text that a query is matched with: the provider and the name, in lower case."""
        has_provider = self.name.startswith(f"{self.provider}/") or not self.provider
        return (self.name if has_provider else f"{self.provider}/{self.name}").lower()


class Group(NamedTuple):
    """Models offered under one title."""

    title: str
    models: tuple[Model, ...]


class Found(NamedTuple):
    """A model, with what a search needs of it computed once."""

    model: Model
    searched: str
    standing: tuple[bool, bool, int]
    """Decides between models with the same score, the lower first."""

    @classmethod
    def of(cls, model: Model) -> "Found":
        """The model for a search: providers with an address of their own come before resellers."""
        searched = model.searched
        is_resold = not provider_record(model.provider).address
        return cls(model, searched, (model.retired, is_resold, len(searched)))


NONE = Group("", ())


class Catalogue:
    """The models that litellm knows: verified ones first, retired ones last."""

    def __init__(
        self, models: Iterable[Model], verified_models: frozenset[str] = frozenset()
    ) -> None:
        """verified_models: bare names, for models that are not among these."""
        self._verified_models = verified_models
        each = {model.name: model for model in models}.values()
        self._found = tuple(sorted(map(Found.of, each), key=_order))
        self.models = tuple(found.model for found in self._found)
        self._by_name = {model.name: model for model in self.models}
        for found in self._found:
            self._by_name.setdefault(found.searched, found.model)

    def model(self, name: str) -> Model:
        """The model of this name, with any provider or none, also if litellm does not list it."""
        provider, _, rest = name.partition("/")
        for candidate in (name, name.lower(), rest, rest.rpartition("/")[2]):
            if candidate in self._by_name:
                found = self._by_name[candidate]
                if rest and found.provider != provider:
                    found = found._replace(provider=provider)
                return found._replace(name=name)
        verified = bare_name(name) in self._verified_models
        return Model(name, provider if rest else "", verified=verified)

    def find(self, query: Query) -> tuple[Model, ...]:
        """The models that match, best first."""
        if not query.words:
            return self.models
        return _best(query, self._found)


@lru_cache(maxsize=4)
def catalogue(verified_models: frozenset[str]) -> Catalogue:
    """All of litellm's chat models. The first call takes some tens of milliseconds.

    verified_models: the bare names of those that the program's documentation calls verified.
    """
    today = datetime.now(UTC).date().isoformat()
    found = (_model(name, entry, today) for name, entry in chat_entries())
    marked = (m._replace(verified=bare_name(m.name) in verified_models) for m in found)
    return Catalogue(marked, verified_models)


def bare_name(model: str) -> str:
    """The name of a model in lower case, without its providers and its variant after a colon."""
    return model.rpartition("/")[2].partition(":")[0].lower()


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

    now: the model of the section; it is offered first until something is typed.
    served: the models that the section's endpoint serves.
    """
    current = () if now is None or query.words else (now,)
    listed = {model.name: model for model in served.models}
    offered = (
        Group("Now", tuple(listed.get(name) or known.model(name) for name in current)),
        Group("Favourites", tuple(listed.get(name) or known.model(name) for name in favourites)),
        Group("Recent", tuple(listed.get(name) or known.model(name) for name in recent[:RECENT])),
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
    )


def whole(value: object) -> int | None:
    """A count of tokens; None for anything that is not a count."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e12:
        return None
    return int(value)


def per_million(value: object) -> float | None:
    """The price of a million tokens from that of one, a number or text; None if it is neither."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        price = float(value) * 1e6
    except ValueError:
        return None
    # In binary 1.1e-06 is no millionth of 1.1.
    return round(price, 9) if 0 <= price < 1e9 else None
