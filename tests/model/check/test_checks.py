"""Every problem: where it is, its consequence and its fix; and what is no problem."""

from typing import Any

import pytest

from llm_tui.model import Document
from llm_tui.model.check import Checker, fixed, problems
from llm_tui.model.check.problem import Severity
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.tui.text.problem_lines import section_text
from tests.model.check.cases import BASE, CASES, HEALTHY, PLACEHOLDERS, VARIABLES, Case, named
from tests.model.check.checking import TODAY, after_fix, found, only, resolved
from tests.model.oracle import case_bytes, data, runs


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.place[1]}")
def test_a_problem_says_where_and_what_it_is_and_its_fix(case: Case) -> None:
    problem = only(case.text, case.code)

    assert (section_text(problem), problem.key, problem.line) == case.place
    text = f"{problem.message} {problem.consequence}"
    assert [words for words in case.words if words not in text] == []
    if case.fixed is None:
        assert problem.fix is None or problem.fix.edits == ()
    else:
        assert problem.fix is not None
        assert after_fix(problem, case.text) == case.fixed
        assert problem.fix.certain is case.certain


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.fixed is not None], ids=lambda case: case.code
)
def test_a_fix_makes_the_problem_go_away_and_brings_none(case: Case) -> None:
    problem = only(case.text, case.code)

    left = found(after_fix(problem, case.text))

    assert problem[:4] not in [p[:4] for p in left]
    # What was not taken before may turn out to be wrong in another way.
    known = {(p.code, p.key) for p in found(case.text)}
    seen = (problem.key, problem.fix.result if problem.fix else None)
    assert [p for p in left if (p.code, p.key) not in known and p.key not in seen] == []


