"""The endpoint of a section: its address, and the API key that may be shown there."""

from collections.abc import Mapping

from llm_tui.model.catalogue.endpoint import Endpoint, EndpointError, list_headers, without_login
from llm_tui.model.catalogue.litellm_data import provider_of
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.dialects.field import Role
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.secrets.redactor import Redactor
from llm_tui.model.switching.credentials import key_for
from llm_tui.model.toml.keys import Path


def endpoint_of(view: Resolution, section: Path, environment: Mapping[str, str]) -> Endpoint:
    """The endpoint of a section. Raises EndpointError where there is none to ask.

    environment: the variables of this process, where litellm looks for what the section lacks.
    """
    values = view.values(section)
    request = view.request(values)
    custom = request.arguments.get("custom_llm_provider")
    name = provider_of(request.model, custom)
    provider = provider_record(name)
    if provider.model_list is None:
        raise EndpointError(f"{name} can't be asked for its list of models")
    address = request.arguments.get("base_url") or environment.get(provider.address_variable)
    address = address or provider.model_list.address or provider.address
    if not address:
        missing = f"the address of {name} is not known" if name else "there is no provider"
        raise EndpointError(f"{missing}, and base_url is not set: no endpoint to ask")
    address, login = without_login(address)
    key = key_for(view, section, name or "openai", address, environment)
    if key.refused:
        raise EndpointError(key.refused)
    own = view.dialect.own_provider(values.get(view.dialect.key(Role.MODEL)))
    prefix = f"{own or name or 'openai'}/"
    if custom or (request.model != values.get(view.dialect.key(Role.MODEL)) and not own):
        # The program itself names the provider to litellm.
        prefix = ""
    secrets = {"api_key": [key.text, values.get(view.dialect.key(Role.API_KEY))]}
    redactor = Redactor.of([secrets, dict(request.arguments), login], environment)
    headers = list_headers(provider, key.text) | login
    has_key = bool(key.text or login)
    return Endpoint(provider.model_list, address, headers, has_key, prefix, redactor.text)
