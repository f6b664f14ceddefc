"""Settings of a section that conflict with a new model, and the edits that adjust them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from llm_tui.model.catalogue.model import Model
from llm_tui.model.catalogue.ownership import host_owner, key_owner, speak_alike
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.edit import SetValue
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.setting import Setting
from llm_tui.model.switching.adjustments import Adjustment, adjustments
from llm_tui.model.switching.credentials import provider_asked
from llm_tui.model.toml.keys import BASE, Path


class Incompatibility(NamedTuple):
    """A value that conflicts with the model."""

    key: str
    message: str
    adjustments: tuple[Adjustment, ...]
    """The recommended one first; none where the file can't help."""


class _Change(NamedTuple):
    """A section, and the model that it is to get."""

    view: Resolution
    settings: Mapping[str, Setting]
    section: Path
    model: Model
    before: str | None
    """The provider of the present model."""
    after: str | None
    """The provider of the new model, by its name alone."""
    environment: Mapping[str, str]

    def value(self, key: str) -> Any:
        return self.settings[key].value if key in self.settings else None

    def ways(self, key: str, fits: Callable[[Any], bool], right: Any) -> tuple[Adjustment, ...]:
        return adjustments(self.settings[key], self.section, fits, right)

    def incompatibility(
        self, key: str, message: str, ways: tuple[Adjustment, ...]
    ) -> Incompatibility:
        if key in self.settings and self.settings[key].origin is Origin.ENVIRONMENT:
            message += f"; ${self.view.dialect.variable(key)} sets it, whatever the file says"
        return Incompatibility(key, message, ways)


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
    change = _Change(
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
        found = [*_custom_provider(change), *_destination(change), *found]
    return tuple(found)


def _custom_provider(change: _Change) -> Iterator[Incompatibility]:
    custom = change.value("custom_llm_provider")
    after = change.after
    if custom and after and custom != after:
        ways = change.ways("custom_llm_provider", lambda v: v in (None, "", after), after)
        message = f"custom_llm_provider sends every model to {custom}, this one is {after}'s"
        yield change.incompatibility("custom_llm_provider", message, ways)
    if custom or after:
        return
    name = change.model.name
    message = f"litellm may not know who serves {name}; a prefix such as openai/ says so"
    ways = ()
    if change.value("base_url"):
        label = "Set custom_llm_provider to openai: base_url is compatible with OpenAI"
        ways = (Adjustment(label, SetValue(change.section, "custom_llm_provider", "openai")),)
    yield change.incompatibility("model", message, ways)


def _destination(change: _Change) -> Iterator[Incompatibility]:
    """base_url, and the API key if that goes to another place than before."""
    after, address = change.after, change.value("base_url")
    if after is None:
        return
    stays = bool(address) and after not in change.view.dialect.own_providers
    if stays and _is_foreign(address, change.before, after):
        stays = False
        yield _address_conflict(change, after, host_owner(address) or change.before or "another")
    if not stays:
        yield from _key_conflict(change, after)


def _is_foreign(address: str, before: str | None, after: str) -> bool:
    """Does an address belong to someone other than the provider?"""
    owner = host_owner(address) or before
    return owner is not None and not speak_alike(owner, after)


def _address_conflict(change: _Change, after: str, owner: str) -> Incompatibility:
    provider = provider_record(after)
    right = None if provider.needs_address else provider.address
    ways = change.ways("base_url", lambda v: not v or host_owner(v) == after, right)
    message = f"base_url is the address of {owner}, and {after} would be asked there too"
    if provider.needs_address:
        message += f"; {after} needs an address of its own"
        ways = ()
    return change.incompatibility("base_url", message, ways)


def _key_conflict(change: _Change, after: str) -> Iterator[Incompatibility]:
    key = change.value("api_key")
    if not key:
        return
    looks_like = key_owner(key)
    given_for = provider_asked(change.view, change.settings["api_key"].source or BASE)
    if after in (looks_like, None if looks_like else given_for) or not (looks_like or given_for):
        return
    what = f"looks like one of {looks_like}" if looks_like else f"is the one for {given_for}"
    message = f"api_key {what}, and would be sent to {after}"
    yield change.incompatibility("api_key", message, _key_ways(change, after))


def _key_ways(change: _Change, after: str) -> tuple[Adjustment, ...]:
    """Remove the API key, so that litellm reads its variable, or type another one."""
    ways = change.ways("api_key", lambda key: not key or key_owner(key) == after, "")
    asks = Adjustment(f"Type the key for {after}", None)
    names = provider_record(after).key_variables
    is_there = any(change.environment.get(name) for name in names)
    if names:
        note = f"; ${names[0]} is {'taken then' if is_there else 'not set'}"
        ways = tuple(Adjustment(way.label + note, way.edit) for way in ways)
    if change.section == BASE and change.settings["api_key"].origin is Origin.ENVIRONMENT:
        return ()
    return (*ways, asks) if is_there else (asks, *ways)


def _output_limit(change: _Change) -> Iterator[Incompatibility]:
    limit = change.model.output
    for key in ("max_output_tokens", "max_tokens"):
        tokens = change.value(key)
        if limit is None or not isinstance(tokens, int) or tokens <= limit:
            continue

        def fits(value: Any, limit: int = limit) -> bool:
            return value is None or value <= limit

        message = f"{key} is {tokens}, and the model gives at most {limit}"
        yield change.incompatibility(key, message, change.ways(key, fits, limit))


def _prices(change: _Change) -> Iterator[Incompatibility]:
    for key, price, way in (
        ("input_cost_per_token", change.model.price_in, "in"),
        ("output_cost_per_token", change.model.price_out, "out"),
    ):
        value = change.value(key)
        if value is None or price is None or _is_price(value, price):
            continue

        def fits(value: Any, price: float = price) -> bool:
            return value is None or _is_price(value, price)

        message = f"{key} is not this model's: it costs ${price:g} for a million tokens {way}"
        ways = change.ways(key, fits, float(f"{price / 1e6:.12g}"))
        yield change.incompatibility(key, message, ways)


def _is_price(value: Any, price: float) -> bool:
    return isinstance(value, int | float) and abs(value * 1e6 - price) <= price * 1e-6