@pytest.mark.parametrize("text", HEALTHY)
def test_a_healthy_file_has_no_problem(text: str) -> None:
    assert [p for p in found(text) if p.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("key", PLACEHOLDERS)
def test_a_placeholder_is_no_key(key: str) -> None:
    problem = only(f'[llm]\nmodel = "gpt-4o"\napi_key = "{key}"\n', "placeholder")

    assert problem.severity is Severity.WARNING
    assert "the provider refuses it" in problem.consequence


@pytest.mark.parametrize("value", VARIABLES)
def test_a_variable_is_not_looked_up(value: str) -> None:
    problem = only(f'[llm]\nmodel = "gpt-4o"\napi_key = "{value}"\n', "variable-in-value")

    assert "sk-x" not in repr(problem)


def test_an_ignored_base_says_which_sections_lose_what() -> None:
    text = (
        BASE + 'max_tokens = 1\n[llm.a]\nseed = 1\n[llm.b]\nseed = 2\n[llm.c]\nmodel = "o3"\n'
        '[llm.d]\nmodel = "o3"\napi_key = "sk-d-000000000000"\n'
    )

    problem = only(text, "unknown-key")

    assert problem.consequence == (
        "OpenHands ignores all of [llm] and runs on claude-sonnet-4-20250514, its built-in default,"
        " without your api_key; 2 sections lose model and api_key and run on it too;"
        " 1 section loses api_key."
    )


def test_an_ignored_section_says_who_gets_what_instead() -> None:
    text = named("qqqq = 1\n") + '[agent.X]\nllm_config = "a"\n[agent.Y]\nllm_config = "a"\n'

    assert "agent.X and agent.Y get [llm] instead" in only(text, "unknown-key").consequence


@pytest.mark.parametrize(
    ("environment", "words", "severity"),
    [
        ({"LLM_MODEL": "o3"}, "$LLM_MODEL wins over model", Severity.WARNING),
        ({"LLM_MODEL": ""}, "$LLM_MODEL is empty", Severity.NOTE),
        ({"LLM_API_BASE": "http://h"}, "$LLM_BASE_URL is probably meant", Severity.WARNING),
        ({"LLM_PROXY_OF_ANOTHER": "1"}, "does not read $LLM_PROXY", Severity.NOTE),
        ({"LLM_EMBEDDING_MODEL": "x"}, "0.5.3 to 0.28.1 do", Severity.WARNING),
        ({"LLM_CACHING_PROMPT": "yes"}, "yes is read as false", Severity.WARNING),
        ({"LLM_NUM_RETRIES": "1.5"}, "is not used", Severity.WARNING),
    ],
)
def test_a_variable_is_reported(
    environment: dict[str, str], words: str, severity: Severity
) -> None:
    problem = only(BASE, "environment", **environment)

    assert words in problem.message
    assert problem.severity is severity


@pytest.mark.parametrize(
    "environment",
    [{"LLM_MODEL": "gpt-4o"}, {"LLM_SEED": "5"}, {"LLM_CACHING_PROMPT": "no"}, {"OTHER": "1"}],
)
def test_a_variable_that_does_as_it_says_is_no_problem(environment: dict[str, str]) -> None:
    assert found(BASE, **environment) == ()


def test_a_variable_may_hold_the_address_that_a_section_lacks() -> None:
    view = resolved(named('model = "litellm_proxy/m"\n'))

    assert problems(view, {"LITELLM_PROXY_API_BASE": "http://h"}) == ()


@pytest.mark.parametrize(
    ("today", "codes"), [("2020-01-01", []), ("2999-01-01", ["retired-model"])]
)
def test_a_model_is_retired_from_its_day_on(today: str, codes: list[str]) -> None:
    view = resolved('[llm]\nmodel = "gpt-4o-2024-05-13"\n')

    assert [p.code for p in Checker({}, today).problems(view)] == codes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_no_problem_holds_a_secret(case: Case) -> None:
    assert "sk-base" not in repr([p[:8] for p in found(case.text)]).replace("edits", "")
    assert all("sk-" not in p.fix.label + p.fix.result for p in found(case.text) if p.fix)


def test_only_a_section_whose_circumstances_changed_is_checked_again() -> None:
    checker = Checker({}, TODAY)
    text = named("timeout = 0\n") + "\n[llm.b]\ntimeout = 0\n"
    first = checker.problems(resolved(text))

    second = checker.problems(resolved(text.replace("[llm.b]", "\n\n[llm.b]\nseed = 1")))

    kept, renewed = zip(first, second, strict=True)
    assert kept[0].fix is kept[1].fix
    assert renewed[0].fix is not renewed[1].fix
    assert (renewed[0].line, renewed[1].line) == (9, 12)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_what_is_remembered_is_what_would_be_found(case: Case) -> None:
    checker = Checker({}, TODAY)
    for before in (BASE, named("seed = 1\n"), case.text):
        checker.problems(resolved(before))

    assert checker.problems(resolved("\n" + case.text)) == found("\n" + case.text)


def test_all_certain_fixes_are_made_and_no_other() -> None:
    text = (
        BASE + 'timeout = ""\nmax_tokens = 5\n\n[llm.gpt-4.1]\nprovider = "openai"\n'
        "model = 'gpt-4.1'\nqqqq = 1\n\n[agent]\nllm_config = \"llm.gpt-4.1\"\n"
    )

    document, fixes, _ = fixed(
        Document(text.encode()), dialect("openhands"), lambda document: found(document.text)
    )

    assert document.text == (
        BASE + "max_output_tokens = 5\n\n[llm.\"gpt-4.1\"]\nmodel = 'openai/gpt-4.1'\nqqqq = 1\n\n"
        '[agent]\nllm_config = "gpt-4.1"\n'
    )
    assert len(fixes) == 5


RUNS = [run for run in runs("0.62.0") if not data()["environments"][run["environment"]]]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run["case"])
def test_there_is_an_error_just_where_openhands_itself_throws_something_away(run: Any) -> None:
    view = Resolution(Document(case_bytes(run["case"])), dialect("openhands"), {})

    errors = [p for p in problems(view, {}) if p.severity is Severity.ERROR]

    whole = [p for p in errors if p.code == "stop" or not p.section]
    assert bool(whole) == bool(run.get("stops") or run.get("unread"))
    if not whole:
        lost = {p.section for p in errors if p.section[:1] == ("llm",)}
        expected = {("llm", name) for name in run.get("dropped", [])}
        assert lost == expected | ({("llm",)} if run.get("fell_back") else set())


def test_only_some_sections_are_checked_where_only_they_are_asked_for() -> None:
    text = "[llm]\ntimeout = -1\n[llm.a]\ntimeout = -1\n[llm.b]\ntimeout = -1\n"
    view = Resolution(Document(text.encode()), dialect("openhands"), {})

    found = problems(view, {}, {("llm", "a")})

    assert {problem.section for problem in found if problem.code == "out-of-range"} == {
        ("llm", "a")
    }
