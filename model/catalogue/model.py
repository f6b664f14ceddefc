"""A model: its limits, prices and abilities."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from llm_tui.model.catalogue.litellm_data import provider_family


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


def model_of(name: str, entry: Mapping[str, Any], today: str, *, verified: bool) -> Model:
    """The model of an entry in litellm's table. today: an ISO date."""
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
        verified,
    )


def bare_name(model: str) -> str:
    """The name of a model in lower case, without its providers and its variant after a colon."""
    return model.rpartition("/")[2].partition(":")[0].lower()


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
