"""Each class of failure is found by its name, and says what to do."""

import pytest

from llm_tui.model.catalogue.failures import Kind


@pytest.mark.parametrize("kind", Kind)
def test_a_class_is_found_by_its_name_and_has_advice(kind: Kind) -> None:
    assert Kind(kind.value) is kind
    assert bool(kind.advice) is (kind is not Kind.CANCELLED)
    assert "OpenHands" not in kind.advice


def test_the_name_of_a_class_is_short() -> None:
    assert Kind("key missing") is Kind.KEY_MISSING
    assert max(len(kind.value) for kind in Kind) <= 22
