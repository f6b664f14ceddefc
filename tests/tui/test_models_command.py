"""`llm-tui models`: the models that litellm knows, and those that an endpoint serves."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from llm_tui.tui.main import main
from tests.loopback.lists import Lists
from tests.loopback.server import Loopback, serving

KEY = "sk-loop-SECRET0123456789abcdef"


def test_matching_models_are_listed_the_best_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["models", "sonnet", "4", "5"]) == 0

    titles, *rows = capsys.readouterr().out.splitlines()
    expected = "MODEL PROVIDER CONTEXT OUTPUT $ IN $ OUT CAN ENDS"
    assert titles.split() == expected.split()
    assert rows[0].split()[:4] == ["claude-sonnet-4-5", "anthropic", "200k", "64k"]
    assert any(row.startswith("✓  claude-sonnet-4-5-20250929") for row in rows)


def test_without_a_query_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0

    assert len(capsys.readouterr().out.splitlines()) > 1000


def test_json_holds_what_is_known_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "gpt-4o", "--json"]) == 0

    first = json.loads(capsys.readouterr().out)[0]
    assert first == {
        "model": "gpt-4o",
        "provider": "openai",
        "max_input_tokens": 128_000,
        "max_output_tokens": 16_384,
        "input_cost_per_million": 2.5,
        "output_cost_per_million": 10.0,
        "vision": True,
        "tools": True,
        "reasoning": False,
        "deprecation_date": first["deprecation_date"],
        "verified": False,
    }


def test_no_match_is_an_answer_of_no(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "no-such-thing-zzq"]) == 1

    assert capsys.readouterr().err == "llm-tui: no model matches no-such-thing-zzq\n"


async def asked(config: Path, server: Loopback, *words: str) -> int:
    """The exit status of the command on a section of this server."""
    config.write_text(f"""\
[llm]
model = "openai/a"
api_key = "{KEY}"
base_url = "{server.url}/v1"
[llm.other]
model = "bedrock/b"
""")
    return await asyncio.to_thread(main, ["models", *words, "-f", str(config)])


async def test_the_endpoint_of_a_section_is_asked(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving(Lists.of("gpt-4o", "own-model")) as server:
        assert await asked(config, server, "--section", "llm") == 0

    rows = capsys.readouterr().out.splitlines()[1:]
    assert [row.split()[0] for row in rows] == ["openai/gpt-4o", "openai/own-model"]
    assert server.received[0].headers["authorization"] == f"Bearer {KEY}"


async def test_what_an_endpoint_serves_is_searched_too(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving(Lists.of("gpt-4o", "own-model")) as server:
        assert await asked(config, server, "own", "--section", "llm", "--json") == 0

    assert [entry["model"] for entry in json.loads(capsys.readouterr().out)] == ["openai/own-model"]


async def test_a_failure_names_file_and_section_and_no_key(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving(Lists.of("a"), "401 echo") as server:
        assert await asked(config, server, "--section", "llm") == 1
        refused = capsys.readouterr().err
        assert await asked(config, server, "--section", "other") == 1
        unasked = capsys.readouterr().err

    assert refused.startswith(
        f"llm-tui: {config}: llm: 127.0.0.1:{server.port} refuses the API key"
    )
    assert KEY not in refused
    assert unasked == f"llm-tui: {config}: other: bedrock can't be asked for its list of models\n"


def test_the_command_imports_neither_textual_nor_litellm_nor_http() -> None:
    heavy = "{'textual', 'litellm', 'pydantic', 'httpx', 'asyncio', 'urllib.request'}"
    code = f"""
import sys
from llm_tui.tui.main import main
main(["models", "gpt-4o"])
assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
