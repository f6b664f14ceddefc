"""Which key may be shown to whom."""

from collections.abc import Mapping
from typing import NamedTuple

from llm_tui.model.catalogue.litellm_data import provider_of
from llm_tui.model.catalogue.providers import KEY_VARIABLES, host_owner, key_owner
from llm_tui.model.dialects.openhands.request import PROXY
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path, write_header


class Key(NamedTuple):
    """A key to ask with, or the reason why there is none."""

    text: str = ""
    """Empty to ask without one."""
    refused: str = ""
    """Why not to ask at all."""


def key_for(
    view: Resolution, section: Path, provider: str, address: str, environment: Mapping[str, str]
) -> Key:
    """The key to ask the endpoint of a section with, which is asked without anybody's saying so.

    A run of the program would send any key that the section has. Here a key goes only where it was
    meant to go: to the base_url that stands beside it, or to the provider that it was given for.
    """
    text = str(view.effective(section, "api_key") or "")
    base_url = view.dialect.request(view.values(section)).arguments.get("base_url")
    host = host_owner(address) or (provider if not base_url else None)
    looks_like = key_owner(text)
    if host and looks_like and looks_like != host and address != PROXY:
        return Key(refused=f"api_key looks like one of {looks_like}: {host} is not shown it")
    if not text:
        is_own_host = not base_url and address != PROXY
        names = KEY_VARIABLES.get(provider, ()) if is_own_host else ()
        return Key(next((environment[name] for name in names if environment.get(name)), ""))
    home = _home(view, section, "api_key")
    if section in (home, BASE):
        return Key(text)
    if base_url and address != PROXY:
        return Key(text) if _home(view, section, "base_url") == home else Key()
    if provider_asked(view, BASE) == provider_asked(view, section):
        return Key(text)
    return Key(refused=f"{provider} is not shown the api_key of {write_header(BASE)}")


def _home(view: Resolution, section: Path, key: str) -> Path:
    """The section that a value is written in; what the environment says is said of the base."""
    layers = (layer for layer in reversed(view.layers(section)) if key in layer.values)
    return next((layer.source for layer in layers), ()) or BASE


def provider_asked(view: Resolution, section: Path, model: str | None = None) -> str | None:
    """Whom the program asks for a section: `openhands`, or a provider as litellm calls it.

    model: one that the section does not have yet. Then its name alone decides, whatever
    custom_llm_provider says.
    """
    values = view.values(section)
    request = view.dialect.request(values if model is None else {**values, "model": model})
    if request.arguments.get("base_url") == PROXY:
        return "openhands"
    custom = request.arguments.get("custom_llm_provider") if model is None else None
    return provider_of(request.model, custom or None)
