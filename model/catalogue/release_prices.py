"""Prices of the models that a release's litellm lists and ours no longer does.

The table is written by `python -m tests.litellm_names`. A model has the prices of the newest
release that lists it.
"""

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_TABLE = os.path.join(os.path.dirname(__file__), "litellm_prices.json")


def release_prices(model: str) -> Mapping[str, Any] | None:
    """The prices of a model, under the names that litellm has for them; None if it has none."""
    models = _models()
    names = (model, model.partition("/")[2], model.rpartition("/")[2])
    return next((models[name] for name in names if name in models), None)


@lru_cache(maxsize=1)
def _models() -> Mapping[str, Mapping[str, Any]]:
    with open(_TABLE, encoding="utf-8") as file:
        table = json.load(file)
    models: dict[str, Mapping[str, Any]] = {}
    for *row, names in table["rows"]:
        prices = {
            key: value
            for key, value in zip(table["columns"], row, strict=True)
            if value is not None
        }
        models |= dict.fromkeys(names.split(), prices)
    return models
