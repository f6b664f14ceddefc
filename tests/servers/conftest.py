"""The servers, and the probe that asks them: each is started once for all tests."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from llm_tui.model.probe.child_environment import FORCED
from llm_tui.model.probe.client import Probe
from tests.servers.asking import KEY
from tests.servers.server import ENVIRONMENTS, running

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of LiteLLM's proxy."""
    folder = tmp_path_factory.mktemp("proxy")
    program = ENVIRONMENTS / "proxy" / "bin" / "litellm"
    words = ["--host", "127.0.0.1", "--port", "0", "--telemetry", "False"]
    command: list[str | Path] = [program, "--config", HERE / "proxy.yaml", *words]
    # It logs its address at the level INFO.
    environment = {**_environment(folder), **FORCED, "PROXY_KEY": KEY, "LITELLM_LOG": "INFO"}
    with running(command, folder, environment, "/health/liveliness") as url:
        yield url


@pytest.fixture(scope="session")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of llama.cpp's server."""
    folder = tmp_path_factory.mktemp("llama")
    python = ENVIRONMENTS / "llama" / "bin" / "python"
    environment = {**_environment(folder), "LLAMA_KEY": KEY}
    with running([python, HERE / "llama.py"], folder, environment, "/health") as url:
        yield url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def probe() -> AsyncIterator[Probe]:
    """One probe for all tests."""
    async with Probe({"PATH": os.environ["PATH"], "HOME": "/nonexistent"}) as probe:
        yield probe


def _environment(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home)}
