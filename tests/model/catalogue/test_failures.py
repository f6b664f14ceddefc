"""Each class of failure is found by its name, and says what to do."""

import pytest

from llm_tui.model.catalogue.failures import FailureKind


@pytest.mark.parametrize("kind", FailureKind)
def test_a_class_is_found_by_its_name_and_has_advice(kind: FailureKind) -> None:
    assert FailureKind(kind.value) is kind
    assert bool(kind.advice) is (kind is not FailureKind.CANCELLED)
    assert "OpenHands" not in kind.advice


def test_the_name_of_a_class_is_short() -> None:
    assert FailureKind("key missing") is FailureKind.KEY_MISSING
    assert max(len(kind.value) for kind in FailureKind) <= 22
