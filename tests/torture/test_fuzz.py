"""A few cases of each kind; `make torture` tries many more."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.torture import coverage_guided, fuzz

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


@pytest.mark.parametrize("name", fuzz.KINDS)
@given(data=st.binary(max_size=400))
@settings(max_examples=15)
def test_any_bytes_are_a_case(name: str, data: bytes) -> None:
    coverage_guided.replay(name, data.hex())


def test_bytes_are_the_chance_that_they_spell() -> None:
    chance = coverage_guided.BytesAsChance(b"\x05\xff\x80\x00")

    assert (chance.getrandbits(8), chance.getrandbits(4), chance.random()) == (5, 15, 0.5)
    assert chance.choice("abc") == "a"
