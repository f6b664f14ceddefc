"""Names of sections that agents, the condenser and the router give, and no section has."""

import math

import pytest

from llm_tui.model.check.misspelled_names import MOST_COMPARED
from llm_tui.model.check.problem import Severity
from tests.model.check.cases import BASE, named
from tests.model.check.checking import after_fix, codes, found, only

AGENT = "\n[agent]\nllm_config = "


@pytest.mark.parametrize(
    ("section", "name", "meant", "certain"),
    [
        ("fast", "Fast", "fast", True),
        ("fast", " fast ", "fast", True),
        ("fast", "llm.fast", "fast", True),
        ("fast", "[llm.fast]", "fast", True),
        ('"a b"', "[llm.'a b']", "a b", True),
        ("my_model", "my-model", "my_model", True),
        ("cheap", "chep", "cheap", False),
        ("cheap", "chip", None, False),
        ("cheap", "zzz", None, False),
    ],
)
def test_a_name_that_no_section_has_is_replaced_by_the_nearest(
    section: str, name: str, meant: str | None, certain: bool
) -> None:
    text = named("seed = 1\n", section) + f'{AGENT}"{name}"\n'

    problem = only(text, "unknown-reference")

    assert problem.severity is Severity.ERROR
    assert problem.message.startswith(f'llm_config = "{name}": there is no section {name}')
    if meant is None:
        assert problem.fix is None
        return
    assert problem.fix is not None
    assert after_fix(problem, text) == text.replace(f'"{name}"\n', f'"{meant}"\n')
    assert problem.fix.certain is certain
    assert problem.fix.label == f'write llm_config = "{meant}" in [agent]'
    assert f"; {meant} is" in problem.message


def test_of_too_many_names_only_those_are_compared_for_which_there_is_time() -> None:
    count = math.isqrt(MOST_COMPARED) + 1
    sections = "".join(f"[llm.section-{number}-name]\nseed = 1\n" for number in range(count))
    agents = "".join(f"[agent.A{n}]\nllm_config = 'sectoin-{n}-name'\n" for n in range(count))

    *first, last = [p for p in found(BASE + sections + agents) if p.code == "unknown-reference"]

    assert all(problem.fix for problem in first)
    assert last.fix is None


def test_of_two_sections_that_are_spelled_alike_none_is_certain() -> None:
    text = named("seed = 1\n", "My-Model") + "\n[llm.my_model]\nseed = 2\n" + AGENT + "'my.model'\n"

    fix = only(text, "unknown-reference").fix

    assert fix is not None
    assert not fix.certain


def test_of_two_sections_that_are_spelled_alike_the_very_name_is_meant() -> None:
    text = named("seed = 1\n", "my-m") + "\n[llm.my_m]\nseed = 2\n" + AGENT + "'llm.my_m'\n"

    fix = only(text, "unknown-reference").fix

    assert fix is not None
    assert (fix.result, fix.certain) == ("my_m", True)


def test_the_base_is_never_what_was_meant() -> None:
    assert only(BASE + AGENT + "'llms'\n", "unknown-reference").fix is None


def test_a_name_whose_section_lacks_its_quotes_is_right() -> None:
    text = named("seed = 1\n", "gpt-4.1") + AGENT + "'gpt-4.1'\n"

    problem = only(text, "unknown-reference")

    assert '[llm."gpt-4.1"]' in problem.message
    assert problem.fix is None


def test_a_name_that_is_meant_by_a_header_without_quotes_is_among_the_known() -> None:
    text = named("seed = 1\n", "gpt-4.1") + AGENT + "'GPT-4.1'\n"

    fix = only(text, "unknown-reference").fix

    assert fix is not None
    assert fix.result == "gpt-4.1"


def test_a_section_that_is_ignored_is_the_error_and_its_users_are_noted() -> None:
    problem = only(named("qqqq = 1\n") + AGENT + "'a'\n", "lost-reference")

    assert problem.severity is Severity.NOTE
    assert problem.message == 'llm_config = "a": [llm.a] is ignored'
    assert problem.consequence == "OpenHands uses [llm] for agent instead, model gpt-4o."
    assert problem.fix is None


@pytest.mark.parametrize("name", ["''", "'llm'", "'a'"])
def test_the_base_an_empty_name_and_a_section_are_no_problem(name: str) -> None:
    assert codes(named("seed = 1\n") + AGENT + f"{name}\n") == []


def test_a_name_in_a_variable_is_not_a_mistake_of_the_file() -> None:
    assert found(named("seed = 1\n"), AGENT_LLM_CONFIG="zzz") == ()
    assert found(named("seed = 1\n") + AGENT + "'a'\n", AGENT_LLM_CONFIG="zzz") == ()


def test_each_name_is_reported_once_whoever_inherits_it() -> None:
    text = BASE + AGENT + "'x'\n[agent.A]\nseed = 1\n[agent.B]\nllm_config = 'y'\n"

    reported = [problem for problem in found(text) if problem.code == "unknown-reference"]

    assert [problem.section for problem in reported] == [("agent",), ("agent", "B")]


@pytest.mark.parametrize("kind", ["llm", "llm_attention"])
def test_a_condenser_that_asks_a_model_gets_the_name_of_a_section(kind: str) -> None:
    tail = f'\n[condenser]\ntype = "{kind}"\n'

    plain = only(BASE + tail, "condenser-without-model")
    own = only(named("seed = 1\n", "condenser") + tail, "condenser-without-model")

    assert plain.message == f'the condenser of type "{kind}" needs llm_config'
    assert after_fix(plain, BASE + tail) == BASE + tail + 'llm_config = "llm"\n'
    assert own.fix is not None
    assert own.fix.result == "condenser"
    assert own.fix.label == 'write llm_config = "condenser" in [condenser]'


@pytest.mark.parametrize(
    "body", ['type = "recent"\n', 'type = "structured"\n', 'type = "structured"\nllm_config = 4\n']
)
def test_a_condenser_without_a_model_needs_no_section(body: str) -> None:
    assert "condenser-without-model" not in codes(f"{BASE}\n[condenser]\n{body}")


ROUTER = '\n[model_routing]\nrouter_name = "multimodal_router"\n'


def test_a_router_gets_a_second_model() -> None:
    absent = only(BASE + ROUTER, "router-without-model")
    unmarked = only(named("seed = 1\n", "secondary_model") + ROUTER, "router-without-model")
    ignored = only(named("qqqq = 1\n", "secondary_model") + ROUTER, "router-without-model")

    assert (absent.fix, ignored.fix) == (None, None)
    assert "for_routing" not in absent.message + ignored.message
    assert unmarked.fix is not None
    assert unmarked.fix.label == "write for_routing = true in [llm.secondary_model]"
    assert unmarked.fix.certain


def test_a_router_of_another_kind_or_release_needs_none() -> None:
    assert codes(BASE + ROUTER.replace("multimodal_router", "noop_router")) == []
    assert "router-without-model" not in codes(BASE + ROUTER, release="0.40.0")
