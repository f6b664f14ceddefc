"""Effective values are OpenHands' own, not a plausible guess."""

from typing import Any

import pytest

from .oracle import differences, runs

RUNS = [(release, run) for release in ["0.62.0"] for run in runs(release)]


@pytest.mark.parametrize(
    ("release", "run"), RUNS, ids=[f"{r}-{run['case']}-{run['environment']}" for r, run in RUNS]
)
def test_the_release_itself_made_the_same_of_the_file(release: str, run: Any) -> None:
    assert differences(release, run) == []
