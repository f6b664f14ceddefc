"""Settings of a section that conflict with a new model, and the edits that adjust them."""

from collections.abc import Iterator, Mapping
from typing import Any

from llm_tui.model.catalogue.model import Model
from llm_tui.model.dialects.field import Role
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.credentials import provider_asked
from llm_tui.model.switching.destination_conflicts import destination_conflicts, provider_conflicts
from llm_tui.model.switching.model_change import Incompatibility, ModelChange
from llm_tui.model.toml.keys import Path


def incompatibilities(
    view: Resolution,
    section: Path,
    model: Model,
    environment: Mapping[str, str],
    *,
    served: bool = False,
) -> tuple[Incompatibility, ...]:
    """The settings of a section that conflict with a new model.

    environment: the variables of this process, where litellm looks for what the section lacks.
    served: does the section's own endpoint serve the model? Then it is asked there, with this key.
    """
    change = ModelChange(
        view,
        {setting.key: setting for setting in view.settings(section)},
        section,
        model,
        provider_asked(view, section),
        provider_asked(view, section, model.name),
        environment,
    )
    found = [*_output_limit(change), *_prices(change)]
    if not served:
        found = [*provider_conflicts(change), *destination_conflicts(change), *found]
    return tuple(found)


def _output_limit(change: ModelChange) -> Iterator[Incompatibility]:
    limit = change.model.output
    for key in (change.key(Role.OUTPUT_LIMIT), "max_tokens"):
        tokens = change.value(key)
        if limit is None or not isinstance(tokens, int) or tokens <= limit:
            continue

        def fits(value: Any, limit: int = limit) -> bool:
            return value is None or value <= limit

        message = f"{key} is {tokens}, and the model gives at most {limit}"
        yield change.incompatibility(key, message, change.ways(key, fits, limit))


def _prices(change: ModelChange) -> Iterator[Incompatibility]:
    for key, price, way in (
        ("input_cost_per_token", change.model.price_in, "in"),
        ("output_cost_per_token", change.model.price_out, "out"),
    ):
        value = change.value(key)
        if value is None or price is None or _is_price(value, price):
            continue

        def fits(value: Any, price: float = price) -> bool:
            return value is None or _is_price(value, price)

        message = f"{key} is of another model: this one costs ${price:g} per million tokens {way}"
        ways = change.ways(key, fits, float(f"{price / 1e6:.12g}"))
        yield change.incompatibility(key, message, ways)


def _is_price(value: Any, price: float) -> bool:
    return isinstance(value, int | float) and abs(value * 1e6 - price) <= price * 1e-6
