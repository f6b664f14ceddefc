"""A few cases of each kind; `python -m tests.torture.fuzz MINUTES` tries many more."""

import pytest

from tests.torture import fuzz


@pytest.mark.parametrize("name", fuzz.KINDS)
def test_some_cases_by_chance(name: str) -> None:
    for number in range(150):
        fuzz.replay(name, f"test:{number}")


def test_a_run_counts_its_cases() -> None:
    counts = fuzz.run(0.002)

    assert set(counts) == set(fuzz.KINDS)
    assert not any(count.faults for count in counts.values())
