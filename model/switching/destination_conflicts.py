"""Conflicts of a new model with the address and the API key of the section."""

from collections.abc import Iterator

from llm_tui.model.catalogue.ownership import host_owner, key_owner, speak_alike
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.dialects.field import Role
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.edit import SetValue
from llm_tui.model.switching.adjustments import Adjustment
from llm_tui.model.switching.credentials import provider_asked
from llm_tui.model.switching.model_change import Incompatibility, ModelChange
from llm_tui.model.toml.keys import BASE


def provider_conflicts(change: ModelChange) -> Iterator[Incompatibility]:
    """custom_llm_provider where it names another provider, or is missing for a bare name."""
    key, address = change.key(Role.PROVIDER), change.key(Role.BASE_URL)
    custom, after = change.value(key), change.after
    if custom and after and custom != after:
        ways = change.ways(key, lambda v: v in (None, "", after), after)
        message = f"{key} sends every model to {custom}, but this one belongs to {after}"
        yield change.incompatibility(key, message, ways)
    if custom or after:
        return
    name = change.model.name
    message = f"litellm may not know the provider of {name}; add a prefix such as openai/"
    ways = ()
    if change.value(address):
        label = f"Set {key} to openai: {address} is compatible with OpenAI"
        ways = (Adjustment(label, SetValue(change.section, key, "openai")),)
    yield change.incompatibility(change.key(Role.MODEL), message, ways)


def destination_conflicts(change: ModelChange) -> Iterator[Incompatibility]:
    """base_url, and the API key if that goes to another place than before."""
    after, address = change.after, change.value(change.key(Role.BASE_URL))
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


def _address_conflict(change: ModelChange, after: str, owner: str) -> Incompatibility:
    provider, key = provider_record(after), change.key(Role.BASE_URL)
    ways = change.ways(key, lambda v: not v or host_owner(v) == after, provider.address)
    message = f"{key} is for {owner}, and requests to {after} would go there too"
    if provider.needs_address:
        message += f"; {after} needs an address of its own"
        ways = ()
    return change.incompatibility(key, message, ways)


def _key_conflict(change: ModelChange, after: str) -> Iterator[Incompatibility]:
    name = change.key(Role.API_KEY)
    key = change.value(name)
    if not key:
        return
    looks_like = key_owner(key)
    given_for = provider_asked(change.view, change.settings[name].source or BASE)
    if after in (looks_like, None if looks_like else given_for) or not (looks_like or given_for):
        return
    what = (
        f"looks like an API key of {looks_like}"
        if looks_like
        else f"is the API key for {given_for}"
    )
    message = f"{name} {what}, and would be sent to {after}"
    yield change.incompatibility(name, message, _key_ways(change, after))


def _key_ways(change: ModelChange, after: str) -> tuple[Adjustment, ...]:
    """Remove the API key, so that litellm reads its variable, or type another one."""
    name = change.key(Role.API_KEY)
    ways = change.ways(name, lambda key: not key or key_owner(key) == after, "")
    asks = Adjustment(f"Enter the API key for {after}", None)
    names = provider_record(after).key_variables
    is_there = any(change.environment.get(name) for name in names)
    if names:
        note = f"; ${names[0]} is {'used then' if is_there else 'not set'}"
        ways = tuple(Adjustment(way.label + note, way.edit) for way in ways)
    if change.section == BASE and change.settings[name].origin is Origin.ENVIRONMENT:
        return ()
    return (*ways, asks) if is_there else (asks, *ways)
