"""The models that litellm knows, and their order for a query."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.catalogue.litellm_data import chat_entries
from llm_tui.model.catalogue.model import Model, bare_name, model_of
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.catalogue.release_names import ReleaseNames, release_names


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
            # Also without the provider, which some releases of litellm do without.
            _, _, bare = found.model.name.partition("/")
            if bare:
                self._by_name.setdefault(bare, found.model)

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
        return best(query, self._found)


@lru_cache(maxsize=4)
def catalogue(verified_models: frozenset[str], litellm: str | None = None) -> Catalogue:
    """All of litellm's chat models. The first call takes some tens of milliseconds.

    verified_models: the bare names of those that the program's documentation calls verified.
    litellm: the release that the program calls, which may need the provider before a name.
    """
    today = datetime.now(UTC).date().isoformat()
    models = (
        model_of(name, entry, today, verified=bare_name(name) in verified_models)
        for name, entry in chat_entries()
    )
    names = release_names(litellm)
    return Catalogue(models if names is None else _written(models, names), verified_models)


def _written(models: Iterable[Model], names: ReleaseNames) -> Iterator[Model]:
    """The models that a release can call, under the names that it takes."""
    for model in models:
        name = names.written(model.name, model.provider)
        if name is not None:
            yield model._replace(name=name)


def best(query: Query, among: Iterable[Found]) -> tuple[Model, ...]:
    """The models that match a query, best first."""
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
