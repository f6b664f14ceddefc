"""Each record of a provider is consistent, and one record is all that a new provider needs."""

import itertools
import re
from urllib.parse import urlsplit

import pytest

from llm_tui.model import Document
from llm_tui.model.catalogue import wire
from llm_tui.model.catalogue.litellm_data import providers
from llm_tui.model.catalogue.model_lists import models_in
from llm_tui.model.catalogue.ownership import (
    host_owner,
    key_owner,
    key_shapes,
    speak_alike,
)
from llm_tui.model.catalogue.provider import (
    KeyShape,
    ListFormat,
    ModelList,
    Provider,
    WireFormat,
)
from llm_tui.model.catalogue.providers import PROVIDERS, provider_record
from llm_tui.model.catalogue.starters import starters
from llm_tui.model.catalogue.wire import wire_request
from llm_tui.model.check.api_keys import is_placeholder
from llm_tui.model.check.finding import Finding
from llm_tui.model.check.preflight import findings
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.secrets.masking import MASK
from llm_tui.model.secrets.redactor import Redactor
from llm_tui.model.switching.section_endpoint import endpoint_of

EACH = pytest.mark.parametrize("record", PROVIDERS.values(), ids=PROVIDERS)


def example(shape: KeyShape) -> str:
    """A key of this shape."""
    return shape.prefix + "A0" * 20


@EACH
def test_a_provider_has_a_prefix_that_litellm_knows_and_a_label_of_its_own(
    record: Provider,
) -> None:
    assert record.name in providers()
    assert record.label
    assert [other.name for other in PROVIDERS.values() if other.label == record.label] == [
        record.name
    ]


@EACH
def test_the_host_of_a_default_address_belongs_to_its_provider(record: Provider) -> None:
    parts = urlsplit(record.address)

    if record.address:
        assert parts.scheme == ("http" if record.is_local else "https")
        assert not record.address.endswith("/")
        assert host_owner(record.address) == (None if record.is_local else record.name)
    for suffix in record.host_suffixes:
        assert host_owner(f"https://mine{suffix}/v1") == record.name
        assert host_owner(f"https://{suffix}.example") is None


@EACH
def test_a_provider_needs_an_address_exactly_where_it_has_no_default(record: Provider) -> None:
    assert not (record.needs_address and record.address)
    assert not (record.falls_back_to and not record.needs_address)
    if record.falls_back_to:
        assert host_owner(f"https://{record.falls_back_to}") not in (None, record.name)
    if record.needs_address and record.starter:
        assert record.starter["base_url"]


@EACH
def test_paths_begin_with_a_slash_and_have_none_at_their_end(record: Provider) -> None:
    listed = record.model_list.paths if record.model_list else ()

    for path in (*record.appended_paths, *listed):
        assert path.startswith("/")
        assert not path.endswith("/")
    assert record.model_list is None or listed


@EACH
def test_the_longer_of_two_appended_paths_is_tried_first(record: Provider) -> None:
    for earlier, later in itertools.combinations(record.appended_paths, 2):
        assert not later.endswith(earlier)


@EACH
def test_each_key_is_recognised_and_cut_out_of_texts(record: Provider) -> None:
    for shape in record.key_shapes:
        key = example(shape)

        assert key_owner(key) == record.name
        assert Redactor([]).text(f"wrong key {key}!") == f"wrong key {MASK}!"


def test_no_key_of_one_provider_is_taken_for_another_ones() -> None:
    owned = [(shape, record.name) for record in PROVIDERS.values() for shape in record.key_shapes]

    for (one, owner), (other, other_owner) in itertools.permutations(owned, 2):
        if owner != other_owner:
            assert not one.prefix.startswith(other.prefix), (owner, other_owner)
    for shape in key_shapes():
        assert re.fullmatch(shape.rest, "A0" * 20)


def test_a_key_that_several_providers_give_out_has_no_owner_and_is_cut_out() -> None:
    assert key_owner("sk-0123456789abcdef") is None
    assert Redactor([]).text("sk-0123456789abcdef") == MASK


def test_each_format_is_implemented_and_spoken_by_some_provider() -> None:
    records = PROVIDERS.values()

    assert {record.wire for record in records} - {None} == set(WireFormat) == set(wire._FORMATS)
    assert {r.model_list.format for r in records if r.model_list} == set(ListFormat)
    for list_format in ListFormat:
        with pytest.raises(TypeError):
            models_in({}, list_format)


@EACH
def test_a_request_can_be_written_for_each_provider_with_a_format(record: Provider) -> None:
    arguments = {"model": f"{record.name}/m", "base_url": "http://h", "max_completion_tokens": 9}
    found = wire_request(arguments, "hi", stream=False)

    assert (found is None) == (record.wire is None)
    if found is not None:
        assert found.url.startswith("http://h/")
        assert "hi" in str(found.body)
        assert found.headers.keys() == {*record.headers, record.key_header} - {""}


