"""Effective values are OpenHands' own, not a plausible guess."""

from typing import Any

import pytest

from tests.model.oracle import data, differences, recorded_releases, runs, special_differences

RUNS = [(version, run) for version in recorded_releases() for run in runs(version)]


@pytest.mark.parametrize(
    ("version", "run"), RUNS, ids=[f"{v}-{run['case']}-{run['environment']}" for v, run in RUNS]
)
def test_the_release_itself_made_the_same_of_the_file(version: str, run: Any) -> None:
    assert differences(version, run) == []


@pytest.mark.parametrize("run", data("lookups"), ids=lambda run: str(run["release"]))
def test_a_name_on_the_command_line_led_to_the_same(run: Any) -> None:
    assert special_differences(run) == []
