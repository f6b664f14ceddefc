"""Files that are shared with others."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def shared(config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in a folder that anybody can look into; anybody may write below the state folder."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    config.write_bytes(b"a longer old text")
    for folder in (config.parent, *config.parent.parents):
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
    state = config.parent / "state"
    state.mkdir(mode=0o777)
    state.chmod(0o777)
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    return config
