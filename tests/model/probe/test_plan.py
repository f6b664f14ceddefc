"""The plan of a test, before it is run."""

import pytest

from llm_tui.model.check.finding import Finding, Weight
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.plan import Plan, plan
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path

TEXT = """\
[llm]
model = "openai/gpt-4o"
api_key = "sk-000000000000000000000001"
[llm.other]
seed = 3
"""


def planned(text: str, section: Path = BASE) -> Plan:
    view = Resolution(Document(text.encode()), dialect("openhands", "0.62.0"), {})
    return plan(view, section, {})


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


def test_the_order_of_extra_arguments_changes_no_result() -> None:
    fingerprints = {
        planned(f"[llm.a]\ncompletion_kwargs = {{ {extra} }}\n", (*BASE, "a")).fingerprint
        for extra in ("user = 'u', n = 1", "n = 1, user = 'u'")
    }

    assert len(fingerprints) == 1


def test_extra_arguments_may_be_dates() -> None:
    text = "[llm.a.completion_kwargs]\nsince = 2024-05-27T07:32:00Z\n"
    dated = planned(text, (*BASE, "a"))

    assert dated.request.arguments["since"].year == 2024
    assert dated.fingerprint != planned(text.replace("-27", "-28"), (*BASE, "a")).fingerprint


def test_what_keeps_a_test_from_being_sent_is_more_than_a_note() -> None:
    findings = tuple(Finding(weight, None, weight.value, "") for weight in Weight)
    found = planned(TEXT)._replace(findings=findings).obstacles

    assert [finding.weight for finding in found] == [Weight.DANGER, Weight.MISTAKE]


def test_a_fingerprint_does_not_hold_the_api_key() -> None:
    assert "sk-0000" not in planned(TEXT).fingerprint


def test_an_answer_is_estimated_by_the_sections_own_prices_else_by_those_of_the_model() -> None:
    own = "input_cost_per_token = 0.01\noutput_cost_per_token = 0.02\n"
    with_own = TEXT.replace("[llm.other]", own + "[llm.other]")

    assert planned(with_own).estimate("x" * 36, 100) == pytest.approx(0.01 * 10 + 0.02 * 100)
    assert 0 < (planned(TEXT).estimate("hello") or 0) < 0.01


def test_a_model_that_only_a_releases_litellm_lists_has_its_prices() -> None:
    listed = planned(TEXT.replace("openai/gpt-4o", "anthropic/claude-3-5-sonnet-20241022"))

    assert listed.estimate("x" * 36, 100) == pytest.approx(10 * 3e-6 + 100 * 1.5e-5)
    assert listed.job("hello").listed_prices == listed.listed_prices
    assert planned(TEXT).listed_prices is None


def test_a_release_that_reads_no_section_has_nothing_to_test_and_a_way_out() -> None:
    view = Resolution(Document(TEXT.encode()), dialect("openhands", "1.7.0"), {})
    found = plan(view, BASE, {})

    assert not found.can_be_sent
    (finding,) = found.obstacles
    assert finding.message == "OpenHands 1.7.0 does not read [llm]"
    assert "--as profile" in finding.advice


@pytest.mark.parametrize(
    "model", ["openai/my-own", "azure/gpt-image-1", "bedrock/twelvelabs.marengo-embed-2-7-v1:0"]
)
def test_without_both_prices_nothing_is_estimated(model: str) -> None:
    assert planned(TEXT.replace("openai/gpt-4o", model)).estimate("hello") is None
