"""Settings and fixtures of all tests."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from llm_tui.model.probe import client
from llm_tui.model.probe.forkserver_process import Forkserver
from tests.idle import IDLE_WAITS, hand_over

# A shell's background job ignores these, and so would the programs that tests end by them.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)

os.environ["TEXTUAL_ANIMATIONS"] = "none"

settings.register_profile(
    "default",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    # The same examples in every run: what chance finds is for a run that looks for it.
    derandomize=True,
)
settings.register_profile(
    "mutants",
    settings.get_profile("default"),
    max_examples=5,
    phases=(Phase.explicit, Phase.generate),
)
settings.register_profile("search", settings.get_profile("default"), derandomize=False)
settings.load_profile("default")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the developer's files or variables, nor leaves anything there."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(("LLM_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))


@pytest.fixture(autouse=True)
def _no_idle_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot sleeps 40 ms and more after each key."""
    for name in IDLE_WAITS:
        monkeypatch.setattr(name, hand_over)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Where a test's config file is."""
    return tmp_path / "config.toml"


class SharedForkserver(Forkserver):
    """A forkserver that outlives the probes that use it."""

    def close(self) -> None:
        """Keep running for the next probe."""


@pytest.fixture(scope="session")
def forkserver() -> Iterator[SharedForkserver]:
    """One forkserver for all tests: importing litellm takes seconds."""
    forkserver = SharedForkserver({"PATH": os.environ["PATH"], "HOME": "/nonexistent"})
    yield forkserver
    Forkserver.close(forkserver)


@pytest.fixture
def shared_forkserver(monkeypatch: pytest.MonkeyPatch, forkserver: SharedForkserver) -> None:
    """Every probe of the test uses the forkserver of all tests."""
    monkeypatch.setattr(client, "Forkserver", lambda *_: forkserver)
