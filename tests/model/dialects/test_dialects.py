"""Programs other than OpenHands: what each makes of a file, and what it would send."""

from typing import Any

import pytest

from llm_tui.model import Document
from llm_tui.model.check import problems
from llm_tui.model.dialects import known
from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Status
from llm_tui.model.errors import UnknownDialectError
from llm_tui.model.toml.keys import BASE, Path

COMPLETE = '[llm]\nmodel = "openai/m"\nbase_url = "http://h/v1"\napi_key = "sk-base"\n'


def openmanus(text: str) -> Resolution:
    return Resolution(
        Document(text.encode()), known.dialect("openmanus", "0.3.0"), {"LLM_MODEL": "env"}
    )


def generic(text: str) -> Resolution:
    return Resolution(Document(text.encode()), known.dialect("generic"), {"LLM_MODEL": "env"})


def values(view: Resolution, *names: str) -> dict[str, Any]:
    return view.values((*BASE, *names))


def messages(view: Resolution) -> list[str]:
    return [problem.message for problem in problems(view, {})]


@pytest.mark.parametrize("name", known.names())
def test_every_dialect_reads_and_shows_and_plans_a_plain_file(name: str) -> None:
    # The newest of OpenManus needs one more section.
    release = "0.3.0" if name == "openmanus" else None
    view = Resolution(Document(COMPLETE.encode()), known.dialect(name, release), {})

    assert view.dialect.name == name
    assert view.effective(BASE, "model") == "openai/m"
    assert [s.value for s in view.settings(BASE) if s.key == "base_url"] == ["http://h/v1"]
    assert view.is_secret("api_key")
    assert problems(view, {}) == ()
    assert view.dialect.request(values(view)).arguments["api_key"] == "sk-base"
    assert view.dialect.retry_policy(values(view)).attempts >= 1


def test_an_unknown_dialect_or_release_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownDialectError, match=", ".join(known.names())):
        known.dialect("openhand")
    with pytest.raises(UnknownDialectError, match=r"0\.99 is not known; there are .*0\.62\.0"):
        known.dialect("openhands", "0.99")
    with pytest.raises(UnknownDialectError, match="generic has only one"):
        known.dialect("generic", "0.62.0")


class TestOpenManus:
    def test_a_section_is_laid_over_the_base_and_that_over_the_defaults(self) -> None:
        view = openmanus(COMPLETE + '[llm.browser]\nmodel = "small"\nmax_tokens = "100"\n')

        assert values(view, "browser") == {
            "model": "small",
            "base_url": "http://h/v1",
            "api_key": "sk-base",
            "max_tokens": 100,
            "max_input_tokens": None,
            "temperature": 1.0,
            "api_type": "",
            "api_version": "",
        }
        origins = {s.key: s.origin for s in view.settings((*BASE, "browser"))}
        assert origins["model"] is Origin.SECTION
        assert origins["base_url"] is Origin.BASE
        assert origins["temperature"] is Origin.DEFAULT

    def test_an_unknown_key_costs_nothing(self) -> None:
        view = openmanus(COMPLETE + 'num_retries = 9\n[llm."gpt-4".1]\nmodel = "lost"\n')

        assert problems(view, {}) == ()
        assert values(view)["model"] == "openai/m"
        assert values(view, "gpt-4")["model"] == "openai/m"
        unknown = [s for s in view.settings(BASE) if not s.known]
        assert [(s.key, s.fault) for s in unknown] == [("num_retries", None)]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('[llm]\nmodel = "m"\napi_key = "k"\n', "base_url: OpenManus does not start without"),
            (COMPLETE + "temperature = 'warm'\n", "temperature: it must be a number"),
            (COMPLETE + "api_version = 2024\n", "api_version: it must be text in quotes"),
        ],
        ids=["missing", "no number", "no text"],
    )
    def test_what_it_refuses_stops_it(self, text: str, message: str) -> None:
        view = openmanus(text)

        assert message in messages(view)[0]
        assert {p.consequence for p in problems(view, {})} == {"OpenManus stops when it starts."}
        assert view.status(BASE) is Status.STOPS

    def test_a_section_named_default_takes_the_place_of_the_base(self) -> None:
        view = openmanus(
            '[llm]\nmodel = "m"\n[llm.default]\nbase_url = "http://d"\napi_key = "k"\n'
        )

        assert problems(view, {}) == ()
        assert values(view)["base_url"] == "http://d"
        assert values(view)["model"] == "m"

    def test_agents_find_their_sections_by_lower_case_names_and_others_are_never_read(self) -> None:
        view = openmanus(COMPLETE + "[llm.manus]\n[llm.Browser]\n[llm.vision]\n")

        assert {s.name: s.used_by for s in view.sections} == {
            "llm": ("default",),
            "manus": ("manus",),
            "Browser": (),
            "vision": (),
        }
        assert [s.name for s in view.sections if s.in_use] == ["manus"]
        assert view.dialect.unused((*BASE, "manus")) is None
        assert view.dialect.unused((*BASE, "Browser")) == "OpenManus looks for [llm.browser]"
        assert view.dialect.unused((*BASE, "vision")) == "OpenManus asks for no such section"

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"\xef\xbb\xbf" + COMPLETE.encode(), "byte order mark"),
            (b"[llm]\nmodel = \n", "not a value"),
            (b"[llm]\nmodel = '\xff'\n", "not UTF-8"),
        ],
        ids=["byte order mark", "syntax", "encoding"],
    )
    def test_a_file_that_its_parser_refuses_stops_it(self, data: bytes, reason: str) -> None:
        view = Resolution(Document(data), known.dialect("openmanus"), {})

        assert view.read.error is not None
        assert reason in view.read.error.message
        assert problems(view, {})[0].consequence == "OpenManus stops when it starts."

    def test_what_openhands_parser_can_not_read_it_can(self) -> None:
        view = openmanus(COMPLETE + 'stop = [1, "a"]\n["llm"."a\\"b"]\nmodel = "q"\n')

        assert view.read.error is None
        assert values(view, 'a"b')["model"] == "q"

    def test_it_retries_whatever_happens_after_random_waits(self) -> None:
        retry_policy = known.dialect("openmanus").retry_policy({})

        assert str(retry_policy) == "6 attempts, waits of at most 1 2 4 8 16 s = 31 s"
        assert retry_policy.retried == ("Exception",)


