"""An endpoint is asked for its models at the right place, with the right key, and not for long."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from llm_tui.model import Document
from llm_tui.model.catalogue.endpoint import Endpoint, EndpointError
from llm_tui.model.catalogue.model import Model
from llm_tui.model.catalogue.model_groups import Group
from llm_tui.model.catalogue.model_lists import models_in
from llm_tui.model.catalogue.models import Catalogue
from llm_tui.model.catalogue.provider import ListFormat
from llm_tui.model.catalogue.served_models import Listing, ask
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.section_endpoint import endpoint_of
from tests.loopback.http import Reply
from tests.loopback.lists import Lists, data, dripping, moved, page
from tests.loopback.server import Loopback, serving

KEY = "sk-loop-SECRET0123456789abcdef"
KNOWN = Catalogue([Model("gpt-4o", "openai", 128_000, 16_384, 2.5, 10.0)])


def section(text: str, environment: Mapping[str, str] | None = None, name: str = "") -> Endpoint:
    """The endpoint of `[llm]`, or of another section, in a file."""
    view = Resolution(Document(text.encode()), dialect("openhands"), environment or {})
    return endpoint_of(view, ("llm", name) if name else ("llm",), environment or {})


def openai(server: Loopback, path: str = "/v1") -> Endpoint:
    """A section whose server is compatible with OpenAI."""
    return section(
        f'[llm]\nmodel = "openai/gpt-4o"\napi_key = "{KEY}"\nbase_url = "{server.url}{path}"\n'
    )


async def listed(endpoint: Endpoint, seconds: float = 10.0) -> Group:
    """The models that it serves, asked in a thread so that the server can answer."""
    return await asyncio.to_thread(Listing(endpoint, KNOWN, seconds).run)


def names(group: Group) -> list[str]:
    return [model.name for model in group.models]


FORMS: dict[str, tuple[str, str, str, dict[str, Any], list[str], str]] = {
    "vLLM": (
        "hosted_vllm/x", "/v1", "/v1/models",
        {"data": [{"id": "qwen/qwen3", "max_model_len": 32768}]},
        ["hosted_vllm/qwen/qwen3"], "authorization",
    ),
    "LiteLLM proxy": (
        "litellm_proxy/x", "", "/models", data("gpt-4o", "own"),
        ["litellm_proxy/gpt-4o", "litellm_proxy/own"], "authorization",
    ),
    "OpenRouter": (
        "openrouter/x", "/api/v1", "/api/v1/models", data("a/b:free"),
        ["openrouter/a/b:free"], "authorization",
    ),
    "Anthropic": (
        "anthropic/x", "", "/v1/models", data("claude-a"), ["anthropic/claude-a"], "x-api-key",
    ),
    "Gemini": (
        "gemini/x", "/v1beta", "/v1beta/models",
        {
            "models": [
                {"name": "models/gemini-a", "supportedGenerationMethods": ["generateContent"]},
                {"name": "models/embed", "supportedGenerationMethods": ["embedContent"]},
            ]
        },
        ["gemini/gemini-a"], "x-goog-api-key",
    ),
    "Ollama": (
        "ollama_chat/x", "", "/api/tags", {"models": [{"name": "llama3:8b"}]},
        ["ollama_chat/llama3:8b"], "",
    ),
}  # fmt: skip
"""Model, path of base_url, path asked, answer, names to write, header of the key."""


@pytest.mark.parametrize("form", FORMS)
async def test_each_kind_of_server_is_asked_in_its_own_way(form: str) -> None:
    model, base, path, answer, expected, header = FORMS[form]
    async with serving(Lists({path: answer})) as server:
        endpoint = section(
            f'[llm]\nmodel = "{model}"\napi_key = "{KEY}"\nbase_url = "{server.url}{base}"\n'
        )
        group = await listed(endpoint)

    assert names(group) == expected
    assert group.title == f"Served by {endpoint.host}"
    (request,) = server.received
    assert [name for name, value in request.headers.items() if KEY in value] == [header] * bool(
        header
    )
    assert KEY not in request.target


async def test_base_url_may_lack_the_v1_of_the_list() -> None:
    async with serving(Lists.of("own")) as server:
        group = await listed(openai(server, path=""))

    assert names(group) == ["openai/own"]
    assert [request.path for request in server.received] == ["/models", "/v1/models"]


async def test_with_a_custom_provider_the_names_stay_as_they_are_listed() -> None:
    async with serving(Lists.of("own")) as server:
        endpoint = section(
            f'[llm]\nmodel = "x"\ncustom_llm_provider = "openai"\nbase_url = "{server.url}/v1"\n'
        )
        assert names(await listed(endpoint)) == ["own"]


async def test_limits_and_prices_from_the_server_win_over_those_of_litellm() -> None:
    entry = {
        "id": "gpt-4o",
        "context_length": 64_000,
        "pricing": {"prompt": "0.000001", "completion": "0"},
        "top_provider": {"max_completion_tokens": None},
    }
    async with serving(Lists({"/v1/models": {"data": [entry]}})) as server:
        (model,) = (await listed(openai(server))).models

    assert (model.context, model.output) == (64_000, 16_384)
    assert (model.price_in, model.price_out) == (1.0, 0.0)


FAILURES = {
    "401 echo": "refuses the API key (401): Incorrect API key provided: ••••••••.",
    "403": "refuses the API key (403)",
    "500": "answers 500: The server had an error",
    "reset": "",
    "cut": "",
    "malformed": "answers with something other than a list of models",
}


@pytest.mark.parametrize("fault", FAILURES)
async def test_a_failure_is_reported_in_plain_words_without_the_key(fault: str) -> None:
    async with serving(Lists.of("own"), fault) as server:
        endpoint = openai(server)
        with pytest.raises(EndpointError) as failure:
            await listed(endpoint)

    message = str(failure.value)
    assert endpoint.host in message
    assert FAILURES[fault] in message
    assert KEY not in message
    assert "\n" not in message


@pytest.mark.parametrize("times", [0, 1, 2])
async def test_a_key_that_is_echoed_in_escapes_is_cut_out(times: int) -> None:
    key = 'fake"key\\0123456789'
    echoed = key
    for _ in range(times):
        echoed = json.dumps(echoed)
    body = json.dumps({"error": {"message": f"wrong key {echoed}"}}).replace("k", "\\u006b")
    reply = Reply([body.encode()], 401)
    async with serving(Lists({"/v1/models": reply})) as server:
        endpoint = section(
            f"[llm]\nmodel = 'openai/gpt-4o'\napi_key = '{key}'\nbase_url = '{server.url}/v1'\n"
        )
        with pytest.raises(EndpointError) as failure:
            await listed(endpoint)

    assert "wrong key" in str(failure.value)
    assert "0123456789" not in str(failure.value)


ODD_ANSWERS: dict[str, tuple[Reply | object, str]] = {
    "a page": (page("<html><body>Sign in</body></html>"), "something other than a list"),
    "ten megabytes": (Reply([b'{"data": ['] + [b" " * 1_000_000] * 10), "more than 4 MB"),
    "a list": ([1, 2], "serves no models"),
    "no list": ({"data": {"id": "x"}}, "something other than a list"),
    "no models": ({"data": []}, "serves no models"),
    "deep": (Reply([b"[" * 200_000]), "something other than a list"),
    "not UTF-8": (Reply([b'{"data": [{"id": "\xff"}]}']), "something other than a list"),
}


@pytest.mark.parametrize("answer", ODD_ANSWERS)
async def test_an_answer_that_is_not_a_list_of_models_is_reported_as_such(answer: str) -> None:
    reply, words = ODD_ANSWERS[answer]
    async with serving(Lists({"/v1/models": reply})) as server:
        with pytest.raises(EndpointError, match=words):
            await listed(openai(server))


async def test_entries_that_are_no_models_are_left_out() -> None:
    entries = [{"id": "good"}, {"id": 5}, {}, "x", None, {"id": "\x1b[31m"}, {"id": "x" * 400}]
    async with serving(Lists({"/v1/models": {"data": entries}})) as server:
        assert names(await listed(openai(server))) == ["openai/good"]


async def test_a_server_without_a_list_is_distinguished_from_one_that_refuses() -> None:
    async with serving(Lists({})) as server:
        with pytest.raises(EndpointError, match=r"has no list of models \(404\)"):
            await listed(openai(server))


async def test_a_refused_connection_is_reported_with_the_address() -> None:
    async with serving(Lists.of("own")) as server:
        endpoint = openai(server)
    with pytest.raises(EndpointError, match=f"nothing listens at {endpoint.host}"):
        await listed(endpoint)


@pytest.mark.parametrize("way", ["hang", "drip"])
async def test_no_answer_takes_longer_than_it_may(way: str) -> None:
    slow = dripping([b" "] * 200, pause=0.1)
    script = ["hang"] if way == "hang" else []
    async with serving(Lists({"/v1/models": slow}), *script) as server:
        with pytest.raises(EndpointError, match="no complete answer within 0"):
            await listed(openai(server), seconds=0.4)


async def test_cancelling_closes_the_connection_at_once() -> None:
    async with serving(Lists.of("own"), "hang") as server:
        asking = asyncio.create_task(ask(openai(server), KNOWN))
        async with asyncio.timeout(5):
            while not server.received:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        asking.cancel()

        async with asyncio.timeout(5):
            await server.closed.wait()


async def test_asking_returns_the_models_or_raises_the_reason() -> None:
    async with serving(Lists.of("own"), "", "500") as server:
        assert names(await ask(openai(server), KNOWN)) == ["openai/own"]
        with pytest.raises(EndpointError, match="answers 500"):
            await ask(openai(server), KNOWN)


async def test_a_redirection_to_another_place_is_not_followed() -> None:
    async with serving(Lists.of("theirs")) as other:
        target = f"{other.url}/v1/models"
        async with serving(Lists({"/v1/models": moved(target)})) as server:
            with pytest.raises(EndpointError, match=r"redirects to 127\.0\.0\.1:"):
                await listed(openai(server))

        assert other.received == []


async def test_a_redirection_on_the_same_server_is_followed() -> None:
    replies = {"/v1/models": moved("/v2/models"), "/v2/models": data("own")}
    async with serving(Lists(replies)) as server:
        assert names(await listed(openai(server))) == ["openai/own"]
        assert [Lists({}).key(request) for request in server.received] == [KEY, KEY]


async def test_user_and_password_of_an_address_go_into_a_header() -> None:
    async with serving(Lists.of("own")) as server:
        address = server.url.replace("://", "://me:pass-word-1@")
        endpoint = section(f'[llm]\nmodel = "openai/x"\nbase_url = "{address}/v1"\n')
        await listed(endpoint)

    assert "pass-word-1" not in endpoint.address
    assert server.received[0].headers["authorization"] == "Basic bWU6cGFzcy13b3JkLTE="


@pytest.mark.parametrize("program", ["openmanus", "generic"])
async def test_a_program_that_takes_bare_names_is_offered_them(program: str) -> None:
    async with serving(Lists.of("own")) as server:
        text = f'[llm]\nmodel = "x"\napi_key = "{KEY}"\nbase_url = "{server.url}/v1"\n'
        view = Resolution(Document(text.encode()), dialect(program), {})
        assert names(await listed(endpoint_of(view, ("llm",), {}))) == ["own"]

    assert server.received[0].headers["authorization"] == f"Bearer {KEY}"


def read(*entries: dict[str, Any]) -> list[Model]:
    return list(models_in({"data": list(entries)}, ListFormat.OPENAI))


async def test_a_list_may_be_an_array_alone() -> None:
    async with serving(Lists({"/v1/models": [{"id": "own", "type": "chat"}]})) as server:
        assert names(await listed(openai(server))) == ["openai/own"]


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "text-embedding-3-small"},
        {"id": "gpt-4o-mini-tts"},
        {"id": "whisper-1"},
        {"id": "gpt-image-1"},
        {"id": "m", "type": "embedding"},
        {"id": "m", "capabilities": {"completion_chat": False}},
        {"id": "m", "architecture": {"output_modalities": ["image"]}},
    ],
    ids=str,
)
def test_what_answers_no_prompt_is_no_choice(entry: dict[str, Any]) -> None:
    assert read(entry) == []


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "gpt-4o", "object": "model"},
        {"id": "embedder", "type": "chat"},
        {"id": "whisper", "architecture": {"output_modalities": ["text", "audio"]}},
        {"id": "o", "capabilities": {"completion_chat": True}},
    ],
    ids=str,
)
def test_what_answers_with_text_is_one_whatever_its_name(entry: dict[str, Any]) -> None:
    assert [model.name for model in read(entry)] == [entry["id"]]


def test_limits_prices_and_the_end_are_taken_where_they_are_listed() -> None:
    groq = {"id": "a", "context_window": 131072, "max_completion_tokens": 32768}
    together = {"id": "b", "context_length": 8192, "pricing": {"input": 0.88, "output": 1.5}}
    mistral = {"id": "c", "max_context_length": 9, "deprecation": "2026-01-31T12:00:00Z"}

    assert read(groq, together, mistral) == [
        Model("a", context=131072, output=32768),
        Model("b", context=8192, price_in=0.88, price_out=1.5),
        Model("c", context=9, deprecation="2026-01-31"),
    ]


async def test_the_wildcards_of_a_proxy_are_the_models_that_are_known() -> None:
    async with serving(Lists({"/models": data("openai/*", "*", "own")})) as server:
        text = f'[llm]\nmodel = "litellm_proxy/x"\nbase_url = "{server.url}"\n'
        group = await listed(section(text))

    assert names(group) == ["litellm_proxy/openai/gpt-4o", "litellm_proxy/own"]
    assert group.models[0].context == 128_000
