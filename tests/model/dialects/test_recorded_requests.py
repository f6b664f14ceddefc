"""What reaches litellm, and what is tried again, is what sixteen releases were seen to do."""

from typing import Any

import pytest

from llm_tui.model.dialects.openhands.release import release
from llm_tui.model.dialects.retry_policy import NO_RESPONSE
from llm_tui.model.probe.child.next_attempt import is_retried
from llm_tui.model.probe.child_environment import FORCED
from tests.model.oracle_calls import REQUESTS, RETRIES, request_differences, retry_differences

RAISED = [(version, row) for version, row in RETRIES if row["error"] != NO_RESPONSE]


@pytest.mark.parametrize(
    ("version", "row"), REQUESTS, ids=[f"{version}-{row['section']}" for version, row in REQUESTS]
)
def test_a_section_is_sent_as_the_release_sent_it(version: str, row: Any) -> None:
    assert list(request_differences(version, row)) == []


@pytest.mark.parametrize(
    ("version", "row"), RETRIES, ids=[f"{version}-{row['error']}" for version, row in RETRIES]
)
def test_an_exception_is_retried_as_the_release_retried_it(version: str, row: Any) -> None:
    assert list(retry_differences(version, row)) == []


@pytest.mark.parametrize(
    ("version", "row"), RAISED, ids=[f"{version}-{row['error']}" for version, row in RAISED]
)
def test_the_probe_takes_an_exception_of_litellm_for_what_the_release_did(
    version: str, row: Any
) -> None:
    assert is_retried(litellm_error(row["error"]), release(version).rules.retried) == (
        row["attempts"] > 1
    )


def litellm_error(name: str) -> Exception:
    """One of litellm's exceptions, whose constructors differ."""
    with pytest.MonkeyPatch.context() as patch:
        # Otherwise the import downloads a table of prices, and waits for that.
        for variable, value in FORCED.items():
            patch.setenv(variable, value)
        import litellm

    kind = getattr(litellm, name)
    error: Exception = kind.__new__(kind)
    return error
