"""What becomes of a colour where there are 256."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_tui.tui.output.indexed import Parts, distance, nearest_index, parts

PART = st.integers(0, 255)
ALL = [parts(index) for index in range(16, 256)]


@given(st.tuples(PART, PART, PART))
def test_hardly_any_other_colour_looks_more_like_it(colour: Parts) -> None:
    found = parts(nearest_index(*colour))

    best = min(distance(colour, other) for other in ALL)
    assert distance(colour, found) <= max(best * 1.3, 400)


@pytest.mark.parametrize("index", range(16, 256))
def test_a_colour_of_the_256_stays_as_it_is(index: int) -> None:
    assert parts(nearest_index(*parts(index))) == parts(index)


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ((46, 52, 64), (58, 58, 58)),  # the background of nord, of which Rich makes teal
        ((36, 47, 56), (48, 48, 48)),  # the panels of textual-dark, of which Rich makes navy
        ((0, 43, 54), (38, 38, 38)),
        ((1, 120, 212), (0, 135, 215)),
        ((255, 255, 255), (255, 255, 255)),
    ],
)
def test_a_quiet_background_stays_quiet(colour: Parts, shown: Parts) -> None:
    assert parts(nearest_index(*colour)) == shown
