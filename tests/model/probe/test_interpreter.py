"""The interpreter of the program around a config file, and a test that runs on it."""

import base64
import hashlib
import os
import sys
import venv
from importlib.metadata import version
from pathlib import Path

import pytest

from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import Started
from llm_tui.model.probe.forkserver_process import ProbeError
from llm_tui.model.probe.interpreter import Asker, Interpreter, asker, interpreter_for
from tests.loopback.providers import CASES
from tests.model.probing import job, outcome

PROGRAM = ("openhands-ai",)
LITELLM = """\
from types import SimpleNamespace as New


def completion(**arguments):
    message = New(content=f"{arguments['model']} {sorted(arguments)}")
    return New(choices=[New(message=message, finish_reason="stop")])
"""
"""As much of litellm as a test calls. It records what it is called with."""


def environment_at(place: Path, *installed: str) -> Path:
    """A virtual environment, as far as it is looked at, with these distributions."""
    packages = place / "lib" / "python3.12" / "site-packages"
    packages.mkdir(parents=True)
    for name in installed:
        (packages / f"{name}.dist-info").mkdir()
    (place / "bin").mkdir()
    (place / "bin" / "python").symlink_to(sys.executable)
    return place / "bin" / "python"


def found(file: Path, **variables: str) -> str | None:
    interpreter = interpreter_for(str(file), PROGRAM, variables, None)
    return interpreter.path if interpreter else None


@pytest.mark.parametrize("name", [".venv", "venv"])
def test_the_environment_above_the_file_that_has_the_program_is_found(
    tmp_path: Path, name: str
) -> None:
    python = environment_at(tmp_path / name, "openhands_ai-0.62.0", "litellm-1.77.7")
    environment_at(tmp_path / "a" / ".venv", "litellm-1.77.7")

    assert found(tmp_path / "a" / "b" / "config.toml") == str(python)


@pytest.mark.parametrize("litellm", ["litellm-1.49.6", "litellm-0.99", "litellm_core-1.77.7"])
def test_an_environment_without_a_litellm_to_test_on_is_left(tmp_path: Path, litellm: str) -> None:
    environment_at(tmp_path / ".venv", "openhands_ai-0.62.0", litellm)

    assert found(tmp_path / "config.toml") is None


def test_the_environment_of_a_checkout_needs_no_mark_of_the_program(tmp_path: Path) -> None:
    python = environment_at(tmp_path / ".venv", "litellm-1.50.0")
    assert found(tmp_path / "config.toml") is None

    (tmp_path / "pyproject.toml").write_text('[tool.poetry]\nname = "openhands-ai"\n')

    assert found(tmp_path / "config.toml") == str(python)


def test_the_environment_that_poetry_keeps_for_a_checkout_is_found(tmp_path: Path) -> None:
    checkout, kept = tmp_path / "checkout", tmp_path / "kept"
    checkout.mkdir()
    (checkout / "pyproject.toml").write_text('[project]\nname = "openhands-ai"\n')
    digest = hashlib.sha256(os.path.realpath(checkout).encode()).digest()
    mark = base64.urlsafe_b64encode(digest).decode()[:8]
    python = environment_at(kept / f"openhands-ai-{mark}-py3.12", "litellm-1.77.7")
    environment_at(kept / "openhands-ai-AAAAAAAA-py3.12", "litellm-1.77.7")

    assert found(checkout / "config.toml", POETRY_VIRTUALENVS_PATH=str(kept)) == str(python)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file to somebody else")
def test_the_interpreter_of_somebody_else_is_left(tmp_path: Path) -> None:
    """It would get to see the API key."""
    python = environment_at(tmp_path / ".venv", "openhands_ai-0.62.0", "litellm-1.77.7")
    os.lchown(python, 12345, -1)

    assert found(tmp_path / "config.toml") is None


def test_a_program_without_litellm_has_no_interpreter(tmp_path: Path) -> None:
    environment_at(tmp_path / ".venv", "openhands_ai-0.62.0", "litellm-1.77.7")

    assert interpreter_for(str(tmp_path / "config.toml"), (), {}, None) is None


def test_one_that_is_named_counts_more_than_one_that_is_found(tmp_path: Path) -> None:
    environment_at(tmp_path / ".venv", "openhands_ai-0.62.0", "litellm-1.77.7")
    other = environment_at(tmp_path / "other")
    file = str(tmp_path / "config.toml")

    for named in (other, tmp_path / "other"):
        interpreter = interpreter_for(file, PROGRAM, {}, str(named))
        assert interpreter == Interpreter(str(other), is_named=True)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A real interpreter with nothing installed but a made-up litellm."""
    venv.create(tmp_path / "bare", symlinks=True)
    (packages,) = (tmp_path / "bare" / "lib").glob("python3*/site-packages")
    (packages / "litellm").mkdir()
    (packages / "litellm" / "__init__.py").write_text(LITELLM)
    (packages / "litellm-1.77.7.dist-info").mkdir()
    (packages / "litellm-1.77.7.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: litellm\nVersion: 1.77.7\n"
    )
    return tmp_path / "bare" / "bin" / "python"


async def test_a_test_runs_on_an_interpreter_that_has_nothing_of_ours(bare: Path) -> None:
    """And makes the very call: nothing is added to the arguments but the messages."""
    test = job(CASES[0], "http://127.0.0.1:1")
    async with Probe({}, Interpreter(str(bare), is_named=True)) as probe:
        run, events = await outcome(probe, test)

    assert events[0] == Started(attempts=1, litellm="1.77.7", python=str(bare))
    assert run.last is not None
    assert run.last.text == f"openai/gpt-4o {sorted({*test.request.arguments, 'messages'})}"


async def test_one_that_is_named_and_fails_is_an_error(tmp_path: Path) -> None:
    async with Probe({}, Interpreter(str(tmp_path / "python"), is_named=True)) as probe:
        with pytest.raises(ProbeError, match="can't be started"):
            await probe.start(job(CASES[0], "http://127.0.0.1:1"))


async def test_one_that_is_only_found_and_fails_gives_way_to_ours(tmp_path: Path) -> None:
    async with Probe({}, Interpreter(str(tmp_path / "python"), is_named=False)) as probe:
        _, events = await outcome(probe, job(CASES[0], "http://127.0.0.1:1"))

    assert isinstance(events[0], Started)
    assert events[0].python is None


def test_the_litellm_of_an_interpreter_is_known_before_it_is_started(tmp_path: Path) -> None:
    python = environment_at(tmp_path / ".venv", "openhands_ai-0.62.0", "litellm-1.67.4.post1")
    bare = environment_at(tmp_path / "bare")

    assert asker(Interpreter(str(python), is_named=False)) == Asker("1.67.4.post1", str(python))
    assert asker(Interpreter(str(bare), is_named=True)) == Asker(None, str(bare))
    assert asker(None) == Asker(version("litellm"), None)
