"""The API key that may be shown to an endpoint."""

from collections.abc import Mapping
from typing import NamedTuple

from llm_tui.model.catalogue.litellm_data import provider_of
from llm_tui.model.catalogue.ownership import host_owner, key_owner
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.dialects.field import Role
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path, write_header


class Key(NamedTuple):
    """An API key to ask with, or the reason not to ask."""

    text: str = ""
    """Empty to ask without one."""
    refused: str = ""
    """The reason not to ask at all."""


def key_for(
    view: Resolution, section: Path, provider: str, address: str, environment: Mapping[str, str]
) -> Key:
    """The API key to ask the endpoint of a section with.

    A run of the program would send any key that the section has. The user has not asked for this
    request, so it takes a key only where that was meant to go: to the base_url beside it, or to
    the provider that it was given for.
    """
    text = str(view.effective(section, view.dialect.key(Role.API_KEY)) or "")
    values = view.values(section)
    is_own = view.dialect.own_provider(values.get(view.dialect.key(Role.MODEL))) is not None
    base_url = None if is_own else view.request(values).arguments.get("base_url")
    host = host_owner(address) or (provider if not (base_url or is_own) else None)
    looks_like = key_owner(text)
    if host and looks_like and looks_like != host:
        return Key(
            refused=f"api_key looks like an API key of {looks_like}: it is not sent to {host}"
        )
    if not text:
        names = () if base_url or is_own else provider_record(provider).key_variables
        return Key(next((environment[name] for name in names if environment.get(name)), ""))
    home = _home(view, section, Role.API_KEY)
    if section in (home, BASE):
        return Key(text)
    if base_url:
        return Key(text) if _home(view, section, Role.BASE_URL) == home else Key()
    if provider_asked(view, BASE) == provider_asked(view, section):
        return Key(text)
    return Key(refused=f"the api_key of {write_header(BASE)} is not sent to {provider}")


def _home(view: Resolution, section: Path, role: Role) -> Path:
    """The section that holds a value; values from the environment count as the base's."""
    key = view.dialect.key(role)
    layers = (layer for layer in reversed(view.layers(section)) if key in layer.values)
    return next((layer.source for layer in layers), ()) or BASE


def provider_asked(view: Resolution, section: Path, model: str | None = None) -> str | None:
    """The provider that the program asks for a section: one of its own, or as litellm names it.

    model: one that the section does not have yet. Then its name alone decides, whatever
    custom_llm_provider says.
    """
    values = view.values(section)
    if model is not None:
        values = {**values, view.dialect.key(Role.MODEL): model}
    if own := view.dialect.own_provider(values.get(view.dialect.key(Role.MODEL))):
        return own
    request = view.request(values)
    custom = request.arguments.get("custom_llm_provider") if model is None else None
    return provider_of(request.model, custom or None)
