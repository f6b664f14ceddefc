"""The keys to start a section with, by provider."""

from collections.abc import Mapping
from typing import NamedTuple

from llm_tui.model.catalogue.providers import PROVIDERS


class Starter(NamedTuple):
    """The keys that one provider needs and no more."""

    name: str
    label: str
    values: Mapping[str, str]
    to_fill_in: tuple[str, ...]
    """The keys whose values only the user knows, such as the API key."""


def starters() -> tuple[Starter, ...]:
    """All starters, in the order in which to offer them."""
    return tuple(
        Starter(
            record.name,
            record.label,
            {key: value for key, value in record.starter.items() if value},
            tuple(key for key, value in record.starter.items() if not value),
        )
        for record in PROVIDERS.values()
        if record.starter
    )
