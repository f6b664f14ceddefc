"""What a section needs for each provider: its keys, with something to begin with."""

import json
import os
from collections.abc import Mapping
from typing import NamedTuple

_DATA = os.path.join(os.path.dirname(__file__), "starters.json")


class Starter(NamedTuple):
    """The keys that one provider needs and no more; what is empty is to be filled in."""

    name: str
    label: str
    values: Mapping[str, str]


def starters() -> tuple[Starter, ...]:
    """All of them, in the order in which to offer them."""
    with open(_DATA, encoding="utf-8") as file:
        return tuple(Starter(name, *entry) for name, entry in json.load(file).items())
