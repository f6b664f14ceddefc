"""A user in front of a shell: runs commands and reads what they print."""

from pathlib import Path

import pytest

from llm_tui.tui.main import main


class Shell:
    """Runs commands on one file, and keeps what they printed."""

    def __init__(self, config: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.config, self._capture = config, capture
        self.out = self.err = ""

    def run(self, *words: str) -> int:
        status = main([*words, "-f", str(self.config)])
        self.out, self.err = self._capture.readouterr()
        return status