ENDPOINT = {"base_url": "http://h/v1", "api_key": "k", "max_tokens": 10, "temperature": 0.5}


def requested(name: str, **settings: Any) -> Request:
    return known.dialect(name).request(settings)


@pytest.mark.parametrize(
    ("settings", "arguments"),
    [
        ({"model": "qwen3"}, {"model": "openai/qwen3", **ENDPOINT}),
        ({"model": "a/b", "api_type": "ollama"}, {"model": "openai/a/b", **ENDPOINT}),
        (
            {"model": "gpt", "api_type": "azure", "api_version": "1"},
            {"model": "azure/gpt", "api_version": "1", **ENDPOINT},
        ),
        (
            {"model": "claude", "api_type": "aws"},
            {"model": "bedrock/converse/claude", "max_tokens": 10, "temperature": 0.5},
        ),
        (
            {"model": "o3-mini"},
            {
                "model": "openai/o3-mini",
                "base_url": "http://h/v1",
                "api_key": "k",
                "max_completion_tokens": 10,
            },
        ),
    ],
    ids=["openai", "any other type", "azure", "aws", "reasoning"],
)
def test_openmanus_models_go_raw_to_the_client_of_their_type(
    settings: dict[str, Any], arguments: dict[str, Any]
) -> None:
    request = requested("openmanus", **ENDPOINT, max_input_tokens=5, **settings)

    assert dict(request.arguments) == arguments
    assert "max_input_tokens" in request.absent


class TestGeneric:
    TEXT = (
        '[llm]\nmodel = "m"\ntimeout = "30"\n'
        '[llm.fast]\nprovider = "groq"\napi_key = "sk-x"\n'
        '[llm.providers.openai]\nmodel = "x"\n'
    )

    def test_values_are_as_written_and_nothing_is_inherited(self) -> None:
        view = generic(self.TEXT)

        assert values(view) == {"model": "m", "timeout": "30"}
        assert values(view, "fast") == {"provider": "groq", "api_key": "sk-x"}
        assert values(view, "providers") == {"openai": {"model": "x"}}
        assert problems(view, {}) == ()
        assert not view.dialect.inherits
        assert not any(s.used_by or s.in_use for s in view.sections)

    def test_every_key_is_known_and_a_secret_is_recognized_by_its_name(self) -> None:
        settings = generic(self.TEXT).settings((*BASE, "fast"))

        assert all(s.known and not s.overridden for s in settings)
        assert [s.key for s in settings if s.secret] == ["api_key"]
        assert generic(self.TEXT).dialect.unknown_key("[llm]") is None

    @pytest.mark.parametrize("path", [BASE, (*BASE, "x")])
    def test_a_file_without_such_sections_has_nothing_wrong(self, path: Path) -> None:
        view = generic("llm = 3\n")

        assert problems(view, {}) == ()
        assert view.values(path) == {}

    @pytest.mark.parametrize(
        ("settings", "arguments"),
        [
            ({"model": "gpt-4o", "api_key": "k"}, {"model": "gpt-4o", "api_key": "k"}),
            ({"model": "m", "api_base": "http://h"}, {"model": "openai/m", "base_url": "http://h"}),
            (
                {"model": "Qwen/q", "base_url": "http://h"},
                {"model": "openai/Qwen/q", "base_url": "http://h"},
            ),
            (
                {"model": "groq/q", "base_url": "http://h"},
                {"model": "groq/q", "base_url": "http://h"},
            ),
            (
                {"model": "q", "provider": "groq", "max_tokens": 5, "role": "fast"},
                {"model": "q", "custom_llm_provider": "groq", "max_tokens": 5},
            ),
        ],
    )
    def test_a_test_sends_what_is_there(
        self, settings: dict[str, Any], arguments: dict[str, Any]
    ) -> None:
        request = requested("generic", **settings)

        sent = {key: value for key, value in request.arguments.items() if value is not None}
        assert sent == arguments
        assert set(request.absent) == settings.keys() & {"role"}