@EACH
def test_a_starter_names_its_model_and_only_keys_of_a_section(record: Provider) -> None:
    known = dialect("openhands").fields

    assert not record.starter or "model" in record.starter
    assert record.starter.keys() <= known.keys()


def test_a_variable_of_keys_belongs_to_one_provider() -> None:
    names = [name for record in PROVIDERS.values() for name in record.key_variables]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Z][A-Z_]*_API_KEY", name) for name in names)


def test_nothing_is_claimed_of_a_provider_without_a_record() -> None:
    unknown = provider_record("nobody-knows")

    assert (unknown.address, unknown.key_variables, unknown.wire) == ("", (), None)
    assert not unknown.needs_address
    assert unknown.model_list == ModelList()
    assert provider_record(None) == Provider("", "")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("openai", "hosted_vllm", True),
        ("lm_studio", "litellm_proxy", True),
        ("ollama", "ollama_chat", True),
        ("openai", "anthropic", False),
        ("groq", "openai", False),
        ("nobody", "nobody", True),
        ("nobody", "somebody", False),
    ],
)
def test_one_server_may_be_asked_under_several_names(one: str, other: str, alike: bool) -> None:
    assert speak_alike(one, other) is alike
    assert speak_alike(other, one) is alike


@pytest.mark.parametrize("address", ["http://localhost:11434", "http://127.0.0.1:1/v1", "", "h"])
def test_a_server_of_ones_own_belongs_to_nobody(address: str) -> None:
    assert host_owner(address) is None


# One record is all that a new provider needs

IMAGINED = Provider(
    "imagined",
    "Imagined AI",
    address="https://api.imagined.example/v2",
    appended_paths=("/answer",),
    key_variables=("IMAGINED_API_KEY",),
    key_shapes=(KeyShape("imag_", r"[a-z0-9]{10,}"),),
    key_header="x-imagined-key",
    wire=WireFormat.OPENAI,
    limit_name="limit",
    model_list=ModelList(("/served",)),
    starter={"model": "imagined/MODEL", "api_key": ""},
)
KEY = "imag_0123456789"


@pytest.fixture
def imagined(monkeypatch: pytest.MonkeyPatch) -> Provider:
    monkeypatch.setitem(PROVIDERS, IMAGINED.name, IMAGINED)
    return IMAGINED


def view(text: str) -> Resolution:
    return Resolution(Document(text.encode()), dialect("openhands"), {})


def test_the_endpoint_of_a_new_provider_is_asked_for_its_models(imagined: Provider) -> None:
    resolution = view(f'[llm]\nmodel = "imagined/m"\napi_key = "{KEY}"\n')
    endpoint = endpoint_of(resolution, ("llm",), {})

    assert endpoint.urls == ("https://api.imagined.example/v2/served",)
    assert endpoint.headers["x-imagined-key"] == KEY
    assert endpoint.prefix == "imagined/"


def test_the_keys_of_a_new_provider_are_recognised_and_masked(imagined: Provider) -> None:
    assert key_owner(KEY) == "imagined"
    assert Redactor([]).text(f"wrong key {KEY}!") == f"wrong key {MASK}!"
    stream = Redactor([]).stream()
    assert stream.feed(KEY[:7]) + stream.feed(KEY[7:]) + stream.end() == MASK
    assert is_placeholder("imag_your-key-here")


def test_a_starter_for_a_new_provider_is_offered(imagined: Provider) -> None:
    assert ("imagined", "Imagined AI") in [starter[:2] for starter in starters()]


def test_a_request_to_a_new_provider_is_checked_before_it_is_sent(imagined: Provider) -> None:
    def found(**values: str) -> tuple[Finding, ...]:
        request = dialect("openhands").request({"model": "imagined/m", **values})
        return findings(request, {}, "OpenHands")

    assert found(api_key=KEY) == ()
    assert "$IMAGINED_API_KEY" in found()[0].message
    assert (
        "/answer, which imagined adds" in found(api_key=KEY, base_url="http://h/answer")[0].message
    )
    assert host_owner("https://api.imagined.example") == "imagined"


def test_a_request_to_a_new_provider_is_shown(imagined: Provider) -> None:
    arguments = {"model": "imagined/m", "max_completion_tokens": 9}
    found = wire_request(arguments, "hi", stream=False)

    assert found is not None
    assert found.url == "https://api.imagined.example/v2/chat/completions"
    assert found.headers == {"x-imagined-key": wire.KEY}
    assert found.body["limit"] == 9
