"""Models whose provider litellm can't find, with the name that was most likely meant."""

import pytest

from llm_tui.model.catalogue.litellm_data import has_model, model_entry
from llm_tui.model.check import Checker
from llm_tui.model.check.problem import Problem, Severity
from tests.model.check.cases import BASE, named
from tests.model.check.checking import TODAY, codes, found, only, resolved


def unplaced(model: str, release: str = "0.62.0") -> list[Problem]:
    text = f'[llm]\nmodel = "{model}"\napi_key = "0123456789"\n'
    return [p for p in found(text, release=release) if p.code == "unplaced-model"]


def test_a_model_of_the_programs_own_provider_is_placed_where_the_release_knows_it() -> None:
    assert unplaced("openhands/brand-new") == []
    assert unplaced("openhands/brand-new", "0.40.0") != []


def test_a_model_that_only_the_programs_older_litellm_lists_is_placed() -> None:
    retired = "code-bison"

    assert not has_model(retired)
    assert unplaced(retired) == []


@pytest.mark.parametrize("model", ["OpenHands/brand-new", "openhand/brand-new"])
def test_the_programs_own_provider_is_among_the_meant_ones(model: str) -> None:
    (problem,) = unplaced(model)

    assert problem.fix is not None
    assert problem.fix.result == "openhands/brand-new"


@pytest.mark.parametrize("model", ["GPT-5.6", "gpt-5.6"])
def test_the_meant_name_is_one_that_the_releases_litellm_knows(model: str) -> None:
    """Ours knows `gpt-5.6` alone; that of the release does not."""
    assert has_model("gpt-5.6")
    (problem,) = unplaced(model)

    assert problem.message == f"OpenHands 0.62.0 (litellm 1.77.7) does not know {model}"
    assert problem.fix is not None
    assert problem.fix.result == "openai/gpt-5.6"


@pytest.mark.parametrize("name", ["", "gpt-4o\n", "\ngpt-4o", "gpt-4o\no3", "\ud800", '"'])
def test_no_name_is_found_that_only_is_in_the_table_by_chance(name: str) -> None:
    assert not has_model(name)
    assert model_entry(name) is None


def test_a_provider_that_only_our_litellm_knows_is_not_proposed() -> None:
    (problem,) = unplaced("XIAOMI_MIMO/brand-new")
    (later,) = unplaced("XIAOMI_MIMO/brand-new", "1.5.0")

    assert problem.fix is None
    assert later.fix is not None
    assert later.fix.result == "xiaomi_mimo/brand-new"


def test_a_litellm_whose_names_are_not_recorded_is_not_said_to_refuse_one() -> None:
    text = '[core]\n[llm]\nmodel = "my-own"\napi_key = "0123456789"\n'
    (problem,) = (p for p in found(text, release="0.14.0") if p.code == "unplaced-model")

    assert problem.message == "litellm can't determine the provider of my-own"


@pytest.mark.parametrize(
    ("body", "meant", "certain"),
    [
        ("model = 'O3'", "o3", True),
        ("model = 'GROQ/Mine'", "groq/Mine", True),
        ("model = 'GROQ/a/Mine'", "groq/a/Mine", True),
        ("model = 'groqq/Mine'", "groq/Mine", False),
        ("model = 'GROQQ/Mine'\nbase_url = 'http://h/v1'", "groq/Mine", False),
        ("model = 'Mine'\nbase_url = 'http://h/v1'", "openai/Mine", False),
        ("model = 'zzzzzz/mine'", None, False),
        ("model = 'GROQ'", None, False),
        ("model = 'groqq'", None, False),
    ],
)
def test_the_name_that_was_meant(body: str, meant: str | None, certain: bool) -> None:
    fix = only(named(f"{body}\n"), "unplaced-model").fix

    if meant is None:
        assert fix is None
        return
    assert fix is not None
    assert (fix.result, fix.certain) == (meant, certain)
    assert fix.label == f'write model = "{meant}" in [llm.a]'


