"""The package: built, and installed into an environment that has nothing else."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.package.dist import ROOT, build

TOOLS = ROOT / ".venv-package" / "bin" / "python"


class Built(NamedTuple):
    sdist: Path
    wheel: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The two archives."""
    return Built(*build(TOOLS, tmp_path_factory.mktemp("dist")))


class Installed(NamedTuple):
    """The program, installed as a user does."""

    folder: Path
    home: Path

    @property
    def program(self) -> Path:
        return self.folder / "bin" / "llm-tui"

    @property
    def environment(self) -> dict[str, str]:
        """Variables of somebody who has just activated the environment."""
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        return {"HOME": str(self.home), "PATH": path, "TERM": "xterm-256color"}

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program, found first in the environment, in a folder with nothing of ours."""
        return subprocess.run(
            ["/usr/bin/env", *words], cwd=self.home, env=self.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture(scope="session")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own."""
    found = Installed(tmp_path_factory.mktemp("venv"), tmp_path_factory.mktemp("home"))
    subprocess.run([sys.executable, "-m", "venv", found.folder], check=True)
    pip: list[str | Path] = [found.folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements.txt"], check=True)
    # With its dependencies: what they need and the lock lacks would be installed, and seen.
    subprocess.run([*pip, "--no-index", built.wheel], check=True)
    return found
