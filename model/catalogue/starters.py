"""The keys to start a section with, by provider."""

from collections.abc import Mapping
from typing import NamedTuple

from llm_tui.model.catalogue.providers import PROVIDERS


class Starter(NamedTuple):
    """The keys that one provider needs and no more; empty values are to be filled in."""

    name: str
    label: str
    values: Mapping[str, str]


def starters() -> tuple[Starter, ...]:
    """All starters, in the order in which to offer them."""
    return tuple(
        Starter(record.name, record.label, record.starter)
        for record in PROVIDERS.values()
        if record.starter
    )
