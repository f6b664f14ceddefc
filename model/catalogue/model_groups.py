"""The groups of models to offer: the present one, favourites, recent ones, and all others."""

from collections.abc import Sequence
from typing import NamedTuple

from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.catalogue.model import Model
from llm_tui.model.catalogue.models import Catalogue, Found, best

RECENT = 5
"""The number of recently picked models to offer."""


class Group(NamedTuple):
    """Models offered under one title."""

    title: str
    models: tuple[Model, ...]


NONE = Group("", ())


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
    return best(query, map(Found.of, models)) if query.words else models
