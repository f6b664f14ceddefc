"""Where OpenManus stops besides `[llm]`, by release, and which release a file is for."""

from pathlib import Path

import pytest

from llm_tui.model import Document
from llm_tui.model.check import problems
from llm_tui.model.dialects.known import dialect, family, releases
from llm_tui.model.effective.resolution import Resolution

LLM = '[llm]\nmodel = "m"\nbase_url = "http://h/v1"\napi_key = "k"\n'
DAYTONA = '[daytona]\ndaytona_api_key = ""\n'


def view(text: str, release: str = "main") -> Resolution:
    return Resolution(Document((LLM + text).encode()), dialect("openmanus", release), {})


def test_there_is_its_last_tag_and_its_branch_which_is_assumed() -> None:
    assert releases("openmanus") == ("0.3.0", "main")
    assert dialect("openmanus").title == "OpenManus main"


@pytest.mark.parametrize("text", ["", '[daytona]\ndaytona_target = "us"\n'])
def test_the_branch_stops_without_a_key_of_daytona(text: str) -> None:
    (problem,) = problems(view(text), {})

    assert problem.code == "stop"
    assert problem.message.startswith("daytona_api_key in [daytona]: OpenManus does not start")
    assert problem.line == (5 if text else None)
    assert view(text, "0.3.0").loaded.stops is None
    key = 'daytona_api_key = ""\n'
    assert view(text + key if text else DAYTONA).loaded.stops is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[search]\nmax_retries = 'many'\n", "max_retries"),
        ("[search]\nfallback_engines = 'Bing'\n", "fallback_engines"),
        ("[sandbox]\ntimeout = 1.5\n", "timeout"),
        ("[sandbox]\nuse_sandbox = 2\n", "use_sandbox"),
        ("[browser]\nheadless = 'perhaps'\n", "headless"),
        ("[mcp]\nserver_reference = 1\n", "server_reference"),
    ],
)
@pytest.mark.parametrize("release", ["0.3.0", "main"])
def test_a_wrong_type_stops_it_at_its_line(text: str, key: str, release: str) -> None:
    (problem,) = problems(view(text + DAYTONA, release), {})

    assert (problem.code, problem.key, problem.line) == ("stop", key, 6)


@pytest.mark.parametrize(
    "text",
    ["[search]\n", "[sandbox]\nbogus = 1\ncpu_limit = 2\n", "[search]\nmax_retries = '3'\n",
     "[browser.proxy]\nusername = 1\n", "search = 0\n[sandbox]\n"],
)  # fmt: skip
def test_what_it_ignores_or_takes_does_not_stop_it(text: str) -> None:
    start, _, rest = text.partition("[") if text.startswith("search") else ("", "", text[1:])
    document = Document(f"{start}{LLM}[{rest}{DAYTONA}".encode())

    assert Resolution(document, dialect("openmanus"), {}).loaded.stops is None


@pytest.mark.parametrize(
    ("text", "path"),
    [("[browser]\nproxy = 1\n", ("browser", "proxy")),
     ("[browser.proxy]\nserver = 1\n", ("browser", "proxy", "server"))],
)  # fmt: skip
def test_a_wrong_proxy_stops_it(text: str, path: tuple[str, ...]) -> None:
    assert view(text + DAYTONA).loaded.stops_at == path


def test_a_section_that_is_no_table_stops_it() -> None:
    document = Document(f"sandbox = 1\n{LLM}{DAYTONA}".encode())

    loaded = Resolution(document, dialect("openmanus"), {}).loaded
    assert (loaded.stops_at, "sandbox is not a table" in (loaded.stops or "")) == (
        ("sandbox",), True
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "release", "why"),
    [
        ("class DaytonaSettings:\n    daytona_api_key: str\n", "main", "needs daytona_api_key"),
        ("class LLMSettings:\n    pass\n", "0.3.0", "needs no daytona_api_key"),
        ("x = 1\n", "main", "is assumed"),
        (None, "main", "is assumed"),
    ],
)
def test_the_release_is_that_of_the_checkout(
    tmp_path: Path, source: str | None, release: str, why: str
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "config").mkdir()
    if source is not None:
        (tmp_path / "app" / "config.py").write_text(source)

    found = family("openmanus").release_around(str(tmp_path / "config" / "config.toml"))

    assert found is not None
    assert found.release == release
    assert why in found.reason