def test_a_provider_that_is_set_places_any_model() -> None:
    assert unplaced("mine") != []
    assert "unplaced-model" not in codes(named("model = 'mine'\ncustom_llm_provider = 'x'\n"))


def test_a_model_is_reported_where_it_or_its_provider_is_set() -> None:
    base = BASE.replace("gpt-4o", "mine") + "custom_llm_provider = 'groq'\n"

    problem = only(f"{base}\n[llm.a]\ncustom_llm_provider = ''\n", "unplaced-model")
    inherited = only(BASE.replace("gpt-4o", "mine") + "\n[llm.a]\nseed = 1\n", "unplaced-model")

    assert (problem.section, problem.key, problem.fix) == (("llm", "a"), "model", None)
    assert inherited.section == ("llm",)


def test_an_empty_model_has_no_fix() -> None:
    text = BASE.replace("gpt-4o", "") + "base_url = 'http://h/v1'\n"

    problem = only(text, "unplaced-model")

    assert (problem.message, problem.fix) == ("model is empty", None)


def test_only_programs_that_use_litellm_are_bound_to_its_names() -> None:
    assert codes('[llm]\nmodel = "mine"\n', "generic") == []


RETIRING = "gpt-4o-2024-05-13"


def retired(text: str, today: str) -> list[Problem]:
    problems = Checker({}, today).problems(resolved(text))
    return [problem for problem in problems if problem.code == "retired-model"]


def test_a_model_is_retired_on_its_day_and_reported_where_it_is_set() -> None:
    entry = model_entry(RETIRING)
    assert entry is not None
    day = str(entry["deprecation_date"])
    text = named("seed = 1\n").replace("gpt-4o", RETIRING)

    assert retired(text, TODAY) == []
    (problem,) = retired(text, day)
    assert (problem.section, problem.key, problem.severity) == (
        ("llm",),
        "model",
        Severity.WARNING,
    )
    assert f"{RETIRING} was retired on {day}" in problem.message
    # Another server may go on with it.
    assert retired(text.replace("\n\n", "\nbase_url = 'http://h/v1'\n\n"), day) == []
    assert retired(BASE, "2999-01-01") == []


@pytest.mark.parametrize(
    ("base", "body", "key", "fixable"),
    [
        ("", "max_output_tokens = 16385\n", "max_output_tokens", True),
        ("", "model = 'gpt-4o'\nmax_output_tokens = 16385\n", "max_output_tokens", True),
        ("max_output_tokens = 16384\n", f"model = '{RETIRING}'\n", "model", False),
        ("max_output_tokens = 16384\n", "seed = 1\n", None, False),
        ("", "max_output_tokens = 16384\n", None, False),
        ("", "base_url = 'http://h/v1'\nmax_output_tokens = 16385\n", None, False),
    ],
)
def test_a_limit_over_that_of_the_model_is_reported_where_either_is_set(
    base: str, body: str, key: str | None, fixable: bool
) -> None:
    text = f"{BASE}{base}\n[llm.a]\n{body}"

    problems = [problem for problem in found(text) if problem.code == "output-limit"]

    assert [(p.section, p.key) for p in problems] == ([(("llm", "a"), key)] if key else [])
    assert [p.fix is not None for p in problems] == ([fixable] if key else [])
    assert not any(p.fix.certain for p in problems if p.fix)


def test_a_limit_above_is_the_only_one_that_a_section_repeats() -> None:
    text = f"{BASE}max_output_tokens = 16385\n\n[llm.a]\nseed = 1\n"

    assert only(text, "output-limit").section == ("llm",)


def test_a_limit_that_is_no_number_is_not_compared() -> None:
    text = '[core]\n[llm]\nmodel = "gpt-4o"\nmax_output_tokens = "many"\n'

    assert codes(text, release="0.15.0") == []
