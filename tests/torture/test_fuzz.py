"""A few cases of each kind; `make torture` tries many more."""

import time

import pytest

from tests.torture import fuzz

COUNTS = {"views": 15}
"""Of the kinds of which a case takes long."""


@pytest.mark.parametrize("name", fuzz.KINDS)
def test_some_cases_by_chance(name: str) -> None:
    for number in range(COUNTS.get(name, 150)):
        fuzz.replay(name, f"test:{number}")


def test_a_run_counts_its_cases_and_names_what_replays_a_loss(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(fuzz.KINDS, "files", lambda chance: [][chance.randrange(2)])

    tally = fuzz.run("files", time.monotonic() + 0.01, seed=7)

    assert tally.cases == len(tally.losses) > 0
    assert tally.losses[0] == "7:0: IndexError: list index out of range"
