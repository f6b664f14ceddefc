"""The start of the process that forks, with a litellm that is not as expected."""

import os
import sys
from importlib import metadata
from pathlib import Path

import pytest

from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import Unavailable
from llm_tui.model.probe.forkserver_process import ENDED, Forkserver, ProbeError
from llm_tui.model.probe.interpreter import Interpreter
from tests.loopback.providers import CASES
from tests.model.probing import job

(REQUIREMENT,) = (name for name in metadata.requires("llm-tui") or [] if name.startswith("litellm"))
LITELLM = f"'{REQUIREMENT}'"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Variables that let a module in this folder be found before the installed one."""
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(tmp_path)}


def write_litellm(folder: Path, code: str) -> None:
    """Write a litellm of one module, as far as the forkserver looks at it."""
    (folder / "litellm").mkdir()
    (folder / "litellm" / "__init__.py").write_text(code)


async def startup(environment: dict[str, str]) -> object:
    forkserver = Forkserver(environment)
    try:
        return await forkserver.startup()
    finally:
        forkserver.close()


async def test_an_import_that_fails_is_reported_with_its_reason(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    write_litellm(tmp_path, "raise ValueError('no such level\\nand more')")

    message = await startup(environment)

    assert isinstance(message, Unavailable)
    assert message.message.startswith("litellm can't be used: ValueError: no such level; ")
    assert message.message.endswith(f"{sys.executable} -m pip install --force-reinstall {LITELLM}")


async def test_a_litellm_that_is_missing_is_reported_with_the_command_that_installs_it(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "litellm.py").write_text("raise ModuleNotFoundError('', name='litellm')")

    assert await startup(environment) == Unavailable(
        message="litellm is not installed; install it with: "
        f"{sys.executable} -m pip install {LITELLM}"
    )


async def test_a_litellm_that_cannot_complete_is_not_used(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    write_litellm(tmp_path, "")

    message = await startup(environment)

    assert isinstance(message, Unavailable)
    assert "litellm has no function completion" in message.message


async def test_an_interpreter_that_is_none_refuses_a_job(environment: dict[str, str]) -> None:
    async with Probe(environment, Interpreter("/nonexistent/python", is_named=True)) as probe:
        probe.warm_up()
        with pytest.raises(ProbeError, match="/nonexistent/python can't be started"):
            await probe.start(job(CASES[0], "http://127.0.0.1:1"))


async def test_an_end_during_the_import_is_reported(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    write_litellm(tmp_path, "import os; os._exit(3)")

    assert await startup(environment) == Unavailable(message=ENDED)


async def test_a_probe_that_cannot_use_litellm_refuses_a_job_and_tries_again_with_the_next(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    write_litellm(tmp_path, "raise ImportError('broken')")
    async with Probe(environment) as probe:
        for _ in range(2):
            with pytest.raises(ProbeError, match="ImportError: broken"):
                await probe.start(job(CASES[0], "http://127.0.0.1:1"))
            assert probe.pid is None
