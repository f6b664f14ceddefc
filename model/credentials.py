"""Which key may be shown to whom."""

from collections.abc import Mapping
from typing import NamedTuple

from llm_tui.model.dialects.openhands.request import PROXY
from llm_tui.model.keys import BASE, Path, write_header
from llm_tui.model.providers import KEY_VARIABLES, host_owner, key_owner
from llm_tui.model.registry import provider_of
from llm_tui.model.resolve import Resolution
from llm_tui.model.setting import Setting


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

    A run of OpenHands would send any key that the section has. Here a key goes only where it was
    meant to go: to the base_url that stands beside it, or to the provider that it was given for.
    """
    settings = {setting.key: setting for setting in view.settings(section)}
    own, base_url = settings["api_key"], settings["base_url"]
    text = own.value or ""
    host = host_owner(address) or (provider if not base_url.value else None)
    looks_like = key_owner(text)
    if host and looks_like and looks_like != host and address != PROXY:
        return Key(refused=f"api_key looks like one of {looks_like}: {host} is not shown it")
    if not text:
        is_own_host = not base_url.value and not _is_replaced(view, section)
        names = KEY_VARIABLES.get(provider, ()) if is_own_host else ()
        return Key(next((environment[name] for name in names if environment.get(name)), ""))
    if _home(own) == section or section == BASE:
        return Key(text)
    if base_url.value and not _is_replaced(view, section):
        return Key(text) if _home(base_url) == _home(own) else Key()
    if _serves(view, BASE) == _serves(view, section):
        return Key(text)
    return Key(refused=f"{provider} is not shown the api_key of {write_header(BASE)}")


def _home(setting: Setting) -> Path:
    """The section that a value is written in; what the environment says is said of the base."""
    return setting.source or BASE


def _is_replaced(view: Resolution, section: Path) -> bool:
    """Does OpenHands ask somebody else than base_url?"""
    return str(view.effective(section, "model")).startswith("openhands/")


def _serves(view: Resolution, section: Path) -> str | None:
    model = str(view.effective(section, "model"))
    if model.startswith("openhands/"):
        return "openhands"
    return provider_of(model, view.effective(section, "custom_llm_provider"))
