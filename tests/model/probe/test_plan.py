"""The plan of a test, before it is run."""

from collections.abc import Mapping

import pytest

from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.plan import Plan, plan
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE

TEXT = """\
[llm]
model = "openai/gpt-4o"
api_key = "sk-000000000000000000000001"
[llm.other]
seed = 3
"""


def planned(text: str, environment: Mapping[str, str] | None = None) -> Plan:
    environment = environment or {}
    view = Resolution(Document(text.encode()), dialect("openhands", "0.62.0"), environment)
    return plan(view, BASE, environment)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("0001", "0002", False),
        ("gpt-4o", "gpt-4o-mini", False),
        ('model = "', 'num_retries = 2\nmodel = "', False),
        ("seed = 3", "seed = 4", True),
        ("[llm]", "# a comment\n[llm]", True),
    ],
    ids=["key", "model", "retries", "another section", "comment"],
)
def test_a_result_is_stale_only_if_what_it_depends_on_has_changed(
    before: str, after: str, same: bool
) -> None:
    fingerprints = {planned(text).fingerprint for text in (TEXT, TEXT.replace(before, after))}

    assert (len(fingerprints) == 1) == same


def test_a_fingerprint_does_not_hold_the_api_key() -> None:
    assert "sk-0000" not in planned(TEXT).fingerprint


def test_an_answer_is_estimated_by_the_sections_own_prices_else_by_those_of_the_model() -> None:
    own = "input_cost_per_token = 0.01\noutput_cost_per_token = 0.02\n"
    with_own = TEXT.replace("[llm.other]", own + "[llm.other]")

    assert planned(with_own).estimate("x" * 36, 100) == pytest.approx(0.01 * 10 + 0.02 * 100)
    assert 0 < (planned(TEXT).estimate("hello") or 0) < 0.01
    assert planned(TEXT.replace("gpt-4o", "my-own")).estimate("hello") is None
