"""The endpoint of a section, and the API key that it may be shown."""

import json
from collections.abc import Mapping

import pytest

from llm_tui.model import Document
from llm_tui.model.catalogue.endpoint import Endpoint, EndpointError
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.section_endpoint import endpoint_of

KEY = "sk-loop-SECRET0123456789abcdef"


def section(
    text: str, environment: Mapping[str, str] | None = None, name: str = "", release: str = "0.62.0"
) -> Endpoint:
    """The endpoint of `[llm]`, or of another section, in a file."""
    program = dialect("openhands", release)
    view = Resolution(Document(text.encode()), program, environment or {})
    return endpoint_of(view, ("llm", name) if name else ("llm",), environment or {})


def test_models_of_the_programs_own_provider_keep_its_prefix() -> None:
    endpoint = section(f'[llm]\nmodel = "openhands/x"\napi_key = "{KEY}"\n')

    assert endpoint.prefix == "openhands/"
    assert endpoint.headers["Authorization"] == f"Bearer {KEY}"


def test_a_release_without_a_provider_of_its_own_has_nobody_to_ask_for_its_models() -> None:
    with pytest.raises(EndpointError, match="the address of openhands is not known"):
        section('[llm]\nmodel = "openhands/x"\n', release="0.40.0")


def test_the_key_in_a_variable_is_not_shown_to_the_programs_own_provider() -> None:
    text = '[llm]\nmodel = "openhands/x"\n'

    assert not section(text, {"LITELLM_PROXY_API_KEY": KEY}).has_key


def test_a_key_of_the_base_goes_to_the_programs_own_provider_only_from_there() -> None:
    base = f'[llm]\nmodel = "{{}}/a"\napi_key = "{KEY}"\n[llm.own]\nmodel = "openhands/x"\n'

    assert section(base.format("openhands"), name="own").has_key
    with pytest.raises(EndpointError, match="is not sent to litellm_proxy"):
        section(base.format("openai"), name="own")


def test_a_key_that_no_header_can_hold_is_not_sent() -> None:
    headers = section('[llm]\nmodel = "openai/x"\napi_key = "k\u00e9y"\n').headers

    assert "Authorization" not in headers


TWO = """\
[llm]
model = "{base}"
{more}
[llm.own]
model = "{own}"
{rest}
"""


def sent(base: str, own: str, more: str = "", rest: str = "", **environment: str) -> str:
    """The headers that the endpoint of `[llm.own]` is asked with, as text."""
    text = TWO.format(base=base, own=own, more=more, rest=rest)
    return json.dumps(dict(section(text, environment, "own").headers))


def test_the_key_of_the_section_goes_to_its_provider() -> None:
    assert KEY in sent("gpt-4o", "mistral/x", rest=f'api_key = "{KEY}"')


def test_an_inherited_key_goes_to_the_inherited_address() -> None:
    more = f'api_key = "{KEY}"\nbase_url = "http://proxy.example/v1"'

    assert KEY in sent("openai/a", "openai/b", more=more)


def test_an_inherited_key_goes_to_the_same_provider() -> None:
    assert KEY in sent("openai/a", "openai/b", more=f'api_key = "{KEY}"')


def test_an_inherited_key_does_not_go_to_an_address_of_the_section() -> None:
    rest = 'base_url = "http://10.1.1.1/v1"'

    assert KEY not in sent("openai/a", "openai/b", more=f'api_key = "{KEY}"', rest=rest)


def test_an_inherited_key_does_not_go_to_another_provider() -> None:
    with pytest.raises(EndpointError, match="is not sent to mistral"):
        sent("openai/a", "mistral/b", more=f'api_key = "{KEY}"')


def test_a_key_that_looks_like_another_providers_is_not_shown() -> None:
    with pytest.raises(
        EndpointError, match="looks like an API key of anthropic: it is not sent to groq"
    ):
        sent("openai/a", "groq/b", rest='api_key = "sk-ant-0123456789"')


def test_a_variable_of_the_provider_goes_to_its_own_host_only() -> None:
    assert KEY in sent("openai/a", "groq/b", GROQ_API_KEY=KEY)
    rest = 'base_url = "http://10.1.1.1/v1"'
    assert KEY not in sent("openai/a", "groq/b", rest=rest, GROQ_API_KEY=KEY)


UNASKED = {
    "bedrock/x": "bedrock can't be asked",
    "azure/x": "azure can't be asked",
    "litellm_proxy/x": "no endpoint to ask",
    "nobody-knows": "no endpoint to ask",
}


@pytest.mark.parametrize("model", UNASKED)
def test_without_an_endpoint_to_ask_the_reason_is_reported(model: str) -> None:
    with pytest.raises(EndpointError, match=UNASKED[model]):
        section(f'[llm]\nmodel = "{model}"\napi_key = "{KEY}"\n')


@pytest.mark.parametrize("address", ["localhost:8000/v1", "http://[::1", "http://h:port/"])
def test_a_malformed_address_is_reported(address: str) -> None:
    with pytest.raises(EndpointError, match="base_url"):
        section(f'[llm]\nmodel = "openai/x"\nbase_url = "{address}"\n')
